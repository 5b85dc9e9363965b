import { type Abi, naturalAlignment } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

/** 32-bit pointers on x86-64, with the alignment of x86-64. */
export const x32 = {
  name: 'x32',
  kernelArchitecture: 'x86',
  endian: 'little',
  pointerBytes: 4,
  longBytes: 4,
  alignment: naturalAlignment,
  structAlignment: 1,
  charSigned: true,
  ioctl: genericEncoding,
} as const satisfies Abi;
