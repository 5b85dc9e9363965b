import { describe, expect, it } from 'vitest';
import { loadedBase, lintProposal, ofCode, said } from '../../support/lint-example.ts';

const natural = 'x86_64, x32, arm, aarch64, powerpc, s390x, mips and riscv64';

describe('hole', () => {
  it('says where there is padding and where there is none, and what to put there', () => {
    const example = `
      - { name: flags, type: u32 }
      - { name: ioas_id, type: u32 }
      - { name: deadline, type: u64 }`;
    expect(said('ABI0012', example)).toEqual([
      `hole: 4 bytes of padding before 'deadline' on ${natural}, none on i386, m68k and sh4 -> add { name: __reserved, type: u32, role: reserved } before it`,
    ]);
  });

  it('says that all ABIs have it where the member asks for its alignment', () => {
    const example = `
      - { name: flags, type: u32 }
      - { name: ioas_id, type: u32 }
      - { name: deadline, type: aligned_u64 }`;
    expect(said('ABI0012', example)).toEqual([
      "hole: 4 bytes of padding before 'deadline' on every ABI -> add { name: __reserved, type: u32, role: reserved } before it",
    ]);
  });

  it('tells apart how much padding each ABI has', () => {
    const example = `
      - { name: __reserved, type: u32, role: reserved }
      - { name: level, type: u8 }
      - { name: pages, type: u32 }`;
    expect(said('ABI0012', example)).toEqual([
      "hole: 3 bytes of padding before 'pages' on x86_64, i386, x32, arm, aarch64, sh4, powerpc, s390x, mips and riscv64, 1 byte of padding before 'pages' on m68k -> add { name: __reserved2, type: u8, array: 3, role: reserved } before it",
    ]);
  });

  it('looks into anonymous structs, and before unions', () => {
    const example = `
      - type: union
        fields:
          - type: struct
            fields: [{ name: low, type: u16 }, { name: high, type: u32 }]
          - { name: both, type: aligned_u64 }`;
    const [inner, outer] = said('ABI0012', example).sort();
    expect(inner).toMatch(/^hole: 2 bytes of padding before 'high' on .*, none on m68k/);
    expect(outer).toMatch(/^hole: 4 bytes of padding before the anonymous union on every ABI/);
  });

  it('is at the member', () => {
    const text = [
      'proposal: example',
      'title: an example',
      'base: iommufd@v6.12',
      'declarations:',
      '  - struct: iommu_example',
      '    title: an example',
      '    doc: An example.',
      '    fields:',
      '      - { name: ioas_id, type: u32, doc: The IOAS. }',
      '      - { name: deadline, type: u64, doc: When. }',
    ].join('\n');
    const [found] = ofCode('ABI0012', lintProposal(loadedBase(), text));
    expect(found?.severity).toBe('error');
    expect(found?.span).toMatchObject({ file: 'proposal.yaml', line: 10 });
  });
});

describe('tail-padding', () => {
  it('says how much there is after the last member', () => {
    const example = `
      - { name: ioas_id, type: u32 }
      - { name: iova, type: u64 }
      - { name: pages, type: u32 }`;
    expect(said('ABI0013', example)).toEqual([
      `tail-padding: 4 bytes of padding at the end of struct iommu_example on ${natural}, none on i386, m68k and sh4 -> add { name: __reserved, type: u32, role: reserved } after the last member`,
    ]);
  });

  it('looks into anonymous structs', () => {
    const example = `
      - { name: flags, type: u32 }
      - type: struct
        fields: [{ name: iova, type: aligned_u64 }, { name: pages, type: u32 }]`;
    expect(said('ABI0013', example)).toEqual([
      'tail-padding: 4 bytes of padding at the end of the anonymous struct on every ABI -> add { name: __reserved, type: u32, role: reserved } after the last member',
    ]);
  });
});

describe('different-layout', () => {
  const union = `
    - { name: op, type: u32 }
    - type: union
      fields: [{ name: address, type: u64 }, { name: words, type: u32, array: 3 }]`;

  it('says how long the struct is on which ABI', () => {
    expect(said('ABI0011', union)).toEqual([
      `different-layout: struct iommu_example is 24 bytes on ${natural}, 20 bytes on i386, m68k and sh4`,
    ]);
  });

  it('says where the first member is that moves', () => {
    expect(said('ABI0011', `${union}\n    - { name: after, type: u32 }`)).toEqual([
      `different-layout: 'after' is 4 bytes at offset 24 on ${natural}, 4 bytes at offset 20 on i386, m68k and sh4`,
    ]);
  });

  it('leaves to the padding what padding explains', () => {
    expect(said('ABI0011', '- { name: a, type: u32 }\n- { name: b, type: u32 }\n- { name: c, type: u64 }')).toEqual([]);
  });

  it('leaves to a member what its own struct explains', () => {
    const example = `
      declarations:
        - struct: iommu_example_inner
          title: inner
          doc: Inner.
          fields: [{ name: a, type: u32, doc: A. }, { name: b, type: u64, doc: B. }]
      fields:
        - { name: size, type: u32, role: size }
        - { name: op, type: u32 }
        - { name: inner, type: iommu_example_inner }`;
    expect(said('ABI0011', example)).toEqual([]);
    expect(said('ABI0012', example)).toHaveLength(1);
  });
});

describe('size-multiple-4', () => {
  it('says what to add', () => {
    const example = `
      - struct: iommu_example_key
        title: a key
        doc: A key.
        fields: [{ name: key, type: u8, array: 3, doc: The key. }]`;
    expect(said('ABI0014', example)).toEqual([
      'size-multiple-4: struct iommu_example_key is 3 bytes, and 4 on ABIs that round structs up to 4 -> add { name: __reserved, type: u8, role: reserved } after the last member',
    ]);
  });
});

it('size-multiple-4: leaves to the padding what padding explains', () => {
  const example = `
    - struct: iommu_example_key
      title: a key
      doc: A key.
      fields: [{ name: a, type: u8, doc: A. }, { name: b, type: u16, doc: B. }, { name: c, type: u16, doc: C. }]`;
  expect(said('ABI0014', example)).toEqual([]);
  expect(said('ABI0012', example)).toHaveLength(1);
});

describe('aligned-u64', () => {
  it.each([
    ['u64', 'aligned_u64'],
    ['le64', 'aligned_le64'],
    ['be64', 'aligned_be64'],
  ])('asks for the alignment of %s', (plain, aligned) => {
    const [only, ...others] = said('ABI0015', `- { name: op, type: u32 }\n- { name: iova, type: ${plain} }`);
    expect(only).toMatch(new RegExp(`^aligned-u64: 'iova' is aligned to 4 bytes .* -> write type: ${aligned}$`));
    expect(others).toEqual([]);
  });

  it('has nothing to say of s64, which has no aligned type, and of what is released', () => {
    expect(said('ABI0015', '- { name: op, type: u32 }\n- { name: iova, type: s64 }')).toEqual([]);
    const released = `
      since: v6.2
      fields:
        - { name: size, type: u32, role: size }
        - { name: op, type: u32 }
        - { name: iova, type: u64 }`;
    expect(said('ABI0015', released)).toEqual([]);
  });
});

it('plain-char: names the ABIs where char is unsigned', () => {
  expect(said('ABI0016', '- { name: level, type: char }')).toEqual([
    "plain-char: 'level' is a char that is no string: it is unsigned on arm, aarch64, powerpc, s390x and riscv64, and signed elsewhere -> write type: u8 or type: s8",
  ]);
});

it('union-arms: says how long each arm is', () => {
  const example = `
    - { name: op, type: u32 }
    - type: union
      fields:
        - { name: iova, type: aligned_u64 }
        - { name: fd, type: s32 }
        - type: struct
          fields: [{ name: first, type: u32 }, { name: second, type: u32 }]`;
  expect(said('ABI0017', example)).toEqual([
    "union-arms: the arms of the union have different sizes: 'iova' 8 bytes, 'fd' 4 bytes and the anonymous struct 8 bytes -> fill 'fd' up to 8 bytes with a reserved member",
  ]);
});

it('fake-flexible-array: only at the end', () => {
  expect(said('ABI0018', '- { name: ids, type: u32, array: 1 }\n- { name: op, type: u32 }')).toEqual([]);
  expect(said('ABI0018', '- { name: ids, type: u32, array: 1 }')).toHaveLength(1);
});

describe('enum-fits-int', () => {
  const values = (list: string): string => `
    - enum: iommu_example_kind
      prefix: IOMMU_EXAMPLE_
      doc: Kinds.
      values: [${list}]`;

  it('takes what an int takes', () => {
    const list = '{ name: A, value: -2147483648, doc: A. }, { name: B, value: 2147483647, doc: B. }';
    expect(said('ABI0019', values(list))).toEqual([]);
  });

  it('says why 1 << 31 and more do not fit', () => {
    const list =
      '{ name: A, bit: 31, doc: A. }, { name: B, bit: 40, doc: B. }, { name: C, value: -2147483649, doc: C. }';
    expect(said('ABI0019', values(list))).toEqual([
      'enum-fits-int: IOMMU_EXAMPLE_A does not fit into an int: 1 << 31 is negative in C -> declare a constant instead',
      'enum-fits-int: IOMMU_EXAMPLE_B does not fit into an int: its type differs between compilers -> declare a constant instead',
      'enum-fits-int: IOMMU_EXAMPLE_C does not fit into an int: its type differs between compilers -> declare a constant instead',
    ]);
  });
});

describe('enum-fits-field', () => {
  const example = (type: string, value: string): string => `
    declarations:
      - enum: iommu_example_op
        prefix: IOMMU_EXAMPLE_OP_
        doc: Operations.
        values: [{ name: RESET, ${value}, doc: Reset. }]
    fields:
      - { name: size, type: u32, role: size }
      - { name: op, type: ${type}, role: type, enum: iommu_example_op, doc: What to do. }`;

  it.each([
    ['u8', 'value: 256', '256'],
    ['u16', 'bit: 16', '65536'],
    ['s16', 'value: 32768', '32768'],
    ['u32', 'value: -1', '-1'],
  ])('%s does not hold %s', (type, value, number) => {
    expect(said('ABI0020', example(type, value))).toEqual([
      `enum-fits-field: IOMMU_EXAMPLE_OP_RESET (${number}) does not fit into 'op', a ${type} -> give the field a wider type`,
    ]);
  });

  it.each([
    ['u8', 'value: 255'],
    ['u16', 'bit: 15'],
    ['s16', 'value: -32768'],
    ['u64', 'bit: 30'],
  ])('%s holds %s', (type, value) => {
    expect(said('ABI0020', example(type, value))).toEqual([]);
  });
});

it('flags-distinct: says which bit is shared, which value is no bit, and what is free', () => {
  const example = `
    - flags: iommu_example_flags
      prefix: IOMMU_EXAMPLE_
      doc: Flags.
      values:
        - { name: A, bit: 0, doc: A. }
        - { name: B, bit: 2, doc: B. }
        - { name: C, value: 4, doc: C. }
        - { name: D, value: 24, doc: D. }
        - { name: E, value: 0, doc: E. }`;
  expect(said('ABI0021', example)).toEqual([
    'flags-distinct: IOMMU_EXAMPLE_C has a bit of IOMMU_EXAMPLE_B -> bit 1 is free',
    'flags-distinct: IOMMU_EXAMPLE_D is 24, which is no single bit -> give it a bit of its own',
    'flags-distinct: IOMMU_EXAMPLE_E is 0, which is no single bit -> give it a bit of its own',
  ]);
});
