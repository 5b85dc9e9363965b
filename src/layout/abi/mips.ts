import { type Abi, naturalAlignment } from '../abi.ts';
import { threeBitEncoding } from '../request-encoding.ts';

/** o32, big-endian. */
export const mips = {
  name: 'mips',
  kernelArchitecture: 'mips',
  endian: 'big',
  pointerBytes: 4,
  longBytes: 4,
  alignment: naturalAlignment,
  structAlignment: 1,
  charSigned: true,
  ioctl: threeBitEncoding,
} as const satisfies Abi;
