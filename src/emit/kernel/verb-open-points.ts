import { functionOf } from '../../spec/function-of.ts';
import type { Interface, Proposal } from '../../spec/interface.ts';
import { nested, walk, type Step } from '../../spec/step.ts';
import { printExpression } from '../text/expression.ts';
import { plainLine } from '../text/plain.ts';
import { splitTitle } from '../text/title.ts';
import { equality } from './condition.ts';
import type { OpenPoint } from './fragments.ts';
import { placeInFile } from './locate.ts';
import { openSentences } from './open-sentences.ts';
import { todosOf } from './todo.ts';

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

/** What a step does to those of the base inside of it: its author's words where there are any, else when they are left. */
function changes(step: Step, base: ReadonlySet<string>): readonly string[] {
  if (step.doc !== null) return [`To be changed: ${plainLine(splitTitle(step.doc).title)}.`];
  if (step.kind !== 'switch') return nested(step).flatMap((list) => list.flatMap((each) => changes(each, base)));
  const kept = step.cases.filter(({ steps }) => [...walk(steps)].some((each) => base.has(placeInFile(each))));
  const when = kept.map(({ value }) => printExpression(equality(step.on, value)));
  return when.length === 0 ? [] : [`To be changed: what it does so far is done only if ${when.join(' or ')}.`];
}

/**
 * What the functions are to do that the verbs of a proposal stand for: C is made of the lists of ioctls only. What a
 * later release than the base has is not to be done, but needed.
 */
export function verbOpenPoints({ base, result, delta }: Proposal): readonly OpenPoint[] {
  const points = delta.verbs.flatMap(({ verb: name, since }): readonly OpenPoint[] => {
    const verb = result.verbs.get(name);
    if (verb === undefined) return [];
    const place = functionOf(name, result);
    if (since !== null) return [{ place, what: `Needed as it is in Linux ${since}.` }];
    if (!base.verbs.has(name)) {
      return [{ place, what: `The function is to be written: ${plainLine(splitTitle(verb.doc).title)}.` }];
    }
    const places = new Set([...walk(stepsOf(base, name))].map(placeInFile));
    const steps = added(verb.steps, places);
    const todos = todosOf(
      steps.map((each) => own(each, places)),
      result,
      null,
    );
    const sentences = openSentences(todos, 'To be added');
    const all = sentences.length > 0 ? sentences : steps.flatMap((each) => changes(each, places));
    return all.map((what) => ({ place, what }));
  });
  return [...new Map(points.map((each) => [`${each.place} ${each.what}`, each])).values()];
}
