import { type Abi, naturalAlignment } from '../abi.ts';
import { genericEncoding } from '../request-encoding.ts';

export const riscv64 = {
  name: 'riscv64',
  kernelArchitecture: 'riscv',
  endian: 'little',
  pointerBytes: 8,
  longBytes: 8,
  alignment: naturalAlignment,
  structAlignment: 1,
  charSigned: false,
  ioctl: genericEncoding,
} as const satisfies Abi;
