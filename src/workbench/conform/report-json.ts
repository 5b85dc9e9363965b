import type { ConformReport } from './report.ts';

/** What `--json` prints: members may be added, never renamed. A part that was not run is null. */
export function reportJson({ kernel, boot, parts, troubles }: ConformReport): object {
  return {
    kernel: {
      name: kernel,
      booted: boot,
      troubles: troubles.map(({ code, message, lines }) => ({ code, message, lines })),
    },
    ...{ vectors: null, errnoCoverage: null, random: null, faults: null, selftests: null },
    ...Object.fromEntries(parts.flatMap((each) => Object.entries(each.json))),
  };
}
