import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { abiwright } from '../support/abiwright.ts';

interface Property {
  readonly id: string;
  readonly outcome: string;
  readonly witnesses: number;
}

test('abiwright verify says of a proposal what is decided call by call too', () => {
  const { status, output } = abiwright(['verify', 'ioas-map-file', '--json'], { folder: tmpdir() });
  const { worlds } = JSON.parse(output) as { readonly worlds: readonly { readonly properties: readonly Property[] }[] };
  const judged = new Map(worlds.at(-1)?.properties.map((each) => [each.id, each]));
  expect([...judged.keys()]).toEqual(['no-dead-step', 'failure-is-atomic', 'errno-contract']);
  for (const { outcome } of judged.values()) expect(outcome).toBe('holds');
  // More than there are ioctls: each fails in several ways.
  expect(judged.get('failure-is-atomic')?.witnesses).toBeGreaterThan(100);
  expect(judged.get('errno-contract')?.witnesses).toBeGreaterThan(100);
  expect(status).toBe(0);
  const part = abiwright(['verify', 'ioas-map-file', '--world', 'copy-shares-pages'], { folder: tmpdir() }).output;
  expect(part).not.toContain('failure-is-atomic');
});

test.each([
  [
    'a world that is not there',
    ['--world', 'two-monitor'],
    "has no world 'two-monitor'",
    "did you mean 'two-monitors'?",
  ],
  [
    'a property that names nothing',
    ['--property', 'no-user-wedg'],
    "has no property 'no-user-wedg'",
    "'no-user-wedge'?",
  ],
  ['no states at all', ['--max-states', '0'], '--max-states', ''],
])('abiwright verify of %s is wrong usage', (_, words, said, fix) => {
  const { status, output, errors } = abiwright(['verify', 'vfio-update-vaddr', ...words], { folder: tmpdir() });
  expect(output + errors).toContain(said);
  expect(output + errors).toContain(fix);
  expect(status).toBe(2);
});

test('abiwright verify that may not look at all states does not say that anything holds', () => {
  const { status, output } = abiwright(['verify', 'vfio-update-vaddr-v6.3', '--max-states', '20'], {
    folder: tmpdir(),
  });
  expect(output).toMatch(/incomplete: .*20 states/);
  expect(output).not.toMatch(/^ +no-user-wedge +holds/m);
  expect(status).toBe(1);
});
