import { type Abi, wordAlignment } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

export const i386 = {
  name: 'i386',
  kernelArchitecture: 'x86',
  endian: 'little',
  pointerBytes: 4,
  longBytes: 4,
  alignment: wordAlignment,
  structAlignment: 1,
  charSigned: true,
  ioctl: genericEncoding,
} as const satisfies Abi;
