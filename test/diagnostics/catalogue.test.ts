import { expect, test } from 'vitest';
import { catalogue } from '../../src/diagnostics/catalogue.ts';
import type { CatalogueEntry } from '../../src/diagnostics/catalogue/entry.ts';

const entries: [string, CatalogueEntry][] = Object.entries(catalogue);

test.each(entries)('%s is documented for someone who has never met it', (code, entry) => {
  expect(code).toMatch(/^(YAML|SPEC|SEM|WLD|ABI|SER|REC|GEN|CLI|CON)\d{4}$/);
  expect(entry.title).toMatch(/^[^.\n]{5,90}$/);
  expect(entry.why.length).toBeGreaterThan(30);
  expect(entry.why).toMatch(/[.)]$/);
  expect(entry.bad.trim()).not.toBe('');
  expect(entry.good.trim()).not.toBe('');
  expect(entry.good).not.toBe(entry.bad);
});

test('no two codes say the same', () => {
  const titles = entries.map(([, entry]) => entry.title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});
