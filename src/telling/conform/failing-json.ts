import type { FailingResult } from '../../conform/random/run-failing.ts';
import { differenceJson, type SavedDifference } from './saved-difference.ts';

/**
 * What `conform --json` prints of calls that were made to fail: members may be added, never renamed. Where none could be,
 * the part is left out, and so `possible` is always true.
 *
 * @param saved the differences
 * @param ioctlsLeftOut the ioctls of which no calls were made
 */
export function failingJson(
  { seed, kinds, points }: FailingResult,
  saved: readonly SavedDifference[],
  ioctlsLeftOut: readonly string[],
): Readonly<Record<string, unknown>> {
  return { faults: { possible: true, seed, points, kinds, ioctlsLeftOut, differences: saved.map(differenceJson) } };
}
