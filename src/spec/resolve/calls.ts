import type { Verb } from '../interface.ts';
import { walk } from '../step.ts';
import type { Findings } from './findings.ts';

/** Steps that a verb may have when the verbs that it calls are written out in it, as the model has them. */
const maximumSteps = 10_000;
/** Verbs that may call each other in a row. */
const maximumDepth = 64;

/** Refuses verbs that call themselves, and those that grow without measure when they are written out. */
export function checkCalls(verbs: ReadonlyMap<string, Verb>, findings: Findings): void {
  const sizes = new Map<string, number>();
  const open: string[] = [];
  const size = (name: string): number => {
    const verb = verbs.get(name);
    const known = sizes.get(name);
    if (!verb || known !== undefined) return known ?? 0;
    if (open.includes(name)) {
      const others = open.slice(open.indexOf(name) + 1);
      const through = others.length > 0 ? ` through ${others.join(', ')}` : '';
      findings.add('SPEC0007', `the verb '${name}' calls itself${through}`, verb.span);
      return 0;
    }
    if (open.length >= maximumDepth) {
      const calls = `more than ${String(maximumDepth)} verbs call each other in a row`;
      findings.add('SPEC0016', `${calls} down to '${name}'`, verb.span);
      return 0;
    }
    open.push(name);
    let steps = 0;
    for (const step of walk(verb.steps)) steps += 1 + (step.kind === 'call' ? size(step.verb) : 0);
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
