import { expect, test } from 'vitest';
import { AddressSpace } from '../../src/conform/address-space.ts';
import { SparseBytes } from '../../src/conform/model/sparse-bytes.ts';

const page = 4096n;

function twoPages(): AddressSpace {
  const space = new AddressSpace();
  space.add({ start: page, end: 3n * page, access: 'read-write', bytes: new SparseBytes(), base: page });
  return space;
}

test('what was written is read, also across a boundary between pages of other rights', () => {
  const space = twoPages();
  space.write(2n * page - 2n, Uint8Array.of(1, 2, 3, 4));
  space.protect(2n * page, 3n * page, 'read');
  expect([...space.read(2n * page - 3n, 6)]).toEqual([0, 1, 2, 3, 4, 0]);
});

test('what is not mapped, or not so, is refused whole', () => {
  const space = twoPages();
  space.protect(2n * page, 3n * page, 'read');
  expect(space.covers(2n * page - 1n, 2n, false)).toBe(true);
  expect(space.covers(2n * page - 1n, 2n, true)).toBe(false);
  expect(() => {
    space.write(2n * page - 1n, Uint8Array.of(7, 7));
  }).toThrow(RangeError);
  expect([...space.read(2n * page - 1n, 2)]).toEqual([0, 0]);
  expect(() => space.read(3n * page - 1n, 2)).toThrow(RangeError);
  expect(() => space.read(0n, 1)).toThrow(RangeError);
  space.protect(page, 2n * page, 'none');
  expect(() => space.read(page, 1)).toThrow(RangeError);
});

test('a hole in the middle leaves both ends as they were', () => {
  const space = new AddressSpace();
  space.add({ start: 0n, end: 3n * page, access: 'read-write', bytes: new SparseBytes(), base: 0n });
  space.write(2n * page, Uint8Array.of(5));
  space.remove(page, 2n * page);
  expect(space.covers(0n, page, true)).toBe(true);
  expect(space.covers(page, 1n, false)).toBe(false);
  expect([...space.read(2n * page, 1)]).toEqual([5]);
});

test('memory that is mapped at two addresses is the same', () => {
  const space = new AddressSpace();
  const bytes = new SparseBytes();
  space.add({ start: page, end: 2n * page, access: 'read-write', bytes, base: page });
  space.add({ start: 9n * page, end: 10n * page, access: 'read', bytes, base: 9n * page });
  space.write(page + 8n, Uint8Array.of(6));
  expect([...space.read(9n * page + 8n, 1)]).toEqual([6]);
});

test('no bytes are covered anywhere', () => {
  expect(new AddressSpace().covers(0n, 0n, true)).toBe(true);
});
