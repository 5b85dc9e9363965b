import { type Abi, naturalAlignment } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

export const aarch64 = {
  name: 'aarch64',
  kernelArchitecture: 'arm64',
  endian: 'little',
  pointerBytes: 8,
  longBytes: 8,
  alignment: naturalAlignment,
  structAlignment: 1,
  charSigned: false,
  ioctl: genericEncoding,
} as const satisfies Abi;
