import { describe, expect, it } from 'vitest';
import { argument, said } from '../../support/lint-example.ts';

const reserved = '{ name: __reserved, type: u32, role: reserved }';
const mapFlags = '{ name: flags, type: u32, role: flags, enum: iommufd_ioas_map_flags, doc: How. }';
const everyFlag = 'FIXED_IOVA | WRITEABLE | READABLE';

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

  it('does not ask for a check of what only comes back, nor of what lies in a union', () => {
    expect(said('ABI0034', argument(['{ name: __reserved, type: u32, role: reserved, direction: out }']))).toEqual([]);
    const arm =
      '{ type: struct, fields: [{ name: a, type: u32, doc: A. }, { name: __reserved, type: u32, role: reserved }] }';
    const union = `{ type: union, fields: [${arm}, { name: b, type: u64, doc: B. }] }`;
    expect(said('ABI0034', argument([union]))).toEqual([]);
    expect(said('ABI0034', argument([arm]))).toHaveLength(1);
  });

  it.each([
    ['a branch', '{ switch: size, cases: { 8: [{ set: __reserved, to: 0 }] } }'],
    ['a loop', '{ each: o, in: object, do: [{ set: __reserved, to: 0 }] }'],
    ['a verb', '{ call: get, gives: { it: __reserved } }'],
  ])('does not count a check after %s may have overwritten the member', (_, step) => {
    const verbs = [
      'verbs:',
      '  - { verb: get, stands-for: get, doc: Gets., gives: { it: u32 }, steps: [{ set: it, to: 0 }] }',
    ];
    const steps = [step, '{ reject: __reserved, errno: EOPNOTSUPP }'];
    expect(said('ABI0034', argument([reserved], steps, verbs))).toHaveLength(1);
    expect(said('ABI0034', argument([reserved], steps.reverse(), verbs))).toEqual([]);
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

  it('is content with one taker that accepts it, which must be an input', () => {
    const steps = ['{ reject: flags & ~A, errno: EOPNOTSUPP }'];
    const more = taker.replace('name: flags', 'name: more');
    expect(said('ABI0037', argument([taker, more], steps, flags))).toEqual([]);
    const out = taker.replace('name: flags', 'name: out_flags, direction: out');
    expect(said('ABI0037', argument([taker, out], steps, flags))).toHaveLength(1);
  });

  it('has nothing to say of flags that no ioctl takes, or that are released', () => {
    expect(said('ABI0037', argument([], [], flags))).toEqual([]);
    const released = [...flags, '    since: v6.2', 'since: v6.2'];
    expect(said('ABI0037', argument([taker], ['{ reject: flags & ~A, errno: EOPNOTSUPP }'], released))).toEqual([]);
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

  it('does not ask who sets what is reserved', () => {
    expect(said('ABI0039', argument(['{ name: __reserved, type: u32, role: reserved, direction: out }']))).toEqual([]);
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
