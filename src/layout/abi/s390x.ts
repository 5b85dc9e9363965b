import { type Abi, naturalAlignment } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

export const s390x = {
  name: 's390x',
  kernelArchitecture: 's390',
  endian: 'big',
  pointerBytes: 8,
  longBytes: 8,
  alignment: naturalAlignment,
  structAlignment: 1,
  charSigned: false,
  ioctl: genericEncoding,
} as const satisfies Abi;
