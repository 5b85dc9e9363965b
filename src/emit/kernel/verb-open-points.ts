import type { Interface, Proposal } from '../../spec/interface.ts';
import { nested, walk, type Step } from '../../spec/step.ts';
import { plainLine } from '../text/plain.ts';
import { splitTitle } from '../text/title.ts';
import type { OpenPoint } from './fragments.ts';
import { placeInFile } from './locate.ts';
import { openSentences } from './open-sentences.ts';
import { functionOf, todosOf } from './todo.ts';

/** The steps that a list has more than the base, without those inside of them. */
function added(steps: readonly Step[], base: ReadonlySet<string>): readonly Step[] {
  return steps.flatMap((step) =>
    base.has(placeInFile(step)) ? nested(step).flatMap((list) => added(list, base)) : [step],
  );
}

/** A step without those of the base that stay inside of it. */
function own(step: Step, base: ReadonlySet<string>): Step {
  const kept = (steps: readonly Step[]): readonly Step[] =>
    steps.flatMap((each) => (base.has(placeInFile(each)) ? [] : [own(each, base)]));
  switch (step.kind) {
    case 'switch': {
      const { otherwise } = step;
      const cases = step.cases.map((each) => ({ ...each, steps: kept(each.steps) }));
      return {
        ...step,
        cases,
        otherwise: otherwise === null || typeof otherwise === 'string' ? otherwise : kept(otherwise),
      };
    }
    case 'each-element':
    case 'each-row':
    case 'each-gap':
    case 'undo':
      return { ...step, steps: kept(step.steps) };
    case 'fault':
      return { ...step, instead: step.instead && kept(step.instead) };
    default:
      return step;
  }
}

function stepsOf(of: Interface, verb: string): readonly Step[] {
  return of.verbs.get(verb)?.steps ?? [];
}

/** What the functions are to do that the verbs of a proposal stand for: C is made of the lists of ioctls only. */
export function verbOpenPoints({ base, result, delta }: Proposal): readonly OpenPoint[] {
  return [...new Set(delta.verbs)].flatMap((name) => {
    const verb = result.verbs.get(name);
    if (verb === undefined) return [];
    const place = functionOf(name, result);
    if (!base.verbs.has(name)) {
      return [{ place, what: `The function is to be written: ${plainLine(splitTitle(verb.doc).title)}.` }];
    }
    const places = new Set([...walk(stepsOf(base, name))].map(placeInFile));
    const steps = added(verb.steps, places).map((each) => own(each, places));
    const sentences = openSentences(todosOf(steps, result, null), 'To be added');
    return (sentences.length > 0 ? sentences : [`To be changed, as '${name}' of the specification is.`]).map(
      (what) => ({
        place,
        what,
      }),
    );
  });
}
