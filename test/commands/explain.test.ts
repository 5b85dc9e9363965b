import { expect, test } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import { abiwright } from '../support/abiwright.ts';

test('prints why a rule is there, with a bad and a good example', () => {
  expect(abiwright(['explain', 'CLI0001'])).toEqual({
    status: 0,
    errors: '',
    output: [
      'CLI0001 (error): unknown command',
      '',
      'abiwright has one command a task, and no abbreviations of them.',
      '',
      'Bad:',
      '',
      '    abiwright chek ioas-map-file',
      '',
      'Good:',
      '',
      '    abiwright check ioas-map-file',
      '',
    ].join('\n'),
  });
});

test('takes a code in any case', () => {
  expect(abiwright(['explain', 'cli0001'])).toEqual(abiwright(['explain', 'CLI0001']));
});

test('breaks its prose into lines that fit a terminal', () => {
  const { output } = abiwright(['explain', 'CLI0003']);
  const prose = output.split('\n').filter((line) => !line.startsWith('    '));
  expect(prose.length).toBeGreaterThan(5);
  expect(prose.filter((line) => line.length > 80)).toEqual([]);
});

test('with --json, gives the entry of the catalogue', () => {
  const { output, status } = abiwright(['explain', 'SPEC0006', '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(output)).toEqual({ code: 'SPEC0006', ...catalogue.SPEC0006 });
});

test('without a code, lists every code', () => {
  const { output, status } = abiwright(['explain']);
  expect(status).toBe(0);
  expect(output.trimEnd().split('\n')).toHaveLength(Object.keys(catalogue).length);
  expect(output).toMatch(/^SPEC0006 +error +unknown name$/m);
  expect(output).toMatch(/^SPEC0012 +warning /m);
});

test('without a code and with --json, lists every code', () => {
  const { codes } = JSON.parse(abiwright(['explain', '--json']).output) as { codes: { code: string }[] };
  expect(codes.map((each) => each.code)).toEqual(Object.keys(catalogue).sort());
  expect(codes[0]).toHaveProperty('title');
});

test.each([
  ['SPEC0O06', 'did you mean SPEC0006?'],
  ['constructor', 'abiwright explain lists every code'],
])('of %s it says that there is no such code, and helps', (code, help) => {
  const run = abiwright(['explain', code]);
  expect(run).toMatchObject({ status: 2, output: '' });
  expect(run.errors).toMatch(new RegExp(`^error CLI0004: no diagnostic has the code ${code}\n`));
  expect(run.errors).toContain(help);
});
