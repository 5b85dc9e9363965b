import { type Abi, naturalAlignment } from '../abi.ts';
import { threeBitEncoding } from '../request-encoding.ts';

/** 32-bit, big-endian, SVR4. */
export const powerpc = {
  name: 'powerpc',
  kernelArchitecture: 'powerpc',
  endian: 'big',
  pointerBytes: 4,
  longBytes: 4,
  alignment: naturalAlignment,
  structAlignment: 1,
  charSigned: false,
  ioctl: threeBitEncoding,
} as const satisfies Abi;
