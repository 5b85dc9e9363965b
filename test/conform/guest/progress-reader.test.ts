import { expect, test } from 'vitest';
import { progressOn } from '../../../src/host/progress.ts';
import { ProgressReader } from '../../../src/conform/guest/progress-reader.ts';

test('reads what a command shows on its terminal, cut anywhere', () => {
  let written = '';
  const progress = progressOn({ isTTY: true, columns: 80, write: (text) => (written += text) });
  for (const text of ['reading', 'vectors of IOMMU_IOAS_MAP', 'random calls: 512 of 20000']) progress.report(text);
  progress.clear();
  for (const size of [1, 2, 5, 1000]) {
    const shown: string[] = [];
    const reader = new ProgressReader((text) => shown.push(text));
    const bytes = Buffer.from(written);
    for (let at = 0; at < bytes.length; at += size) reader.take(bytes.subarray(at, at + size));
    expect(shown.at(-1)).toBe('random calls: 512 of 20000');
    const whole = ['reading', 'vectors of IOMMU_IOAS_MAP', 'random calls: 512 of 20000'];
    expect(shown.filter((each) => !whole.includes(each))).toEqual([]);
  }
});

test('takes nothing else for progress', () => {
  const shown: string[] = [];
  const reader = new ProgressReader((text) => shown.push(text));
  reader.take(Buffer.from('a mistake\nof many lines\n'));
  expect(shown).toEqual([]);
});
