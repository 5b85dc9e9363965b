import type { Move } from '../../machine/javascript/trace.ts';
import { citedStep } from './cited-step.ts';
import type { ExploredWorld, Verdict } from './explore-world.ts';
import { actorName, actorOf } from './actor-name.ts';
import { assumptionsOf } from './assumptions.ts';
import type { Verified } from './verify.ts';

/** What `verify --json` prints: members may be added, never renamed. */
export function verifyJson({ name, worlds }: Pick<Verified, 'name' | 'worlds'>): object {
  return {
    name,
    worlds: worlds.map((explored) => ({
      world: explored.world.name,
      states: explored.states,
      transitions: explored.transitions,
      depth: explored.depth,
      ...(explored.stopped === null ? {} : { stopped: explored.stopped }),
      assumptions: assumptionsOf(explored.world),
      properties: explored.verdicts.map((verdict) => propertyJson(explored, verdict)),
    })),
  };
}

function propertyJson(explored: ExploredWorld, verdict: Verdict): object {
  const { property, outcome, states, depth, witnesses, excused, because, trace } = verdict;
  return {
    id: property,
    outcome,
    states,
    transitions: explored.transitions,
    depth: depth ?? explored.depth,
    witnesses,
    ...(excused > 0 ? { excused, because } : {}),
    ...(outcome === 'violated' ? { trace: trace.map((move) => moveJson(explored, move)) } : {}),
  };
}

function moveJson(explored: ExploredWorld, move: Move): object {
  const cited = citedStep(move);
  const { of } = actorOf(explored.system, move.actor);
  return {
    actor: actorName(explored.system, move.actor),
    action: of.actions[move.action]?.action.name ?? '',
    begins: move.begins,
    ended: move.rests === null,
    errno: move.errno,
    ...(cited ? { step: cited.step.path, file: cited.span.file, line: cited.span.line } : {}),
    steps: move.origins.map(({ step, span, verbs }) => ({ kind: step.kind, verbs, file: span.file, line: span.line })),
    changes: move.changes,
  };
}
