import type { Difference } from '../../recording/difference.ts';
import { Replay } from '../../recording/replay.ts';
import type { Interface } from '../../spec/interface.ts';
import type { Coverage } from './coverage.ts';
import { eventsOf, firstLine } from './events.ts';
import type { Case, Performed } from './operation.ts';

/** The first thing that a kernel did otherwise than the model says. */
export interface Found {
  readonly difference: Difference;
  /** The index of the operation in its case. */
  readonly at: number;
}

/** Runs what a kernel did in a case through the model; null where that would have done the same. */
export function judge(of: Interface, which: Case, performed: Performed, coverage: Coverage | null): Found | null {
  const replay = new Replay(of, 'random', (_event, ioctl, result) => coverage?.note(ioctl, result));
  replay.model.visits = coverage?.visits ?? null;
  for (const event of eventsOf(which, performed, of.family.device)) {
    replay.event(event);
    const [difference] = replay.differences;
    // After the first difference the model is in another state than the kernel.
    if (difference) return { difference, at: event.line - firstLine };
  }
  return null;
}

/** Is it one and the same mistake that two cases show, as far as can be told? */
export function isSame({ difference: a }: Found, { difference: b }: Found): boolean {
  return (
    a.ioctl === b.ioctl &&
    a.field === b.field &&
    (a.field !== 'errno' || (a.expected === b.expected && a.actual === b.actual))
  );
}
