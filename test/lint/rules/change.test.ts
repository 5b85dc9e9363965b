import { describe, expect, it } from 'vitest';
import { saidOfGrowth } from '../../support/lint-example.ts';

function release(...members: string[]): string {
  return [
    'min-size: size',
    'fields:',
    '  - { name: size, type: u32, role: size }',
    ...members.map((each) => `  - ${each}`),
  ].join('\n');
}

const a = '{ name: a, type: u32, doc: A. }';
const b = '{ name: b, type: u32, doc: B. }';
const reserved = '{ name: __reserved, type: u32, role: reserved }';

describe('layout-changed', () => {
  const said = (before: string, after: string): string[] => saidOfGrowth('ABI0060', before, after);

  it('takes what is appended', () => {
    expect(said(release(a), release(a, b))).toEqual([]);
  });

  it('finds what moved', () => {
    expect(said(release(a), release(b, a))).toEqual([
      "layout-changed: 'a' of struct iommu_example moved from offset 4 to 8 -> add new members at the end only",
    ]);
  });

  it('finds what was removed', () => {
    expect(said(release(a, b), release(a))).toEqual([
      "layout-changed: 'b' was removed from struct iommu_example -> put it back",
    ]);
  });

  it.each([
    ['u64', 'u32', 'u64'],
    ['s32', 'u32', 's32'],
    ['le32', 'u32', 'le32'],
    ['u32, array: 2', 'u32', 'u32[2]'],
  ])('finds what was retyped to %s', (type, was, now) => {
    const after = `{ name: a, type: ${type}, doc: A. }`;
    expect(said(release(a), release(after))).toEqual([
      `layout-changed: 'a' of struct iommu_example was ${was} and is now ${now} -> make it ${was} again`,
    ]);
  });

  it('lets reserved bytes get a meaning if they were checked', () => {
    const halves = ['{ name: low, type: u16, doc: Low. }', '{ name: high, type: u16, doc: High. }'];
    expect(said(release(reserved, a), release(...halves, a))).toEqual([]);
    const unchecked = '{ name: __reserved, type: u32, role: reserved, unchecked: forgotten }';
    expect(said(release(unchecked, a), release(...halves, a))).toEqual([
      "layout-changed: '__reserved' was removed from struct iommu_example -> put it back",
    ]);
  });

  it('finds reserved bytes that are gone', () => {
    expect(said(release(a, reserved), release(a))).toEqual([
      "layout-changed: '__reserved' was removed from struct iommu_example -> put it back",
    ]);
  });

  it('finds a change inside a union', () => {
    const union = (type: string): string =>
      `{ type: union, fields: [{ name: x, type: u32, doc: X. }, { name: y, type: ${type}, doc: Y. }] }`;
    expect(said(release(union('u32')), release(union('s32')))).toEqual([
      'layout-changed: the anonymous union of struct iommu_example was union of u32 x, u32 y and is now union of u32 x, s32 y -> make it union of u32 x, u32 y again',
    ]);
  });

  it('finds a struct that is gone', () => {
    const declared =
      'declarations:\n  - { struct: iommu_example_key, title: a key, doc: A key., fields: [{ name: key, type: u32, doc: K. }] }\n';
    expect(said(declared + release(a), release(a))).toEqual([
      'layout-changed: struct iommu_example_key was removed -> put it back',
    ]);
  });
});

describe('value-changed', () => {
  const flags = (...values: string[]): string =>
    [
      'declarations:',
      '  - flags: iommu_example_flags',
      '    prefix: IOMMU_EXAMPLE_',
      '    doc: F.',
      `    values: [${values.join(', ')}]`,
      '  - { constant: IOMMU_EXAMPLE_MAX, value: 8, doc: Most. }',
    ].join('\n');
  const said = (before: string, after: string): string[] => saidOfGrowth('ABI0061', before, after);
  const first = '{ name: A, bit: 0, doc: A. }';

  it('finds values that changed or went, and takes new ones', () => {
    const before = flags(first, '{ name: B, bit: 1, doc: B. }');
    expect(said(before, flags(first, '{ name: B, bit: 1, doc: B. }', '{ name: C, bit: 2, doc: C. }'))).toEqual([]);
    expect(said(before, flags(first, '{ name: B, bit: 2, doc: B. }'))).toEqual([
      'value-changed: IOMMU_EXAMPLE_B was 2 and is now 4 -> give it 2 again',
    ]);
    expect(said(before, flags(first))).toEqual([
      'value-changed: IOMMU_EXAMPLE_B was removed -> put it back with the value 2',
    ]);
  });

  it('covers constants', () => {
    expect(said(flags(first), flags(first).replace('value: 8', 'value: 9'))).toEqual([
      'value-changed: IOMMU_EXAMPLE_MAX was 8 and is now 9 -> give it 8 again',
    ]);
  });
});

describe('request-changed', () => {
  const said = (before: string, after: string): string[] => saidOfGrowth('ABI0062', before, after);

  it('finds another number, another struct, and an ioctl that is gone', () => {
    expect(said('number: 0xe0', 'number: 0xe1')).toEqual([
      'request-changed: IOMMU_EXAMPLE was 0xe0 and is now 0xe1 -> write number: 0xe0',
    ]);
    expect(said('struct: iommu_example', 'struct: iommu_other')).toEqual([
      'request-changed: the argument of IOMMU_EXAMPLE was struct iommu_example and is now struct iommu_other -> write struct: iommu_example',
    ]);
    expect(said('name: IOMMU_EXAMPLE', 'name: IOMMU_OTHER')).toEqual([
      'request-changed: IOMMU_EXAMPLE (0xe0) was removed -> put it back',
    ]);
  });
});

it('min-size: finds one that changed though no member did', () => {
  const fields = ['fields:', '  - { name: size, type: u32, role: size }', `  - ${a}`].join('\n');
  expect(saidOfGrowth('ABI0031', `min-size: a\n${fields}`, `min-size: size\n${fields}`)).toEqual([
    "min-size: min-size of IOMMU_EXAMPLE was 'a' and is frozen -> write min-size: a",
  ]);
});
