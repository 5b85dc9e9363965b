import type { Move } from '../../machine/javascript/trace.ts';
import { actorName, actorOf } from './actor-name.ts';
import { assumptionsOf } from './assumptions.ts';
import { citedStep } from './cited-step.ts';
import type { ExploredWorld, Verdict } from './explore-world.ts';
import type { Verified } from './verify.ts';

/** What `verify` prints: verdicts, what they assume, and each counterexample step by step. */
export function verifyText({ worlds }: Pick<Verified, 'worlds'>): string {
  const lines = worlds.flatMap((explored) => [
    `${explored.world.name}: ${explored.states.toLocaleString('en')} states${explored.stopped === null ? '' : `, incomplete: ${explored.stopped}`}`,
    ...explored.verdicts.map((each) => verdictLine(each)),
    `  assuming: ${assumptionsOf(explored.world).join('; ')}`,
    ...explored.verdicts.flatMap((each) => (each.outcome === 'violated' ? traceLines(explored, each) : [])),
    '',
  ]);
  return lines.join('\n').trimEnd();
}

function verdictLine({ property, outcome, states, depth, witnesses }: Verdict): string {
  const shown = outcome === 'violated' ? `VIOLATED in ${depth ?? 0} steps` : outcome;
  return `  ${property.padEnd(24)}${shown.padEnd(22)}${states.toLocaleString('en').padStart(9)} states  ${witnesses} witnesses`;
}

function traceLines(explored: ExploredWorld, { property, trace }: Verdict): readonly string[] {
  return ['', `  ${property}:`, ...trace.map((move, index) => `    ${index + 1}  ${moveText(explored, move)}`)];
}

function moveText({ system }: ExploredWorld, move: Move): string {
  const { of } = actorOf(system, move.actor);
  const action = of.actions[move.action]?.action.name ?? '';
  const rests = move.rests?.until ? 'waits' : move.rests ? 'goes on later' : (move.errno ?? 'done');
  const changes = move.changes.map(
    (each) => `${each.row}${each.column === null ? '' : ` ${each.column}`}: ${each.after}`,
  );
  const cited = citedStep(move);
  return `${actorName(system, move.actor)}  ${move.begins ? '' : '... '}${action}: ${rests}  [${changes.join(', ')}]  ${cited ? `${cited.span.file}:${cited.span.line}` : ''}`;
}
