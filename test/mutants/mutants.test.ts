import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { caught, toldCatcher } from '../support/mutants/catch.ts';
import { changed, mutants } from '../support/mutants/mutant.ts';
import { subject } from '../support/mutants/subject.ts';
import { holding, mutantsTable } from '../support/mutants/table.ts';

const all = mutants();
const page = join(import.meta.dirname, '../../docs/mutants.md');
const subjects = [
  'iommufd@v6.12',
  'ioas-change-process',
  'ioas-map-file',
  'mdev-exclusion',
  'pin-on-suspend',
  'vfio-update-vaddr',
  'vfio-update-vaddr-v6.3',
];

describe.each(all.filter(({ caughtBy }) => caughtBy.kind !== 'nothing'))('$area: it $name', (mutant) => {
  it.each(mutant.of)('and is caught in %s', (of) => {
    expect(caught(subject(of, mutant.changes), of, mutant.caughtBy)).toBe(toldCatcher(mutant.caughtBy));
  });
});

it.each(all.filter(({ caughtBy }) => caughtBy.kind === 'nothing'))('$area: it $name, which can be read', (mutant) => {
  expect(() => mutant.of.map((of) => subject(of, mutant.changes))).not.toThrow();
});

it('changes only what is there once', () => {
  const change = { file: 'specs/x.yaml', there: 'a: 1', instead: 'a: 2' };
  expect(changed('- a: 1\n- b: 1', change)).toBe('- a: 2\n- b: 1');
  expect(() => changed('- a: 1\n- a: 1', change)).toThrow('2 times');
  expect(() => changed('- b: 1', change)).toThrow('0 times');
  expect(changed('x:\n  - a: 1\n    b: 2\n', { ...change, there: '- a: 1\n  b: 2', instead: '- c: 1\n- d: 2' })).toBe(
    'x:\n  - c: 1\n  - d: 2\n',
  );
});

describe('docs/mutants.md', () => {
  const table = mutantsTable(
    all,
    subjects.map((of) => ({ of, properties: holding(of, subject(of, [])) })),
  );
  if (process.env['RECORD'] === '1')
    afterAll(() => {
      writeFileSync(page, table);
    });

  it('is what the mutants say', () => {
    if (process.env['RECORD'] !== '1') expect(readFileSync(page, 'utf8')).toBe(table);
    expect(table).toContain('## What breaks each property that holds');
  });
});
