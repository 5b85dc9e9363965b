import type { RandomResult } from '../../conform/random/run-random.ts';
import { differenceJson, type SavedDifference } from './saved-difference.ts';

/**
 * What `conform --json` prints of random calls: members may be added, never renamed.
 *
 * @param saved the differences
 * @param ioctlsLeftOut the ioctls of which no calls were made
 */
export function randomJson(
  { seed, calls, wanted, endings, steps }: RandomResult,
  saved: readonly SavedDifference[],
  ioctlsLeftOut: readonly string[],
): Readonly<Record<string, unknown>> {
  const unreached = steps.unreached.map(({ ioctl, what, step, place }) => ({
    ...{ ioctl, what, step },
    ...{ file: place.file, line: place.line },
  }));
  return {
    random: {
      seed,
      calls,
      wanted,
      ioctlsLeftOut,
      differences: saved.map(differenceJson),
      endings,
      steps: { all: steps.all, unreached },
    },
  };
}
