import { type Abi, naturalAlignment } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

export const x86_64 = {
  name: 'x86_64',
  kernelArchitecture: 'x86',
  endian: 'little',
  pointerBytes: 8,
  longBytes: 8,
  alignment: naturalAlignment,
  structAlignment: 1,
  charSigned: true,
  ioctl: genericEncoding,
} as const satisfies Abi;
