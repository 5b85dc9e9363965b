import { describe, expect, it } from 'vitest';
import {
  combine,
  device,
  endianness,
  ioctls,
  structs,
  VAULT_LABEL_MAX,
  VaultFlags,
  VaultKind,
  type VaultPutInit,
} from '../scenarios/vault/output/vault@v1.0/typescript/vault.ts';

// The golden file is what the emitter makes: test/emit/scenarios.test.ts.
const { VAULT_PUT } = ioctls;
const point = { x: -2, y: 3 };
const thing: VaultPutInit = {
  flags: combine(VaultFlags.SEALED, VaultFlags.DUSTY),
  box_id: 7,
  kind: VaultKind.IRON,
  label: new TextEncoder().encode('lamp____'),
  weight: 0x01020304,
  corners: [point, { x: 0, y: 0 }],
  value: 2n ** 64n - 1n,
};

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

describe('encode', () => {
  it('sets the size, puts members in their places, and leaves the rest 0', () => {
    expect(hex(VAULT_PUT.encode(thing))).toBe(
      [
        '48000000',
        '01000080',
        '07000000',
        '01000000',
        hex(Buffer.from('lamp____')),
        '04030201',
        'feff0300',
        '00000000',
        '00000000',
        'ff'.repeat(8),
        '00'.repeat(24),
      ].join(''),
    );
  });

  it('turns numbers for a big-endian machine, but not those with an order of their own', () => {
    const bytes = hex(VAULT_PUT.encode(thing, endianness.s390x));
    expect(bytes.slice(0, 32)).toBe('00000048800000010000000700000001');
    expect(bytes.slice(48, 64)).toBe('04030201fffe0003');
    const { box_id, kind } = thing;
    expect(hex(VAULT_PUT.encode({ box_id, kind, ounces: [1, 2] })).slice(48, 56)).toBe('00010002');
  });

  it.each([
    [{ ...thing, box_id: -1 }, 'vault_put.box_id: -1 is not in 0 to 4294967295'],
    [{ ...thing, box_id: 2 ** 32 }, 'vault_put.box_id: 4294967296 is not in 0 to 4294967295'],
    [{ ...thing, box_id: 0.5 }, 'vault_put.box_id: 0.5 is no integer'],
    [{ ...thing, flags: VaultFlags.DUSTY | VaultFlags.SEALED }, 'vault_put.flags: -2147483647 is not in'],
    [{ ...thing, value: 2n ** 64n }, 'vault_put.value: 18446744073709551616 is not in'],
    [{ ...thing, value: -1n }, 'vault_put.value: -1 is not in'],
    [
      { ...thing, corners: [point, { x: 0, y: 40_000 }] as const },
      'vault_put.corners[1].y: 40000 is not in -32768 to 32767',
    ],
    [{ ...thing, label: new Uint8Array(9) }, 'vault_put.label: 9 elements, 8 are needed'],
  ])('refuses what does not fit, naming it', (value, message) => {
    expect(() => VAULT_PUT.encode(value)).toThrow(RangeError);
    expect(() => VAULT_PUT.encode(value)).toThrow(message);
  });

  it('refuses, where types are not checked, the wrong type and the wrong number of elements', () => {
    expect(() =>
      VAULT_PUT.encode(JSON.parse('{ "box_id": 1, "kind": 0, "weight": 1, "value": 1 }') as VaultPutInit),
    ).toThrow('vault_put.value: 1 is no bigint');
    expect(() =>
      VAULT_PUT.encode(JSON.parse('{ "box_id": 1, "kind": 0, "weight": 1, "corners": [] }') as VaultPutInit),
    ).toThrow('vault_put.corners: 0 elements, 2 are needed');
  });
});

describe('a union', () => {
  it('takes one reading, and decodes as all of them', () => {
    const { weight, ounces } = VAULT_PUT.decode(VAULT_PUT.encode(thing));
    expect([weight, ounces]).toEqual([0x01020304, [0x0403, 0x0201]]);
  });

  it('takes several that agree', () => {
    expect(VAULT_PUT.encode({ ...thing, ounces: [0x0403, 0x0201] })).toEqual(VAULT_PUT.encode(thing));
  });

  it('refuses readings that contradict each other', () => {
    expect(() => VAULT_PUT.encode({ ...thing, ounces: [0x0403, 0x0202] })).toThrow(
      'vault_put: weight and ounces contradict each other',
    );
  });

  it('lets readings differ where one of them has nothing', () => {
    const back = structs.vault_lock.decode(new Uint8Array([1, 2, 3, 4]));
    expect(back).toEqual({ code: { whole: 0x04030201, first: 1, rest: 0x0403 } });
    expect(hex(structs.vault_lock.encode(back))).toBe('01020304');
    expect(hex(structs.vault_lock.encode({ code: { first: 1, rest: 0x0403 } }))).toBe('01000304');
  });
});

describe('decode', () => {
  it('takes a shorter struct, down to the first version', () => {
    const whole = VAULT_PUT.encode(thing);
    const short = VAULT_PUT.decode(whole.subarray(0, 16));
    expect(short).toMatchObject({
      flags: 0x8000_0001,
      kind: 1,
      weight: 0,
      corners: [
        { x: 0, y: 0 },
        { x: 0, y: 0 },
      ],
      value: 0n,
    });
    expect(() => VAULT_PUT.decode(whole.subarray(0, 15))).toThrow(
      'vault_put: 15 bytes are too short, it has at least 16',
    );
  });

  it('ignores what follows the struct', () => {
    const longer = new Uint8Array([...VAULT_PUT.encode(thing), 9]);
    expect(VAULT_PUT.decode(longer)).toEqual(VAULT_PUT.decode(VAULT_PUT.encode(thing)));
  });

  it('gives bytes of its own', () => {
    const bytes = VAULT_PUT.encode(thing);
    const { label } = VAULT_PUT.decode(bytes);
    bytes.fill(0);
    expect(Buffer.from(label).toString()).toBe('lamp____');
  });

  it('has no size and nothing reserved', () => {
    const members = Object.keys(VAULT_PUT.decode(VAULT_PUT.encode(thing)));
    expect(members.filter((name) => /size|reserved/.test(name))).toEqual([]);
  });
});

it('knows the request word of every architecture', () => {
  expect(VAULT_PUT.request).toMatchObject({ x86_64: 0x5610, s390x: 0x5610, powerpc: 0x2000_5610, mips: 0x2000_5610 });
  expect(Object.keys(VAULT_PUT.request).sort()).toEqual(Object.keys(endianness).sort());
});

it('knows sizes, numbers and constants', () => {
  expect(VAULT_PUT).toMatchObject({
    name: 'vault_put',
    size: 72,
    minSize: 16,
    number: 0x10,
    struct: structs.vault_put,
  });
  expect(structs.vault_point).toMatchObject({ size: 4, minSize: 4 });
  expect([device, VAULT_LABEL_MAX]).toEqual(['/dev/vault', 300]);
});
