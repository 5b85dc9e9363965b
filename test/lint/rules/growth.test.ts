import { describe, expect, it } from 'vitest';
import { argument, loadedBase, lintProposal, ofCode, said } from '../../support/lint-example.ts';

const reserved = '{ name: __reserved, type: u32, role: reserved }';

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

  it('finds a case for 0 that always fails', () => {
    const step = '{ switch: mode, cases: { 0: [{ reject: true, errno: EINVAL }] } }';
    expect(said('ABI0033', argument(mode, [step], released))).toEqual([refused('EINVAL')]);
  });

  it('leaves alone what only some calls reach, and what fails for other reasons', () => {
    const dst = members('{ name: mode, type: u32, role: object, object: ioas, since: v6.9, doc: To. }');
    const lookup = '{ lookup: ioas, id: mode, as: to, errno: ENOENT }';
    for (const step of [
      `{ switch: ioas_id, cases: { 3: [${lookup}] } }`,
      '{ lookup: ioas, id: 0, as: to, errno: ENOENT }',
      '{ reject: true, errno: EOPNOTSUPP }',
    ]) {
      expect(said('ABI0033', argument(dst, [step], released)), step).toEqual([]);
    }
  });

  it('knows that an older program sets no newer flag', () => {
    const flags = [
      'declarations:',
      '  - flags: iommu_example_flags',
      '    prefix: IOMMU_EXAMPLE_',
      '    doc: Flags.',
      '    values: [{ name: A, bit: 0, doc: A. }, { name: B, bit: 1, since: v6.9, doc: B. }]',
      '    since: v6.2',
      ...released,
    ];
    const flagged = ['{ name: flags, type: u32, role: flags, enum: iommu_example_flags, doc: F. }', ...mode];
    const check = (flag: string): string => `{ reject: "!(flags & ${flag}) && !mode", errno: EINVAL }`;
    expect(said('ABI0033', argument(flagged, [check('B')], flags))).toEqual([refused('EINVAL')]);
    expect(said('ABI0033', argument(flagged, [check('A')], flags))).toEqual([]);
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
