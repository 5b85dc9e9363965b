import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { documentationPages } from '../../../src/emit/documentation/pages.ts';
import { uapiHeader } from '../../../src/emit/uapi/header.ts';
import { docutils } from '../../support/docutils.ts';
import { kernelTree } from '../../support/kernel-tree.ts';
import { withHostileTexts } from '../../support/hostile.ts';
import { seed } from '../../support/seed.ts';
import { scenarioInput } from '../../support/scenario.ts';
import { baseIn } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';

const vault = baseIn(scenarioInput('vault')).interface;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'abiwright-hostile-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const seeds = Array.from({ length: 25 }, (_, index) => [seed + index] as const);

it.each(seeds)('texts of seed %i do not trouble docutils', (one) => {
  const pages = documentationPages(
    { interface: withHostileTexts(vault, one), proposal: null, explored: null },
    printer(),
  );
  expect(docutils(pages.map((each) => each.text).join(''), 2).complaints).toBe('');
});

it.each(seeds)('texts of seed %i trouble neither kernel-doc nor a compiler', (one) => {
  const file = join(folder, `${one}.h`);
  const subject = withHostileTexts(vault, one);
  writeFileSync(
    file,
    uapiHeader({ interface: subject, proposal: null, explored: null }, printer())
      .map((each) => each.text)
      .join(''),
  );
  const { stdout, stderr } = spawnSync('perl', [join(kernelTree(), 'scripts/kernel-doc'), '-none', '-Wall', file], {
    encoding: 'utf8',
  });
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  execFileSync(
    'gcc-12',
    ['-std=c90', '-Wall', '-Wextra', '-Werror', '-fsyntax-only', '-x', 'c', '-include', file, '/dev/null'],
    { stdio: 'pipe' },
  );
});
