import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { filesBelow } from '../../src/host/read.ts';
import { abiwright, type Run } from '../support/abiwright.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const specs = join(import.meta.dirname, '../../specs');

/** A folder with specs of its own, and a command that keeps what it remembers in `cache`. */
function workplace(cache = temporaryFolder()): { folder: string; cache: string; run: (...words: string[]) => Run } {
  const folder = temporaryFolder();
  cpSync(specs, join(folder, 'specs'), { recursive: true });
  return { folder, cache, run: (...words) => abiwright(words, { folder, environment: { XDG_CACHE_HOME: cache } }) };
}

/** The file of the one base, or of the vectors of one interface, that was remembered. */
function remembered(cache: string, slot: 'base' | 'vectors' = 'base'): string {
  const files = filesBelow(cache).filter((each) => each.endsWith('.data'));
  const [file, ...others] = files.filter((each) => basename(each).startsWith(`${slot}-`));
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

describe('vectors', () => {
  function selftest({ folder, run }: ReturnType<typeof workplace>): readonly string[] {
    const made = run('generate', 'ioas-map-file', '--target', 'selftest', '--out', 'out');
    expect(made).toMatchObject({ status: 0, errors: '' });
    const texts = filesBelow(join(folder, 'out')).map((file) => readFileSync(file, 'utf8'));
    expect(texts.join('')).toContain('TEST_F');
    return texts;
  }

  /** Removed with the build. */
  const warm = join(dirname(inject('bundle')), 'warm');
  let first: readonly string[] | undefined;

  /** A place where the same was asked before, and what the answer was. */
  function again(): ReturnType<typeof workplace> & { first: readonly string[] } {
    first ??= selftest(workplace(warm));
    const place = workplace();
    cpSync(warm, place.cache, { recursive: true });
    return { ...place, first };
  }

  test('that are remembered give the same tests, byte for byte, in whatever folder the specs are', () => {
    const place = again();
    const written = statSync(remembered(place.cache, 'vectors')).ino;
    expect(selftest(place)).toEqual(place.first);
    expect(statSync(remembered(place.cache, 'vectors')).ino).toBe(written);
  });

  test.each([
    ['the proposal', 'specs/proposals/ioas-map-file/proposal.yaml'],
    ['its base', 'specs/iommufd/model/state.yaml'],
  ])('are found again when %s has changed', (_, spec) => {
    const place = again();
    const text = readFileSync(join(place.folder, spec), 'utf8');
    writeFileSync(join(place.folder, spec), `${text}# A comment more.\n`);
    const before = readFileSync(remembered(place.cache, 'vectors'));
    expect(selftest(place)).toEqual(place.first);
    expect(readFileSync(remembered(place.cache, 'vectors')).equals(before)).toBe(false);
  });

  test('that are damaged change nothing', () => {
    const place = again();
    const file = remembered(place.cache, 'vectors');
    const data = readFileSync(file);
    data[data.length >> 2]! ^= 0x20;
    writeFileSync(file, data);
    expect(selftest(place)).toEqual(place.first);
    expect(readFileSync(file).equals(data)).toBe(false);
  });
});
