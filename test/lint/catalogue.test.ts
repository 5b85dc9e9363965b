import { describe, expect, it } from 'vitest';
import { abiEntries } from '../../src/diagnostics/catalogue/abi.ts';
import type { CatalogueEntry } from '../../src/diagnostics/catalogue.ts';
import { rules } from '../../src/lint/rules.ts';
import { lintExample, lintGrowth, ofCode } from '../support/lint-example.ts';

const entries = Object.entries<CatalogueEntry>(abiEntries);

/** What the examples of changes were released as. */
const released: Readonly<Record<string, string>> = {
  ABI0060: [
    'fields:',
    '  - { name: size, type: u32, role: size }',
    '  - { name: ioas_id, type: u32, role: object, object: ioas, doc: The IOAS. }',
    '  - { name: iova, type: aligned_u64, doc: Where. }',
    '  - { name: length, type: aligned_u64, role: length, unit: bytes, doc: How much. }',
  ].join('\n'),
  ABI0061: [
    'declarations:',
    '  - flags: iommu_example_flags',
    '    prefix: IOMMU_EXAMPLE_',
    '    doc: Flags.',
    '    values:',
    '      - { name: WRITEABLE, bit: 1, doc: Write. }',
  ].join('\n'),
  ABI0062: 'number: 0xe0',
};

describe.each(entries)('%s', (code, { bad, good }) => {
  const before = released[code];
  const found = (example: string): string[] =>
    ofCode(code, before === undefined ? lintExample(example) : lintGrowth(before, example)).map((each) => each.message);

  it('is found in the bad example of the catalogue', () => {
    expect(found(bad)).not.toEqual([]);
  });

  it('is not found in the good example', () => {
    expect(found(good)).toEqual([]);
  });
});

it('has one rule a code, in the order of the codes', () => {
  expect(rules.map((rule) => rule.code)).toEqual(entries.map(([code]) => code));
});

it('names each rule once, and by the file that it is in', () => {
  const names = rules.map((rule) => rule.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});
