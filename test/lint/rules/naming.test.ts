import { describe, expect, it } from 'vitest';
import { said } from '../../support/lint-example.ts';

describe('documented', () => {
  it('wants a text for each member but the size and what is reserved', () => {
    const example = `
      - { name: flags, type: u32, role: flags }
      - { name: __reserved, type: u32, role: reserved }
      - { name: ioas_id, type: u32, doc: The IOAS. }
      - { type: union, fields: [{ name: inner, type: u32 }] }`;
    expect(said('ABI0080', example)).toEqual([
      "documented: 'flags' of struct iommu_example has no documentation -> add doc: ...",
      "documented: 'inner' of struct iommu_example has no documentation -> add doc: ...",
    ]);
  });

  it('does not take blanks for a text', () => {
    const flags = `
      - flags: iommu_example_flags
        prefix: IOMMU_EXAMPLE_
        doc: " "
        values: [{ name: A, bit: 0, doc: "\\n" }]`;
    expect(said('ABI0080', flags)).toEqual([
      'documented: enum iommu_example_flags has no documentation -> add doc: ...',
      'documented: IOMMU_EXAMPLE_A has no documentation -> add doc: ...',
    ]);
  });
});

describe('names', () => {
  it('derives the struct from the ioctl', () => {
    expect(said('ABI0081', 'struct: iommu_sample')).toEqual([
      'names: the argument of IOMMU_EXAMPLE is struct iommu_sample -> write struct: iommu_example',
    ]);
  });

  it('wants out_ for what only comes back, and for nothing else', () => {
    expect(said('ABI0081', '- { name: pages, type: u32, direction: out }')).toEqual([
      "names: 'pages' only comes back -> name it out_pages",
    ]);
    expect(said('ABI0081', '- { name: out_pages, type: u32 }')).toEqual([
      "names: 'out_pages' is named as an output, and is not only that -> add direction: out",
    ]);
    expect(said('ABI0081', '- { name: pages, type: u32, direction: inout }')).toEqual([]);
  });

  it('leaves records alone, which a driver or the kernel fills as a whole', () => {
    const record = `
      - struct: iommu_example_record
        title: a record
        doc: A record.
        fields: [{ name: pages, type: u32, direction: out, doc: Pages. }]`;
    expect(said('ABI0081', record)).toEqual([]);
  });

  it('wants __reserved for what is reserved, and for nothing else', () => {
    expect(said('ABI0081', '- { name: pad, type: u32, role: reserved }')).toEqual([
      "names: 'pad' is reserved -> name it __reserved",
    ]);
    expect(said('ABI0081', '- { name: __reserved2, type: u32 }')).toEqual([
      "names: '__reserved2' is not declared as reserved -> add role: reserved",
    ]);
  });

  it('wants the prefix of the family', () => {
    const enums = (prefix: string): string =>
      `- { enum: example_kind, prefix: ${prefix}, doc: Kinds., values: [{ name: A, value: 1, doc: A. }] }`;
    expect(said('ABI0081', enums('EXAMPLE_'))).toEqual([
      'names: the values of example_kind do not start with IOMMU_ -> write prefix: IOMMU_EXAMPLE_',
    ]);
    expect(said('ABI0081', enums('IOMMUFD_EXAMPLE_'))).toEqual([]);
  });
});

it.each(['int', 'default', 'typeof', 'linux'])('c-keyword: finds %s', (name) => {
  expect(said('ABI0082', `- { name: ${name}, type: u32 }`)).toEqual([
    `c-keyword: '${name}' has a meaning in C already -> choose a longer name`,
  ]);
  expect(said('ABI0082', `- { name: ${name}_value, type: u32 }`)).toEqual([]);
});

it('cxx-keyword: only of what is new', () => {
  expect(said('ABI0083', '- { name: class, type: u32 }')).toEqual([
    "cxx-keyword: 'class' is a word of C++ -> choose a longer name",
  ]);
  const released = 'since: v6.2\nfields: [{ name: size, type: u32, role: size }, { name: class, type: u32, doc: C. }]';
  expect(said('ABI0083', released)).toEqual([]);
});
