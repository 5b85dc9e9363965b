import type { Span } from '../diagnostics/span.ts';
import type { CallResult } from '../model/call.ts';
import { errnoName, errnoNumbers } from '../spec/errno.ts';
import type { Ioctl } from '../spec/interface.ts';
import { argumentDifferences, hex, type Difference } from './difference.ts';
import type { IoctlEvent } from './event.ts';

/** One thing that a call did otherwise than the model says. */
export type CallDifference = Pick<Difference, 'field' | 'expected' | 'actual' | 'step'>;

/** What a call is recorded to have come to: an errno's name, or `success`. */
export function recordedEnd({ ret, errno }: IoctlEvent): string {
  return ret < 0 ? errnoName(errno) : 'success';
}

/**
 * How a call that was recorded differs from what the model gives.
 *
 * @param array the array that the argument refers to, as the model leaves it; null where it is not compared
 */
export function callDifferences(
  event: IoctlEvent,
  ioctl: Ioctl | null,
  result: CallResult,
  array: Uint8Array | null,
): readonly CallDifference[] {
  const found: CallDifference[] = [];
  const by: Span | null = result.by?.span ?? null;
  const recorded = event.ret < 0 ? event.errno : 0;
  const computed = result.errno === null ? 0 : errnoNumbers[result.errno];
  if (result.blocked || computed !== recorded) {
    const actual = result.blocked ? 'a sleep that nothing ends' : (result.errno ?? 'success');
    found.push({ field: 'errno', expected: recordedEnd(event), actual, step: by });
  }
  if (event.out && result.argument)
    for (const each of argumentDifferences(ioctl, event.out, result.argument)) {
      const told = result.telling.members.get(each.field)?.span;
      found.push({ ...each, step: told ?? by ?? result.telling.reply?.span ?? null });
    }
  if (event.arrayOut && array && hex(event.arrayOut) !== hex(array)) {
    const step = result.telling.element?.span ?? by;
    found.push({ field: 'array', expected: hex(event.arrayOut), actual: hex(array), step });
  }
  return found;
}
