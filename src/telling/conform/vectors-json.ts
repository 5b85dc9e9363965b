import type { ToldVectors } from './vectors-told.ts';

/** What `conform --json` prints of the contract vectors: members may be added, never renamed. */
export function vectorsJson({ errnos, ...vectors }: ToldVectors): Readonly<Record<string, unknown>> {
  const { reached, excused, skipped, missing } = errnos;
  return {
    vectors,
    errnoCoverage: { complete: missing.length === 0 && skipped.length === 0, reached, excused, skipped, missing },
  };
}
