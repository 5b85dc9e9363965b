import type { Abi } from './abi.ts';
import { aarch64 } from './abi/aarch64.ts';
import { arm } from './abi/arm.ts';
import { i386 } from './abi/i386.ts';
import { m68k } from './abi/m68k.ts';
import { mips } from './abi/mips.ts';
import { powerpc } from './abi/powerpc.ts';
import { riscv64 } from './abi/riscv64.ts';
import { s390x } from './abi/s390x.ts';
import { sh4 } from './abi/sh4.ts';
import { x32 } from './abi/x32.ts';
import { x86_64 } from './abi/x86_64.ts';

/** Every ABI, in the order in which findings name them. A new one is a file in abi/ and a line here. */
export const abis = [
  x86_64,
  i386,
  x32,
  arm,
  aarch64,
  m68k,
  sh4,
  powerpc,
  s390x,
  mips,
  riscv64,
] as const satisfies readonly Abi[];

export type AbiName = (typeof abis)[number]['name'];
