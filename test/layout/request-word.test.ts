import { expect, it } from 'vitest';
import { abis } from '../../src/layout/abis.ts';
import { genericEncoding, threeBitEncoding } from '../../src/layout/request-encoding.ts';
import { largestRequestSize, requestWord } from '../../src/layout/request-word.ts';

const generic = { ioctl: genericEncoding };
const threeBit = { ioctl: threeBitEncoding };

it('makes IOMMU_IOAS_MAP, _IO(0x3b, 0x85), which differs on mips and powerpc', () => {
  const words = Object.fromEntries(abis.map((abi) => [abi.name, requestWord('none', ';', 0x85, 0, abi)]));
  const { mips, powerpc, ...others } = words;
  expect([mips, powerpc]).toEqual([0x20003b85, 0x20003b85]);
  expect(new Set(Object.values(others))).toEqual(new Set([0x3b85]));
});

it.each([
  ['read', 0x80283b85, 0x40283b85],
  ['write', 0x40283b85, 0x80283b85],
  ['read-write', 0xc0283b85, 0xc0283b85],
] as const)('puts direction %s and a size of 40 into the upper half', (direction, word, otherWord) => {
  expect(requestWord(direction, ';', 0x85, 40, generic)).toBe(word);
  expect(requestWord(direction, ';', 0x85, 40, threeBit)).toBe(otherWord);
});

it('carries at most 16383 bytes, and 8191 where the direction takes three bits', () => {
  expect([largestRequestSize(generic), largestRequestSize(threeBit)]).toEqual([16383, 8191]);
  expect(requestWord('read', ';', 0, 8191, threeBit)).toBe(0x5fff3b00);
  expect(() => requestWord('read', ';', 0, 8192, threeBit)).toThrow('the size of a request word has 13 bits');
});

it.each([
  ['a number past 8 bits', ';', 256, 0],
  ['a negative number', ';', -1, 0],
  ['a fraction', ';', 0.5, 0],
  ['two characters of type', ';;', 1, 0],
  ['no type', '', 1, 0],
  ['a type past 8 bits', 'Ā', 1, 0],
])('refuses %s', (_, type, number, size) => {
  expect(() => requestWord('none', type, number, size, generic)).toThrow(RangeError);
});
