import type { Abi } from './abi.ts';
import type { RequestDirection } from './request-encoding.ts';

const numberBits = 8;
const typeBits = 8;

/** The largest argument, in bytes, that a request word can carry on the ABI. */
export function largestRequestSize(abi: Pick<Abi, 'ioctl'>): number {
  return 2 ** abi.ioctl.sizeBits - 1;
}

/**
 * The second argument of ioctl(2), as _IO, _IOR, _IOW and _IOWR make it (include/uapi/asm-generic/ioctl.h, _IOC).
 * An unsigned 32-bit number.
 *
 * @param type one character, as ';'
 * @param number 0 to 255
 * @param size of the argument in bytes; 0 for _IO
 * @throws RangeError where a part does not fit its place, so that no part ever spills into another
 */
export function requestWord(
  direction: RequestDirection,
  type: string,
  number: number,
  size: number,
  abi: Pick<Abi, 'ioctl'>,
): number {
  const character = type.length === 1 ? type.charCodeAt(0) : NaN;
  const parts: [value: number, bits: number, what: string][] = [
    [number, numberBits, 'number'],
    [character, typeBits, 'type'],
    [size, abi.ioctl.sizeBits, 'size'],
    [abi.ioctl.directions[direction], 32 - numberBits - typeBits - abi.ioctl.sizeBits, 'direction'],
  ];
  let word = 0;
  let shift = 0;
  for (const [value, bits, what] of parts) {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
      throw new RangeError(`the ${what} of a request word has ${bits} bits, and ${value} does not fit`);
    }
    word += value * 2 ** shift;
    shift += bits;
  }
  return word;
}
