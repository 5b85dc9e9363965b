import type { ConformReport } from './report.ts';

/**
 * What `--json` prints: members may be added, never renamed. A part that was not run is null; `leftOut` says why of one that
 * was asked for. `unsaved` has the recordings that could not be written.
 */
export function reportJson({ kernel, boot, parts, troubles, unsaved }: ConformReport): object {
  return {
    kernel: {
      name: kernel,
      booted: boot,
      troubles: troubles.map(({ code, message, lines }) => ({ code, message, lines })),
    },
    unsaved,
    ...{ vectors: null, errnoCoverage: null, random: null, faults: null, selftests: null },
    ...Object.fromEntries(parts.flatMap((each) => Object.entries(each.json))),
    leftOut: parts.flatMap(({ part, leftOut }) => (leftOut ? [{ part, ...leftOut }] : [])),
  };
}
