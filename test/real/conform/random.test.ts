import { join } from 'node:path';
import { expect, test } from 'vitest';
import { abiwright } from '../../support/abiwright.ts';
import { kernelImage } from '../../support/kernel-image.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** What `abiwright conform --json` prints, as far as the tests look at it. */
interface ConformJson {
  readonly random: {
    readonly calls: number;
    readonly differences: readonly { readonly calls: readonly { readonly call: string }[]; readonly kernel: string }[];
  };
}

function random(words: readonly string[]): { readonly status: number | null; readonly random: ConformJson['random'] } {
  const save = join(temporaryFolder(), 'differences');
  const { status, output } = abiwright([
    ...['conform', ...words, '--kernel', kernelImage(), '--only', 'random', '--seed', '5', '--calls', '800'],
    ...['--save', save, '--json'],
  ]);
  return { status, random: (JSON.parse(output) as ConformJson).random };
}

test('what a proposal adds is not called where nobody has implemented it', () => {
  const { status, random: found } = random(['ioas-map-file']);
  expect(found.differences).toEqual([]);
  expect(found.calls).toBeGreaterThan(700);
  expect(status).toBe(0);
});

test('with --implemented it is, and a kernel without it differs in its first call', () => {
  const { status, random: found } = random(['ioas-map-file', '--implemented']);
  expect(status).toBe(1);
  const [difference] = found.differences;
  expect(difference?.kernel).toBe('ENOTTY');
  expect(difference?.calls.at(-1)?.call).toMatch(/^IOMMU_IOAS_MAP_FILE/);
});
