import type { FailingResult } from '../../conform/random/run-failing.ts';
import { differenceJson, type SavedDifference } from './saved-difference.ts';

/**
 * What `conform --json` prints of calls that were made to fail: members may be added, never renamed.
 *
 * @param saved the differences
 * @param leftOut the ioctls of which no calls were made
 */
export function failingJson(
  { seed, kinds, points, possible }: FailingResult,
  saved: readonly SavedDifference[],
  leftOut: readonly string[],
): Readonly<Record<string, unknown>> {
  return { faults: { possible, seed, points, kinds, leftOut, differences: saved.map(differenceJson) } };
}
