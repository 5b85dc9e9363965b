import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../src/host/read.ts';
import { abiwright, type Run } from '../support/abiwright.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const specs = join(import.meta.dirname, '../../specs');

/** A folder with specs of its own, and a command that keeps what it remembers in `cache`. */
function workplace(): { folder: string; cache: string; run: (...words: string[]) => Run } {
  const folder = temporaryFolder();
  const cache = temporaryFolder();
  cpSync(specs, join(folder, 'specs'), { recursive: true });
  return { folder, cache, run: (...words) => abiwright(words, { folder, environment: { XDG_CACHE_HOME: cache } }) };
}

function remembered(cache: string): string {
  const [file, ...others] = filesBelow(cache).filter((each) => each.endsWith('.data'));
  expect(others).toEqual([]);
  if (file === undefined) throw new Error('nothing was remembered');
  return file;
}

test('what was remembered gives the same files, byte for byte', () => {
  const { folder, cache, run } = workplace();
  const generated = (out: string): string[] => {
    expect(run('generate', '--target', 'uapi', '--target', 'typescript', '--out', out)).toMatchObject({
      status: 0,
      errors: '',
    });
    return filesBelow(join(folder, out)).map((file) => readFileSync(file, 'utf8'));
  };
  const first = generated('first');
  const before = readFileSync(remembered(cache));
  expect(generated('second')).toEqual(first);
  expect(first.length).toBeGreaterThan(3);
  expect(readFileSync(remembered(cache)).equals(before)).toBe(true);
});

test('an edit is noticed, and its undoing too', () => {
  const { folder, run } = workplace();
  const spec = join(folder, 'specs/iommufd/ioas_map.yaml');
  const text = readFileSync(spec, 'utf8');
  const clean = run('check', 'iommufd@v6.12');
  expect(clean.status).toBe(0);
  writeFileSync(spec, text.replace('name: ioas_id', 'name: ioas_di'));
  const edited = run('check', 'iommufd@v6.12');
  expect(edited.status).toBe(1);
  expect(edited.output).toContain('specs/iommufd/ioas_map.yaml:');
  writeFileSync(spec, text);
  expect(run('check', 'iommufd@v6.12')).toEqual(clean);
});

test('damage changes nothing', () => {
  const { cache, run } = workplace();
  const first = run('check', 'iommufd@v6.12');
  const file = remembered(cache);
  const data = readFileSync(file);
  data[data.length >> 1]! ^= 0x20;
  writeFileSync(file, data);
  expect(run('check', 'iommufd@v6.12')).toEqual(first);
  expect(readFileSync(file).equals(data)).toBe(false);
});
