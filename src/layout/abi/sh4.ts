import { type Abi, wordAlignment } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

export const sh4 = {
  name: 'sh4',
  kernelArchitecture: 'sh',
  endian: 'little',
  pointerBytes: 4,
  longBytes: 4,
  alignment: wordAlignment,
  structAlignment: 1,
  charSigned: true,
  ioctl: genericEncoding,
} as const satisfies Abi;
