import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../src/host/read.ts';
import { abiwright, type Run } from '../support/abiwright.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function help(cache: string): Run {
  return abiwright(['--help'], { environment: { XDG_CACHE_HOME: cache } });
}

function cacheFile(cache: string): string {
  const [file, ...others] = filesBelow(cache).filter((each) => each.endsWith('.code'));
  expect(others).toEqual([]);
  if (file === undefined) throw new Error('no cache was written');
  return file;
}

test.each([['--help'], ['explain'], ['check']])(
  'the first start of %s writes a cache, the next one uses it and leaves it alone',
  (command) => {
    const cache = temporaryFolder();
    const start = (): Run => abiwright([command], { environment: { XDG_CACHE_HOME: cache } });
    const first = start();
    expect(first).toMatchObject({ status: 0, errors: '' });
    const file = cacheFile(cache);
    const before = readFileSync(file);
    expect(before.length).toBeGreaterThan(10_000);
    const written = statSync(file).ino;
    expect(start()).toEqual(first);
    // V8 refuses what it does not trust, and it is written anew then, with the same bytes maybe.
    expect(statSync(cacheFile(cache)).ino).toBe(written);
  },
);

test.each<[string, (data: Buffer) => Buffer]>([
  ['empty', () => Buffer.alloc(0)],
  ['truncated', (data) => data.subarray(0, data.length >> 1)],
  ['changed in one byte', (data) => Buffer.from(data.map((byte, index) => (index === 30_000 ? byte ^ 1 : byte)))],
  ['not a cache', () => Buffer.from('x'.repeat(100_000))],
])('a cache that is %s changes nothing and is replaced', (_, damage) => {
  const cache = temporaryFolder();
  const first = help(cache);
  const file = cacheFile(cache);
  const damaged = damage(readFileSync(file));
  writeFileSync(file, damaged);
  expect(help(cache)).toEqual(first);
  expect(readFileSync(cacheFile(cache)).equals(damaged)).toBe(false);
});

test('a cache folder that cannot be written changes nothing', () => {
  expect(help('/proc')).toMatchObject({ status: 0, errors: '' });
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(help(file)).toMatchObject({ status: 0, errors: '' });
});

test('nothing is written into the working directory', () => {
  const folder = temporaryFolder();
  abiwright(['--help'], { folder, environment: { XDG_CACHE_HOME: 'relative' } });
  expect(readdirSync(folder)).toEqual([]);
});
