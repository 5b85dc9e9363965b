import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findUpwards } from '../../src/host/find.ts';
import { packageRoot } from '../../src/host/package-root.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('finds the nearest one above', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'a/specs'), { recursive: true });
  mkdirSync(join(folder, 'a/b/c'), { recursive: true });
  mkdirSync(join(folder, 'specs'));
  expect(findUpwards('specs', join(folder, 'a/b/c'))).toBe(join(folder, 'a/specs'));
  expect(findUpwards('specs', folder)).toBe(join(folder, 'specs'));
});

test('finds nothing where there is nothing, from a folder that is not there too', () => {
  expect(findUpwards('abiwright-no-such-name', temporaryFolder())).toBeNull();
  expect(findUpwards('abiwright-no-such-name', '/no/such/folder')).toBeNull();
});

test('finds the package from its sources', () => {
  writeFileSync(join(temporaryFolder(), 'package.json'), '{}');
  expect(packageRoot()).toBe(join(import.meta.dirname, '../..'));
});
