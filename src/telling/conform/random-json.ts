import type { RandomResult } from '../../conform/random/run-random.ts';

/** What `conform --json` prints of random calls: members may be added, never renamed. */
export function randomJson({
  seed,
  calls,
  differences,
  endings,
  steps,
}: RandomResult): Readonly<Record<string, unknown>> {
  const unreached = steps.unreached.map(({ ioctl, what, step, place }) => ({
    ...{ ioctl, what, step },
    ...{ file: place.file, line: place.line },
  }));
  return {
    random: {
      seed,
      calls,
      differences: differences.map(({ recording: _recording, ...difference }) => difference),
      endings,
      steps: { all: steps.all, unreached },
    },
  };
}
