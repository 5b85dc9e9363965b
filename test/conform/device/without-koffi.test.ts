import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../../..');

/** Runs conform on a file, as installed in a folder of its own with these packages. */
function conform(packages: readonly string[]): { readonly status: number | null; readonly printed: string } {
  const folder = temporaryFolder();
  cpSync(dirname(inject('bundle')), join(folder, 'dist'), { recursive: true });
  for (const each of ['package.json', 'specs', 'templates'])
    cpSync(join(root, each), join(folder, each), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  for (const each of packages)
    cpSync(join(root, 'node_modules', each), join(folder, 'node_modules', each), { recursive: true });
  const words = [join(folder, 'dist/abiwright.cjs'), 'conform', '--device', '/dev/null', '--only', 'vectors'];
  const environment = { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: join(folder, 'cache') };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  });
  return { status, printed: stdout + stderr };
}

test.each([
  ['koffi', []],
  ["koffi's binary, as npm ci --omit=optional does", ['koffi']],
])('without %s it is said what is missing, and nothing is called', (_what, packages) => {
  const { status, printed } = conform(packages);
  expect(status).toBe(2);
  expect(printed).toMatch(/^error CON0002: koffi cannot be loaded: Cannot find .*koffi/im);
  expect(printed).toContain('npm ci');
  expect(printed).not.toContain('vectors:');
});

test('with both it is loaded', () => {
  const { printed } = conform(['koffi', '@koromix']);
  expect(printed).not.toContain('CON0002');
});
