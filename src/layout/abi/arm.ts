import { type Abi, naturalAlignment } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

/** EABI. */
export const arm = {
  name: 'arm',
  kernelArchitecture: 'arm',
  endian: 'little',
  pointerBytes: 4,
  longBytes: 4,
  alignment: naturalAlignment,
  structAlignment: 1,
  charSigned: false,
  ioctl: genericEncoding,
} as const satisfies Abi;
