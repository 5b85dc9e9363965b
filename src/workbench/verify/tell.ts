import type { Sources } from '../../diagnostics/render-text.ts';
import { builtInTitles } from '../../telling/built-in.ts';
import type { Counterexample, ToldVerdict, ToldWorld, Verification } from '../../telling/verification.ts';
import { assumptionsOf } from './assumptions.ts';
import type { DeadSteps } from './dead-steps.ts';
import type { ExploredWorld, Verdict } from './explore-world.ts';
import { actorName } from './actor-name.ts';
import { lanesOf, placeOf, tellMoves } from './tell-moves.ts';
import { tellEnding } from './tell-ending.ts';

/** What was explored, as plain data with what the specs say. */
export function tell(
  name: string,
  worlds: readonly ExploredWorld[],
  dead: DeadSteps | null,
  sources: Sources,
): Verification {
  return {
    name,
    worlds: worlds.map((each) => tellWorld(each, sources)),
    deadSteps: dead && dead.dead.map(({ step, what }) => ({ ...placeOf(step.span), what })),
    steps: dead?.steps ?? 0,
    calls: null,
  };
}

function tellWorld(explored: ExploredWorld, sources: Sources): ToldWorld {
  const { world, system, states, transitions, depth, stopped, verdicts, greatest } = explored;
  return {
    name: world.name,
    title: world.title,
    assumptions: assumptionsOf(world),
    states,
    transitions,
    depth,
    stopped,
    verdicts: verdicts.map((each) => tellVerdict(explored, each, sources)),
    measures: system.interface.measures.map((measure, index) => ({
      name: measure.name,
      title: firstSentence(measure.doc),
      greatest: (greatest[index] ?? -1) < 0 ? null : String(greatest[index]),
    })),
  };
}

function tellVerdict(explored: ExploredWorld, verdict: Verdict, sources: Sources): ToldVerdict {
  const { property, outcome, states, depth, witnesses, excused, because } = verdict;
  const stated = explored.system.properties.find((each) => each.name === property);
  return {
    id: property,
    title: stated ? firstSentence(stated.doc) : (builtInTitles.get(property) ?? ''),
    outcome,
    expected: explored.world.expected.get(property) ?? null,
    states,
    steps: depth,
    witnesses,
    excused,
    because,
    counterexample: counterexampleOf(explored, verdict, sources),
  };
}

function counterexampleOf({ system }: ExploredWorld, verdict: Verdict, sources: Sources): Counterexample | null {
  const { outcome, property, trace, last } = verdict;
  if (outcome !== 'violated' || !last) return null;
  return {
    lanes: lanesOf(trace).map((each) => actorName(system, each)),
    moves: tellMoves(system, trace, sources),
    ending: tellEnding(system, property, trace, last, sources),
  };
}

/** The first sentence of a text, without its full stop. */
function firstSentence(doc: string): string {
  const [sentence = ''] = doc
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(/\.(?:\s|$)/);
  return sentence;
}
