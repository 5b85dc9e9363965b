import type { Abi } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

export const m68k = {
  name: 'm68k',
  kernelArchitecture: 'm68k',
  endian: 'big',
  pointerBytes: 4,
  longBytes: 4,
  /** A 16-bit bus: nothing is aligned to more than 2 bytes. */
  alignment: { 1: 1, 2: 2, 4: 2, 8: 2 },
  structAlignment: 1,
  charSigned: true,
  ioctl: genericEncoding,
} as const satisfies Abi;
