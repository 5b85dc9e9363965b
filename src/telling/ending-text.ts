import { visible } from '../diagnostics/visible.ts';
import { placeText } from './place-text.ts';
import type { Counterexample, Sleeper } from './verification.ts';

/** Says how a counterexample ends: what is wrong there, who sleeps, and whose it is to end that. */
export function endingSentences({ ending, moves }: Counterexample): readonly string[] {
  const { kind, broken, sleepers } = ending;
  const where = {
    quiet: 'quiet: nothing in the kernel can go on.',
    cycle: `and so on: from here the kernel goes back to step ${String(moves.length)}, and needs not ever come to rest.`,
    state: '',
  }[kind];
  const wrong = broken ? [`Not so here: ${visible(broken.text)} (${visible(placeText(broken))}).`] : [];
  return [...(where === '' ? [] : [where]), ...wrong, ...inOrder(sleepers).map(sleeperText)];
}

/** First whom users can wake, then who is woken by those. */
function inOrder(sleepers: readonly Sleeper[]): readonly Sleeper[] {
  const first = sleepers.filter((each) => each.endedBy.length > 0);
  return [...first, ...sleepers.filter((each) => each.endedBy.length === 0)];
}

function sleeperText({ actor, step, until, endedBy, follows }: Sleeper): string {
  const wait = `the wait of ${visible(actor)} in step ${String(step)}`;
  if (follows.length > 0)
    return `${capital(wait)} ends only after ${either(
      follows.map((each) => `that in step ${String(each)}`),
      'and',
    )}.`;
  if (endedBy.length === 0) return `Nothing that a user may do here ends ${wait}, until ${visible(until)}.`;
  const calls = either(
    endedBy.map((each) => `"${visible(each.action)}" of ${visible(each.actor)}`),
    'or',
  );
  const whose =
    endedBy.length === 1 ? "it is the user's to do, and is not owed" : "all are the user's to do, and none is owed";
  return `${calls} would end ${wait}; ${whose}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function either(texts: readonly string[], word: string): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} ${word} ${last}`;
}
