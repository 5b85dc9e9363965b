import type { Enumerator } from '../../spec/interface.ts';

const largestInt = 0x7fff_ffffn;
const largestUnsigned = 0xffff_ffffn;

/** Above this, a value is easier to read in hexadecimal. */
const largestDecimal = 9999n;

/** The suffix that a constant of this size needs so as to keep its value in C90 and in the preprocessor. */
function suffix(value: bigint): string {
  if (value <= largestInt) return '';
  return value <= largestUnsigned ? 'U' : 'ULL';
}

/** A number as a C constant. A negative one has its sign. */
export function cNumber(value: bigint): string {
  if (value < 0n) return `-${cNumber(-value)}`;
  return (value <= largestDecimal ? value.toString() : `0x${value.toString(16)}`) + suffix(value);
}

/** The value of an enumerator as the header writes it: `1 << 2` where the spec gives a bit. */
export function enumeratorValue({ value, bit }: Enumerator): string {
  return bit === null ? cNumber(value) : `1${suffix(1n << BigInt(bit))} << ${bit}`;
}
