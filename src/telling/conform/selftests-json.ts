import type { SelftestResults } from '../../conform/selftests/read-tap.ts';

/** What `conform --json` prints of the generated selftests: members may be added, never renamed. */
export function selftestsJson({ passed, failed, skipped }: SelftestResults): Readonly<Record<string, unknown>> {
  return { selftests: { passed: passed.length, failed, skipped } };
}
