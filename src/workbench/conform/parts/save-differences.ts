import { join } from 'node:path';
import type { RandomDifference } from '../../../conform/random/random-difference.ts';
import type { PartContext } from '../parts.ts';

/** Has the calls of differences kept, and gives where, in their order. */
export function saveDifferences(
  differences: readonly RandomDifference[],
  name: string,
  { options, tell }: Pick<PartContext, 'options' | 'tell'>,
): readonly string[] {
  return differences.map(({ recording }, index) => {
    const path = index === 0 ? `${name}.jsonl` : `${name}-${String(index + 1)}.jsonl`;
    tell({ kind: 'file', path, text: recording });
    return join(options.save, path);
  });
}
