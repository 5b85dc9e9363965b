import { join } from 'node:path';
import { expect, it } from 'vitest';
import { interfaceOf, SpecLoader } from '../../src/workbench/load.ts';
import { ownSources } from '../../src/workbench/own-sources.ts';

/** The paths of what `name` was made of, where all of `names` are loaded in that order. */
function pathsOf(name: string, names: readonly string[]): readonly string[] {
  const loaded = new SpecLoader(join(import.meta.dirname, '../..')).load(names);
  const subject = loaded.subjects.find((each) => interfaceOf(each).name === name)!;
  return ownSources(subject, loaded).map(([path]) => path);
}

// What is remembered of a subject is found again by these files, in whatever company it is.
it.each(['iommufd@v6.12', 'ioas-map-file', 'vfio-update-vaddr-v6.3'])('of %s are the same in any company', (name) => {
  const company = ['mdev-exclusion', 'vfio-update-vaddr', 'ioas-map-file', 'vfio-update-vaddr-v6.3', 'iommufd@v6.12'];
  const alone = pathsOf(name, [name]);
  expect(alone.length).toBeGreaterThan(1);
  expect(pathsOf(name, company)).toEqual(alone);
  expect(pathsOf(name, [...company].reverse())).toEqual(alone);
});

it('are those of the base and of its own folder for a proposal', () => {
  const paths = pathsOf('ioas-map-file', ['ioas-map-file']);
  const base = pathsOf('iommufd@v6.12', ['iommufd@v6.12']);
  expect(paths).toEqual(expect.arrayContaining([...base]));
  expect(paths.filter((each) => !base.includes(each)).every((each) => /proposals\/ioas-map-file\//.test(each))).toBe(
    true,
  );
  expect(paths.some((each) => each.endsWith('rationale.md'))).toBe(true);
});
