import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../../../src/workbench/generate.ts';
import { scaffold, type NewKind } from '../../../src/workbench/new.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test.each<[NewKind, string, RegExp]>([
  ['ioctl', 'IOMMU_IOAS_FREEZE', /TEST_F\(ioas_freeze\w*, eopnotsupp_flags\)/],
  ['ioctl', 'IOMMU_HWPT_FREEZE', /TEST_F\(hwpt_freeze\w*, eopnotsupp_flags\)/],
  ['flag', 'IOMMU_IOAS_MAP_NOEXEC', /IOMMU_IOAS_MAP_NOEXEC/],
  ['field', 'IOMMU_IOAS_UNMAP.deadline', /\.deadline = /],
  ['flag', 'IOMMU_OPTION_NUMA', /^/],
  ['proposal', 'empty', /^/],
])('the selftest of a scaffold, %s %s, is generated as it stands', (kind, name, words) => {
  const folder = temporaryFolder();
  const { made } = scaffold({ kind, name, title: null, base: null }, folder);
  const proposal = made?.proposal ?? '';
  const { files, findings } = generate([proposal], folder, {
    out: null,
    targets: ['selftest'],
    check: false,
    onStage: () => undefined,
  });
  expect(findings).toEqual([]);
  const generated = join(folder, 'generated', proposal, 'selftest');
  const text =
    files.length === 0
      ? ''
      : readdirSync(generated)
          .map((file) => readFileSync(join(generated, file), 'utf8'))
          .join('');
  expect(text).toMatch(words);
});
