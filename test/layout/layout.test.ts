import { describe, expect, it } from 'vitest';
import { abis, type AbiName } from '../../src/layout/abis.ts';
import { layoutOf, memberAt, members, type FieldLayout } from '../../src/layout/layout.ts';
import type { Abi } from '../../src/layout/abi.ts';
import type { Struct } from '../../src/spec/interface.ts';
import { anonymous, member, struct } from '../support/build.ts';
import { declare } from '../support/declare.ts';
import { randomStructs } from '../support/random-structs.ts';
import { seed } from '../support/seed.ts';

function abi(name: AbiName): Abi {
  return abis.find((each) => each.name === name)!;
}

function offsets(it: Struct, on: AbiName): Record<string, number> {
  return Object.fromEntries(members(layoutOf(it, abi(on))).map(({ path, offset }) => [path.join('.'), offset]));
}

const ioasMap = struct('iommu_ioas_map', [
  member('size', 'u32', { role: 'size' }),
  member('flags', 'u32', { role: 'flags' }),
  member('ioas_id', 'u32'),
  member('__reserved', 'u32', { role: 'reserved' }),
  member('user_va', 'aligned_u64'),
  member('length', 'aligned_u64'),
  member('iova', 'aligned_u64'),
]);

it.each(abis.map((each) => each.name))('lays iommu_ioas_map out in 40 bytes without padding on %s', (name) => {
  const layout = layoutOf(ioasMap, abi(name));
  expect(layout).toMatchObject({ size: 40, alignment: 8, padding: [] });
  expect(offsets(ioasMap, name)).toEqual({
    size: 0,
    flags: 4,
    ioas_id: 8,
    __reserved: 12,
    user_va: 16,
    length: 24,
    iova: 32,
  });
});

describe('a plain 64-bit member', () => {
  const deadline = struct('s', [member('ioas_id', 'u32'), member('deadline', 'u64'), member('count', 'u32')]);

  it.each([
    ['x86_64', 24, 8],
    ['x32', 24, 8],
    ['arm', 24, 8],
    ['powerpc', 24, 8],
    ['i386', 16, 4],
    ['m68k', 16, 4],
    ['sh4', 16, 4],
  ] as const)('makes the struct on %s %i bytes, with the member at %i', (name, size, offset) => {
    expect(layoutOf(deadline, abi(name)).size).toBe(size);
    expect(offsets(deadline, name)['deadline']).toBe(offset);
  });

  it('leaves padding before it and at the end where it is aligned to 8', () => {
    expect(layoutOf(deadline, abi('arm')).padding).toEqual([
      { offset: 4, size: 4, before: deadline.fields[1], inside: null },
      { offset: 20, size: 4, before: null, inside: null },
    ]);
    expect(layoutOf(deadline, abi('i386')).padding).toEqual([]);
  });
});

it('aligns 32-bit members to 2 bytes on m68k', () => {
  const it = struct('s', [member('a', 'u16'), member('b', 'u32')]);
  expect(layoutOf(it, abi('m68k'))).toMatchObject({ size: 6, alignment: 2, padding: [] });
  expect(layoutOf(it, abi('sh4'))).toMatchObject({ size: 8, alignment: 4 });
});

it('reaches members through anonymous fields by their own name, and through named structs by a path', () => {
  const range = struct('range', [member('start', 'u64'), member('last', 'u64')]);
  const outer = struct('outer', [
    member('op', 'u32'),
    anonymous('union', [
      anonymous('struct', [member('low', 'u16'), member('high', 'u32')]),
      member('both', 'aligned_u64'),
    ]),
    member('range', range),
    member('ranges', range, { array: 3 }),
  ]);
  expect(offsets(outer, 'x86_64')).toEqual({
    op: 0,
    low: 8,
    high: 12,
    both: 8,
    range: 16,
    'range.start': 16,
    'range.last': 24,
    ranges: 32,
  });
  const ranges = memberAt(layoutOf(outer, abi('x86_64')), ['ranges']);
  expect(ranges).toMatchObject({ size: 48, elementSize: 16, alignment: 8, parts: [] });
  expect(memberAt(layoutOf(outer, abi('i386')), ['range', 'last'])?.offset).toBe(24);
  expect(memberAt(layoutOf(outer, abi('i386')), ['range', 'middle'])).toBeUndefined();
  expect(layoutOf(outer, abi('x86_64')).padding).toMatchObject([
    { offset: 4, size: 4, before: outer.fields[1], inside: null },
    { offset: 10, size: 2, before: { name: 'high' }, inside: { type: { of: 'struct' } } },
  ]);
});

it('makes a union as long as its longest arm, wherever that stands', () => {
  const arms = [member('both', 'u32'), member('all', 'u32', { array: 3 }), member('one', 'u8')];
  expect(layoutOf(struct('s', [anonymous('union', arms)]), abi('arm')).size).toBe(12);
});

it('gives the same object for the same struct and ABI', () => {
  expect(layoutOf(ioasMap, abi('arm'))).toBe(layoutOf(ioasMap, abi('arm')));
  expect(layoutOf(ioasMap, abi('arm'))).not.toBe(layoutOf(ioasMap, abi('i386')));
});

describe(`random structs of seed ${seed}`, () => {
  /** How many members own each byte, padding included. */
  function owners(it: Struct, on: Abi): number[] {
    const layout = layoutOf(it, on);
    const bytes = Array<number>(layout.size).fill(0);
    const add = (offset: number, size: number): void => {
      for (let at = offset; at < offset + size; at++) bytes[at] = (bytes[at] ?? 0) + 1;
    };
    const own = ({ field, offset, size, parts }: FieldLayout): void => {
      if (field.type.kind === 'anonymous' && field.type.of === 'struct') parts.forEach(own);
      else add(offset, size);
    };
    layout.fields.forEach(own);
    for (const { offset, size } of layout.padding) add(offset, size);
    return bytes;
  }

  it('have each byte in one member or in padding, never in both and never in none', () => {
    const plain = randomStructs(3000).filter((it) => !declare([it]).includes('union'));
    expect(plain.length).toBeGreaterThan(500);
    for (const it of plain) {
      for (const on of abis) {
        expect(
          owners(it, on).every((count) => count === 1),
          `${on.name}: ${declare([it])}`,
        ).toBe(true);
      }
    }
  });
});
