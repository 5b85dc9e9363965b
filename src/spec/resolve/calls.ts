import type { Verb } from '../interface.ts';
import { walk, type Step } from '../step.ts';
import type { Findings } from './findings.ts';

/** Steps that a verb may have when the verbs that it calls are written out in it, as the model has them. */
const maximumSteps = 10_000;
/** Verbs that may call each other in a row. */
const maximumDepth = 64;

/**
 * Refuses verbs that call themselves, and those that grow without measure when they are written out. Where a call in the
 * file `newest` closes a cycle through verbs of the base, the finding is about that call.
 */
export function checkCalls(verbs: ReadonlyMap<string, Verb>, newest: string | null, findings: Findings): void {
  const sizes = new Map<string, number>();
  const open: string[] = [];
  const calls: Step[] = [];
  const size = (name: string): number => {
    const verb = verbs.get(name);
    const known = sizes.get(name);
    if (!verb || known !== undefined) return known ?? 0;
    if (open.includes(name)) {
      const others = open.slice(open.indexOf(name) + 1);
      const through = others.length > 0 ? ` through ${others.join(', ')}` : '';
      const added = verb.span.file === newest ? undefined : calls.find(({ span }) => span.file === newest);
      findings.add('SPEC0007', `the verb '${name}' calls itself${through}`, added?.span ?? verb.span);
      return 0;
    }
    if (open.length >= maximumDepth) {
      const row = `more than ${String(maximumDepth)} verbs call each other in a row`;
      findings.add('SPEC0016', `${row} down to '${name}'`, verb.span);
      return 0;
    }
    open.push(name);
    let steps = 0;
    for (const step of walk(verb.steps)) {
      steps++;
      if (step.kind !== 'call') continue;
      calls.push(step);
      steps += size(step.verb);
      calls.pop();
    }
    open.pop();
    if (steps > maximumSteps) {
      const limit = `more than ${String(maximumSteps)} steps, those of the verbs that it calls counted`;
      findings.add('SPEC0016', `the verb '${name}' has ${limit}`, verb.span);
      // One finding is enough: what calls it would have more steps still.
      steps = 0;
    }
    sizes.set(name, steps);
    return steps;
  };
  for (const name of verbs.keys()) size(name);
}
