import { describe, expect, it } from 'vitest';
import { loadSystem } from '../../../src/spec/load/system.ts';
import { loadWorld } from '../../../src/spec/load/world.ts';
import type { Loaded } from '../../../src/spec/load/load.ts';
import type { World } from '../../../src/spec/world.ts';
import { iommufd } from '../../support/specs.ts';
import { told } from '../../support/systems.ts';
import { gateSource, world } from './gate.ts';

const gate = loadSystem(gateSource, { part: () => null, system: () => null }).value!.interface;

function load(text: string, of = gate): Loaded<World> {
  return loadWorld({ path: 'worlds/two.yaml', text }, of);
}

/** What is said of the world with one of its texts replaced. */
function changed(text: string, by: string): readonly string[] {
  expect(world.split(text)).toHaveLength(2);
  return load(world.replace(text, () => by)).findings.map(told);
}

const ioctl = (name: string, rest = ''): string => `world: two
title: a call
doc: A call.
of: [iommufd]
word: { bits: 5, page: 4, huge-page: 16 }
rows: { object: 1 }
start:
  - { insert: object, as: ioas, row: { id: 1, kind: IOAS } }
actors:
  - { actor: user, is: user, calls: 1, may: [{ ioctl: ${name}${rest} }] }
`;

/** 64 times 64 times 2 arguments. */
const sixtyFour = `[${'0, '.repeat(63)}0]`;
const many = `, with: { iova: ${sixtyFour}, length: ${sixtyFour}, user_va: [0, 4] }`;

describe('a world', () => {
  it('has the numbers, rows, names and actors that its file says', () => {
    const { value, findings } = load(world);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      name: 'two',
      word: { bits: 5, symbols: { PAGE_SIZE: 4n, HPAGE_SIZE: 8n, ULONG_MAX: 31n, U32_MAX: 31n } },
      rows: new Map([
        ['door', 1],
        ['process', 1],
      ]),
      choices: 'every',
      names: [
        { name: 'vmm', type: { kind: 'row', table: 'process' } },
        { name: 'front', type: { kind: 'row', table: 'door' } },
      ],
      expected: new Map([['one-passes', 'it has no lock']]),
    });
    expect(value!.actors).toMatchObject([
      {
        name: 'user',
        kind: 'user',
        count: 1,
        most: 2,
        given: new Map([['process', 'vmm']]),
        killed: { op: 'column', column: 'dead' },
        actions: [{ name: 'opens', ioctl: null, steps: [{ kind: 'call', verb: 'open-door' }] }],
      },
      { name: 'worker', kind: 'kernel', most: null, capable: false, killed: null },
    ]);
  });

  it('gives each member of an argument any of its values, with the names that the member knows', () => {
    const text = ioctl(
      'IOMMU_IOAS_MAP',
      ', with: { ioas_id: ioas.id, iova: [0, PAGE_SIZE], flags: FIXED_IOVA | READABLE }',
    );
    const { value, findings } = load(text, iommufd().interface);
    expect(findings).toEqual([]);
    const [action] = value!.actors[0]!.actions;
    expect(action).toMatchObject({ name: 'IOMMU_IOAS_MAP', ioctl: { command: 'IOAS_MAP' }, steps: [] });
    expect([...action!.argument].map(([member, values]) => [member, values.map((each) => each.op)])).toEqual([
      ['ioas_id', ['column']],
      ['iova', ['number', 'symbol']],
      ['flags', ['binary']],
    ]);
    expect(value!.word.symbols.HPAGE_SIZE).toBe(16n);
  });

  it('may have arrays in user memory, faults, and the lowest choice only', () => {
    const array = `arrays: [[{ start: 0, last: 7 }], []]\nfaults: [ENOMEM, driver]\nchoices: lowest\n`;
    const { value, findings } = load(array + ioctl('IOMMU_IOAS_ALLOW_IOVAS'), iommufd().interface);
    expect(findings).toEqual([]);
    expect(value).toMatchObject({
      arrays: [[{ start: 0n, last: 7n }], []],
      faults: new Set(['ENOMEM', 'driver']),
      choices: 'lowest',
    });
  });

  it.each([
    [
      'bits: 5',
      'bits: 17',
      "5:15 SPEC0003 '17' may not stand here: must be <= 16; expected: bits of the longest integer",
    ],
    ['bits: 5', 'bits: 3', "5:15 SPEC0003 '3' may not stand here: must be >= 4; expected: bits of the longest integer"],
    [
      'door: 1,',
      'door: 65,',
      "6:15 SPEC0003 '65' may not stand here: must be <= 64; expected: the most rows that the table holds",
    ],
    [
      'calls: 2',
      'calls: 65',
      "14:12 SPEC0003 '65' may not stand here: must be <= 64; expected: the most actions that each of them begins",
    ],
    ['calls: 2', 'count: 9', "14:12 SPEC0003 '9' may not stand here: must be <= 8; expected: how many there are of it"],
    ['page: 4', 'page: 12', '5:24 WLD0004 a page of 12 is no power of two, or 5 bits have no room for four of them'],
    ['page: 4', 'page: 8', '5:24 WLD0004 a page of 8 is no power of two, or 5 bits have no room for four of them'],
    ['page: 4', 'page: 4, huge-page: 2', '5:38 WLD0004 a huge page of 2 is no power of two from 4 to 31'],
    [
      '{ door: 1, process',
      '{ gate: 1, process',
      "6:9 SPEC0006 unknown table 'gate' | 9:5 WLD0003 the table 'door' may hold no row here (write door: 1 or more into rows)",
    ],
    [
      'as: front',
      'as: vmm',
      "9:5 SPEC0005 row 'vmm' is already declared at worlds/two.yaml:8 | 17:32 SEM0003 unknown name 'front' in expression",
    ],
    ['process: vmm }', 'process: front }', "13:23 SEM0002 'front' is a row of door, and no row of process"],
    ['process: vmm }', 'process: vm }', "13:23 SPEC0006 unknown row of the world 'vm' (did you mean 'vmm'?)"],
    ['process: vmm }', 'context: vmm }', "13:23 SPEC0006 unknown table 'context'"],
    ['killed: vmm.dead', 'killed: vmm.alive', "15:17 SEM0003 unknown name 'alive' in expression"],
    ['killed: vmm.dead', 'killed: own(front)', "15:13 WLD0001 'process' is of a call, and a state is of none"],
    [
      'killed: vmm.dead',
      'killed: capable(CAP_SYS_ADMIN)',
      "15:13 WLD0001 'capable' is of a call, and a state is of none",
    ],
    ['killed: vmm.dead', 'killed: front.state', '15:13 SEM0002 a door_state is no condition'],
    ['call: open-door', 'call: opendoor', "17:66 SPEC0006 unknown verb 'opendoor' (did you mean 'open-door'?)"],
    [
      'do: [{ call: open-door, with: { door: front } }]',
      'do: [{ reply: all, errno: EFAULT }]',
      '17:58 WLD0005 this is no call with an argument, and nothing in user memory is of it',
    ],
    [
      ', do: [{ call: open-door, with: { door: front } }]',
      '',
      '17:19 WLD0006 an action calls one ioctl, or has steps of its own (write ioctl: or do:)',
    ],
    [
      'action: opens,',
      'action: opens, with: { iova: 0 },',
      '17:32 WLD0006 there is no ioctl that this could be the argument of (remove it)',
    ],
    ['action: opens, when', 'ioctl: IOMMU_OPEN, when', "17:18 SPEC0006 unknown ioctl 'IOMMU_OPEN'"],
    ['actor: worker', 'actor: user', "18:12 SPEC0005 actor 'user' is already declared at worlds/two.yaml:11"],
    ['one-passes: it', 'one-pases: it', "22:11 SPEC0006 unknown property 'one-pases' (did you mean 'one-passes'?)"],
    [
      'world: two',
      'world: three',
      "1:8 SPEC0011 the file is 'two.yaml', the world says 'three' (rename the file to three.yaml)",
    ],
    ['word: {', 'faults: [ENOMEN]\nword: {', "5:10 SEM0008 'ENOMEN' is no errno of Linux (did you mean 'ENOMEM'?)"],
    [
      'word: {',
      'properties: [{ property: one-passes, doc: Again., holds: true }]\nword: {',
      "5:26 SPEC0005 gate has the property 'one-passes' already (choose another name)",
    ],
    [
      'word: {',
      'properties: [{ property: no-user-wedge, doc: Again., holds: true }]\nword: {',
      "5:26 SPEC0005 every interface has the property 'no-user-wedge' already (choose another name)",
    ],
  ])('is refused where %s is %s', (text, by, said) => {
    expect(changed(text, by).slice(0, said.split(' | ').length)).toEqual(
      said.split(' | ').map((each) => `worlds/two.yaml:${each}`),
    );
  });

  it.each([
    ['IOMMU_IOAS_MAPP', '', "10:55 SPEC0006 unknown ioctl 'IOMMU_IOAS_MAPP' (did you mean 'IOMMU_IOAS_MAP'?)"],
    ['IOMMU_IOAS_MAP', ', with: { lenght: 4 }', "10:79 SPEC0006 unknown member 'lenght' (did you mean 'length'?)"],
    ['IOMMU_IOAS_MAP', ', with: { length: true }', '10:87 SEM0002 a boolean is no number'],
    [
      'IOMMU_IOAS_ALLOW_IOVAS',
      '',
      '10:55 WLD0007 IOMMU_IOAS_ALLOW_IOVAS reads an array in user memory, and this world has none',
    ],
    ['IOMMU_IOAS_MAP', many, '10:77 WLD0008 these are 8192 different arguments; at most 4096 are tried'],
  ])('is refused where it calls %s', (name, rest, said) => {
    expect(load(ioctl(name, rest), iommufd().interface).findings.map(told)[0]).toBe(`worlds/two.yaml:${said}`);
  });
});
