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
    const todos = todosOf(added(verb.steps, places), result, null);
    return openSentences(todos, 'To be added').map((what) => ({ place, what }));
  });
}
