import type { FailingResult } from '../../conform/random/run-failing.ts';

/** What `conform --json` prints of calls that were made to fail: members may be added, never renamed. */
export function failingJson({
  seed,
  kinds,
  points,
  possible,
  differences,
}: FailingResult): Readonly<Record<string, unknown>> {
  const told = differences.map(({ recording: _recording, ...difference }) => difference);
  return { faults: { possible, seed, points, kinds, differences: told } };
}
