import { join } from 'node:path';
import type { RandomDifference } from '../../../conform/random/random-difference.ts';
import type { SavedDifference } from '../../../telling/conform/saved-difference.ts';
import type { PartContext } from '../parts.ts';

/** Has the calls of differences kept, and gives them with where that is. */
export function saveDifferences(
  differences: readonly RandomDifference[],
  name: string,
  { options, tell }: Pick<PartContext, 'options' | 'tell'>,
): readonly SavedDifference[] {
  return differences.map((difference, index) => {
    const path = index === 0 ? `${name}.jsonl` : `${name}-${String(index + 1)}.jsonl`;
    tell({ kind: 'file', path, text: difference.recording });
    return { ...difference, saved: join(options.save, path), replayedWith: options.name };
  });
}
