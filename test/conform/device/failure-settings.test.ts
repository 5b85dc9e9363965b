import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { keepFailureSettings, wantFailures } from '../../../src/conform/device/failure-settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const files = ['failslab/ignore-gfp-wait', 'fail_page_alloc/ignore-gfp-wait', 'fail_page_alloc/min-order'];

/** A folder with the settings of a kernel, as it has them at first. */
function settings(): string {
  const folder = temporaryFolder();
  for (const [index, value] of ['Y\n', 'Y\n', '1\n'].entries()) {
    const path = join(folder, files[index]!);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, value);
  }
  return folder;
}

function values(folder: string): readonly string[] {
  return files.map((each) => readFileSync(join(folder, each), 'utf8').slice(0, 1));
}

test('settings that another process changes are as they were afterwards, though that one is killed', () => {
  const folder = settings();
  const putBack = keepFailureSettings(folder);
  expect(wantFailures(folder)).toBeNull();
  expect(values(folder)).toEqual(['N', 'N', '0']);
  putBack();
  expect(values(folder)).toEqual(['Y', 'Y', '1']);
});

test('one of the two kinds of failures is enough, and without both it is said what is wrong', () => {
  const folder = settings();
  rmSync(join(folder, 'fail_page_alloc'), { recursive: true });
  const putBack = keepFailureSettings(folder);
  expect(wantFailures(folder)).toBeNull();
  rmSync(join(folder, 'failslab'), { recursive: true });
  expect(wantFailures(folder)).toBe('ENOENT');
  putBack();
});
