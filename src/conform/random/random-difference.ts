import { recordingText } from '../../recording/print.ts';
import type { Interface } from '../../spec/interface.ts';
import { describeCase, type DescribedCall } from './describe.ts';
import { eventsOf } from './events.ts';
import type { Found } from './judge.ts';
import type { Case, Performed } from './operation.ts';

/** Something that the kernel did otherwise than the model, in as few calls as were found to do. */
export interface RandomDifference {
  /** The calls up to the one that differs, which is the last. */
  readonly calls: readonly DescribedCall[];
  /** How many calls there were before any were left out. */
  readonly shrunkFrom: number;
  /** `errno`, a member of the argument...: see Difference in src/recording. */
  readonly field: string;
  readonly kernel: string;
  readonly model: string;
  /** The step that made the model answer so; null where it was none. */
  readonly file: string | null;
  readonly line: number | null;
  /** The calls as a recording that `abiwright replay` reads. */
  readonly recording: string;
}

/** A case that a kernel did otherwise than the model, and what it did. */
export interface Differing {
  readonly which: Case;
  readonly performed: Performed;
  readonly found: Found;
}

/**
 * Tells of a difference.
 *
 * @param first as it was found, before any calls were left out
 */
export function differenceOf(
  of: Interface,
  { which, performed, found }: Differing,
  first: Differing,
): RandomDifference {
  const { difference, at } = found;
  const shown = { ...which, operations: which.operations.slice(0, at + 1) };
  return {
    calls: describeCase(of, shown, performed),
    shrunkFrom: callsUpTo(first.which, first.found.at),
    field: difference.field,
    kernel: difference.expected,
    model: difference.actual,
    file: difference.step?.file ?? null,
    line: difference.step?.line ?? null,
    recording: recordingText(eventsOf(shown, performed, of.family.device)),
  };
}

/** How many calls an operation, and those before it, are. */
export function callsUpTo({ operations }: Case, last: number): number {
  return operations.slice(0, last + 1).filter(({ op }) => op === 'ioctl').length;
}
