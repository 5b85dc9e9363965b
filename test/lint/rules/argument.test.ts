import { describe, expect, it } from 'vitest';
import { loadedBase, lintProposal, ofCode, said } from '../../support/lint-example.ts';

/** An argument with its size and these members, and these steps. */
function argument(members: readonly string[], steps: readonly string[] = [], more: readonly string[] = []): string {
  const fields = ['{ name: size, type: u32, role: size }', ...members].map((each) => `  - ${each}`);
  const list = steps.length === 0 ? ['steps: []'] : ['steps:', ...steps.map((each) => `  - ${each}`)];
  return [...more, 'fields:', ...fields, ...list].join('\n');
}

const reserved = '{ name: __reserved, type: u32, role: reserved }';
const mapFlags = '{ name: flags, type: u32, role: flags, enum: iommufd_ioas_map_flags, doc: How. }';
const everyFlag = 'FIXED_IOVA | WRITEABLE | READABLE';

describe('size-first', () => {
  it('wants a u32 with the role of a size, first', () => {
    const fields = 'fields: [{ name: size, type: u64, role: size }]';
    expect(said('ABI0030', fields)).toEqual([
      'size-first: struct iommu_example does not start with its size -> make { name: size, type: u32, role: size } the first member',
    ]);
  });

  it('wants one size only', () => {
    expect(said('ABI0030', argument(['{ name: data_size, type: u32, role: size }']))).toEqual([
      "size-first: 'data_size' is a second size of struct iommu_example -> say role: length where it is the length of something else",
    ]);
  });
});

describe('min-size', () => {
  const id = '{ name: ioas_id, type: u32, doc: The IOAS. }';
  const late = '{ name: mode, type: u32, since: v6.9, doc: How. }';

  it('is the last member of a new argument', () => {
    expect(said('ABI0031', argument([id, reserved], [], ['min-size: ioas_id']))).toEqual([
      "min-size: the first version of IOMMU_EXAMPLE ends with '__reserved', not with 'ioas_id' -> write min-size: __reserved",
    ]);
  });

  it('stays where it was when a later release appends members', () => {
    const released = ['since: v6.2', 'number: 0xe0'];
    expect(said('ABI0031', argument([id, late], [], [...released, 'min-size: ioas_id']))).toEqual([]);
    expect(said('ABI0031', argument([id, late], [], [...released, 'min-size: mode']))).toEqual([
      "min-size: the first version of IOMMU_EXAMPLE ends with 'ioas_id', not with 'mode' -> write min-size: ioas_id",
    ]);
  });

  it('stays where it was when a proposal appends members', () => {
    const base = loadedBase([
      {
        since: 'v6.2',
        name: 'IOMMU_RELEASED',
        number: 0xe0,
        kernel: { handler: 'released', buffer: 'released', file: 'main.c' },
        struct: 'iommu_released',
        'min-size': 'size',
        doc: 'Released.',
        fields: [{ name: 'size', type: 'u32', role: 'size' }],
        steps: [],
      },
    ]);
    const proposal = [
      'proposal: example',
      'title: an example',
      'base: iommufd@v6.12',
      'amend:',
      '  - struct: iommu_released',
      '    append: [{ name: mode, type: u32, doc: How. }]',
    ];
    expect(ofCode('ABI0031', lintProposal(base, proposal.join('\n')))).toEqual([]);
  });
});

describe('append-only', () => {
  const released = ['since: v6.2', 'min-size: ioas_id'];
  const id = '{ name: ioas_id, type: u32, doc: The IOAS. }';

  it('says which member was put before which', () => {
    const members = ['{ name: mode, type: u32, since: v6.10, doc: How. }', id];
    expect(said('ABI0032', argument(members, [], released))).toEqual([
      "append-only: 'mode' of v6.10 stands before 'ioas_id', which v6.2 has already: struct iommu_example grew in the middle -> move it to the end of struct iommu_example",
    ]);
  });

  it('lets a member take over a part of a reserved one', () => {
    const members = [
      '{ name: level, type: u8, since: v6.9, doc: Level. }',
      '{ name: __reserved, type: u8, array: 3, role: reserved }',
      id,
    ];
    expect(said('ABI0032', argument(members, [], released))).toEqual([]);
    const unchecked = members.map((each) => each.replace('role: reserved', 'role: reserved, unchecked: forgotten'));
    expect(said('ABI0032', argument(unchecked, [], released))).toHaveLength(1);
  });

  it('takes v6.9 for older than v6.10', () => {
    const members = [
      id,
      '{ name: a, type: u32, since: v6.9, doc: A. }',
      '{ name: b, type: u32, since: v6.10, doc: B. }',
    ];
    expect(said('ABI0032', argument(members, [], released))).toEqual([]);
  });
});

describe('zero-is-old', () => {
  const released = ['since: v6.2', 'min-size: ioas_id'];
  const members = (last: string): string[] => [
    '{ name: ioas_id, type: u32, role: object, object: ioas, doc: The IOAS. }',
    last,
  ];
  const mode = members('{ name: mode, type: u32, since: v6.9, doc: How. }');
  const refused = (errno: string): string =>
    `zero-is-old: a program from before 'mode' always fails here with ${errno}, since its 0 is refused -> let 0 mean what the call did before`;

  it.each(['"!mode"', 'mode == 0', '"!(mode & 7)"', 'mode < 1', '"mode == 0 || ioas_id == 3"', '"mode ? 0 : 1"'])(
    'finds the check %s',
    (check) => {
      expect(said('ABI0033', argument(mode, [`{ reject: ${check}, errno: EINVAL }`], released))).toEqual([
        refused('EINVAL'),
      ]);
    },
  );

  it.each(['mode > 3', '"mode & 8"', '"mode == 0 && ioas_id == 3"', '"mode && ioas_id"'])(
    'lets the check %s be',
    (check) => {
      expect(said('ABI0033', argument(mode, [`{ reject: ${check}, errno: EINVAL }`], released))).toEqual([]);
    },
  );

  it('finds a switch that has no case for 0', () => {
    const step = '{ switch: mode, cases: { 1: [] }, otherwise: EOPNOTSUPP }';
    expect(said('ABI0033', argument(mode, [step], released))).toEqual([
      "zero-is-old: a program from before 'mode' always fails here, since its 0 is refused -> let 0 mean what the call did before",
    ]);
    expect(
      said('ABI0033', argument(mode, ['{ switch: mode, cases: { 0: [] }, otherwise: EOPNOTSUPP }'], released)),
    ).toEqual([]);
  });

  it('finds the look-up of an appended ID, unless a new flag asks for it', () => {
    const dst = members('{ name: mode, type: u32, role: object, object: ioas, since: v6.9, doc: To. }');
    const lookup = '{ lookup: ioas, id: mode, as: to, errno: ENOENT }';
    expect(said('ABI0033', argument(dst, [lookup], released))).toEqual([refused('ENOENT')]);
    const flags = [
      'declarations:',
      '  - flags: iommu_example_flags',
      '    prefix: IOMMU_EXAMPLE_',
      '    doc: Flags.',
      '    values: [{ name: TO_VALID, bit: 0, since: v6.9, doc: There is one. }]',
      ...released,
    ];
    const flagged = ['{ name: flags, type: u32, role: flags, enum: iommu_example_flags, doc: F. }', ...dst];
    expect(
      said('ABI0033', argument(flagged, [`{ switch: flags & TO_VALID, cases: { TO_VALID: [${lookup}] } }`], flags)),
    ).toEqual([]);
  });

  it('follows the member into a verb', () => {
    const verbs = [
      'verbs:',
      '  - verb: set-mode',
      '    stands-for: set_mode',
      '    doc: Sets it.',
      '    takes: { how: u32 }',
      '    steps: [{ reject: "!how", errno: EINVAL }]',
    ];
    expect(
      said('ABI0033', argument(mode, ['{ call: set-mode, with: { how: mode } }'], [...verbs, ...released])),
    ).toEqual([refused('EINVAL')]);
  });
});

describe('reserved-checked', () => {
  it('is content with any check that refuses every bit', () => {
    for (const check of [
      '__reserved',
      '"__reserved != 0"',
      '"__reserved > 0"',
      '"size > 64 || __reserved"',
      '"!!__reserved"',
    ]) {
      expect(said('ABI0034', argument([reserved], [`{ reject: ${check}, errno: EOPNOTSUPP }`])), check).toEqual([]);
    }
  });

  it('is not content with a check of some values, or of some calls', () => {
    const message =
      "reserved-checked: no step of IOMMU_EXAMPLE refuses every value of '__reserved' but 0 -> add { reject: __reserved, errno: EOPNOTSUPP } as the first step";
    for (const step of [
      '{ reject: __reserved == 1, errno: EINVAL }',
      '{ reject: "__reserved & 0x7fffffff", errno: EINVAL }',
      '{ reject: "__reserved && size > 64", errno: EINVAL }',
      '{ switch: size, cases: { 8: [{ reject: __reserved, errno: EINVAL }] } }',
    ]) {
      expect(said('ABI0034', argument([reserved], [step])), step).toEqual([message]);
    }
  });

  it('is content where every branch refuses it', () => {
    const step = '{ switch: size, cases: { 8: [{ reject: __reserved, errno: EINVAL }] }, otherwise: EOPNOTSUPP }';
    expect(said('ABI0034', argument([reserved], [step]))).toEqual([]);
  });

  it('wants each element of an array refused', () => {
    const three = '{ name: __reserved, type: u8, array: 3, role: reserved }';
    const checks = (list: string): string => `{ reject: "${list}", errno: EOPNOTSUPP }`;
    const level = '{ name: level, type: u8, doc: Level. }';
    expect(
      said('ABI0034', argument([level, three], [checks('__reserved[0] || __reserved[1] || __reserved[2]')])),
    ).toEqual([]);
    expect(said('ABI0034', argument([level, three], [checks('__reserved[0] || __reserved[1]')]))).toEqual([
      `reserved-checked: no step of IOMMU_EXAMPLE refuses every value of '__reserved' but 0 -> add { reject: "__reserved[0] || __reserved[1] || __reserved[2]", errno: EOPNOTSUPP } as the first step`,
    ]);
  });

  it('does not count a check that comes after the member was overwritten', () => {
    const steps = ['{ set: __reserved, to: 0 }', '{ reject: __reserved, errno: EOPNOTSUPP }'];
    expect(said('ABI0034', argument([reserved], steps))).toHaveLength(1);
  });

  it('takes a reason for an excuse, until it is one no longer', () => {
    const excused = '{ name: __reserved, type: u32, role: reserved, unchecked: forgotten in v6.7 }';
    expect(said('ABI0034', argument([excused]))).toEqual([]);
    expect(said('ABI0034', argument([excused], ['{ reject: __reserved, errno: EOPNOTSUPP }']))).toEqual([
      "reserved-checked: '__reserved' of struct iommu_example is checked, though it is said to be unchecked -> remove unchecked",
    ]);
  });
});

describe('flags-checked', () => {
  it('says which bits are accepted, and how to refuse them', () => {
    expect(said('ABI0035', argument([mapFlags]))).toEqual([
      `flags-checked: no step of IOMMU_EXAMPLE refuses the unknown bits 3 to 31 of 'flags' -> add { reject: "flags & ~(${everyFlag})", errno: EOPNOTSUPP }`,
    ]);
    expect(said('ABI0035', argument([mapFlags], ['{ reject: "flags & 0x7ffffff8", errno: EINVAL }']))).toEqual([
      `flags-checked: no step of IOMMU_EXAMPLE refuses the unknown bit 31 of 'flags' -> add { reject: "flags & ~(${everyFlag})", errno: EOPNOTSUPP }`,
    ]);
  });

  it('wants all bits refused where there is no flag yet', () => {
    const none = '{ name: flags, type: u32, role: flags, doc: None. }';
    expect(said('ABI0035', argument([none], ['{ reject: flags, errno: EOPNOTSUPP }']))).toEqual([]);
    expect(said('ABI0035', argument([none]))).toEqual([
      "flags-checked: no step of IOMMU_EXAMPLE refuses the unknown bits 0 to 31 of 'flags' -> add { reject: flags, errno: EOPNOTSUPP }",
    ]);
  });

  it('does not ask for a check of what only comes back', () => {
    expect(said('ABI0035', argument(['{ name: out_flags, type: u32, role: flags, direction: out, doc: F. }']))).toEqual(
      [],
    );
  });

  it('follows the flags into verbs', () => {
    const verb = [
      'verbs:',
      '  - verb: do-it',
      '    stands-for: do_it',
      '    doc: Does it.',
      '    takes: { bits: u32 }',
      '    steps: [{ reject: "bits & ~7", errno: EINVAL }]',
    ];
    expect(said('ABI0035', argument([mapFlags], ['{ call: do-it, with: { bits: flags } }'], verb))).toEqual([]);
  });
});

describe('flag-never-accepted', () => {
  const flags = [
    'declarations:',
    '  - flags: iommu_example_flags',
    '    prefix: IOMMU_EXAMPLE_',
    '    doc: Flags.',
    '    values: [{ name: A, bit: 0, doc: A. }, { name: B, bit: 1, doc: B. }]',
  ];
  const taker = '{ name: flags, type: u32, role: flags, enum: iommu_example_flags, doc: How. }';

  it('finds a flag that the mask leaves out', () => {
    expect(said('ABI0037', argument([taker], ['{ reject: flags & ~A, errno: EOPNOTSUPP }'], flags))).toEqual([
      'flag-never-accepted: IOMMU_EXAMPLE_B is refused in every call of IOMMU_EXAMPLE -> let the check of unknown flags pass B',
    ]);
  });

  it('takes a flag that is accepted together with others only', () => {
    const steps = [
      '{ reject: flags & ~(A | B), errno: EOPNOTSUPP }',
      '{ reject: "(flags & (A | B)) == B", errno: EINVAL }',
    ];
    expect(said('ABI0037', argument([taker], steps, flags))).toEqual([]);
  });
});

describe('flags-present', () => {
  it('is advice for new ioctls', () => {
    const id = '{ name: ioas_id, type: u32, doc: The IOAS. }';
    expect(said('ABI0036', argument([id]))).toHaveLength(1);
    expect(said('ABI0036', argument([id, reserved]))).toEqual([]);
    expect(said('ABI0036', argument([id], [], ['since: v6.2']))).toEqual([]);
  });
});

describe('discriminated', () => {
  it('asks what a union holds', () => {
    const union = '{ type: union, fields: [{ name: a, type: u32, doc: A. }, { name: b, type: u32, doc: B. }] }';
    expect(said('ABI0038', argument([union]))).toEqual([
      'discriminated: no member says which arm of the anonymous union in struct iommu_example is meant -> add a member with role: type and an enum of the arms',
    ]);
    expect(said('ABI0038', argument(['{ name: kind, type: u32, role: type, doc: Which. }', union]))).toEqual([]);
  });

  it('asks how much memory there is, and for driver data what is in it', () => {
    const pointer = '{ name: ranges, type: aligned_u64, role: pointer, doc: Ranges. }';
    const data = '{ name: data_uptr, type: aligned_u64, role: pointer, doc: Data. }';
    expect(said('ABI0038', argument([pointer]))).toEqual([
      "discriminated: the memory at 'ranges' in struct iommu_example has no length -> add a member with role: length",
    ]);
    expect(said('ABI0038', argument([data]))).toEqual([
      "discriminated: the memory at 'data_uptr' in struct iommu_example has no length and no type -> add a member with role: length, and a member with role: type",
    ]);
  });
});

describe('direction-declared', () => {
  const out = '{ name: out_pages, type: u32, direction: out, doc: Pages. }';

  it('finds an input that is written', () => {
    const steps = ['{ set: pages, to: 1 }', '{ reply: all, errno: EFAULT }'];
    expect(said('ABI0039', argument(['{ name: pages, type: u32, doc: Pages. }'], steps))).toEqual([
      "direction-declared: IOMMU_EXAMPLE writes 'pages', which is an input -> write direction: out or direction: inout",
    ]);
  });

  it('finds an output that nothing sets', () => {
    expect(said('ABI0039', argument([out], ['{ reply: all, errno: EFAULT }']))).toEqual([
      "direction-declared: no step of IOMMU_EXAMPLE sets 'out_pages' -> set it, or remove direction",
    ]);
  });

  it('finds an output that is not replied', () => {
    const message =
      "direction-declared: no step of IOMMU_EXAMPLE replies 'out_pages' -> add { reply: all, errno: EFAULT } at the end";
    expect(said('ABI0039', argument([out], ['{ set: out_pages, to: 1 }']))).toEqual([message]);
    expect(said('ABI0039', argument([out], ['{ set: out_pages, to: 1 }', '{ reply: [size], errno: EFAULT }']))).toEqual(
      [message],
    );
    expect(
      said('ABI0039', argument([out], ['{ set: out_pages, to: 1 }', '{ reply: [out_pages], errno: EFAULT }'])),
    ).toEqual([]);
  });
});

it('fd-signed: only of what is new', () => {
  const fd = '{ name: fd, type: u32, role: fd, doc: The file. }';
  expect(said('ABI0040', argument([fd]))).toEqual([
    "fd-signed: 'fd' is a file descriptor and not an s32 -> write type: s32",
  ]);
  expect(said('ABI0040', argument([fd], [], ['since: v6.2']))).toEqual([]);
});
