import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { abis, type AbiName } from '../../src/layout/abis.ts';

/** The C compiler of each ABI, as Debian 12 names it. .ci/install-system-packages installs them. */
const compilers: Readonly<Record<AbiName, readonly [command: string, ...options: string[]]>> = {
  x86_64: ['gcc-12', '-m64'],
  i386: ['gcc-12', '-m32'],
  x32: ['gcc-12', '-mx32'],
  arm: ['arm-linux-gnueabi-gcc-12'],
  aarch64: ['aarch64-linux-gnu-gcc-12'],
  m68k: ['m68k-linux-gnu-gcc-12'],
  sh4: ['sh4-linux-gnu-gcc-12'],
  powerpc: ['powerpc-linux-gnu-gcc-12'],
  s390x: ['s390x-linux-gnu-gcc-12'],
  mips: ['mips-linux-gnu-gcc-12', '-mabi=32'],
  riscv64: ['riscv64-linux-gnu-gcc-12'],
};

/**
 * The kernel's integer types, written out, since cross compilers come without headers. An `__aligned_` type is a macro,
 * as in the kernel's linux/types.h.
 */
export const kernelTypes = `
typedef unsigned char __u8;
typedef signed char __s8;
typedef unsigned short __u16, __le16, __be16;
typedef signed short __s16;
typedef unsigned int __u32, __le32, __be32;
typedef signed int __s32;
typedef unsigned long long __u64, __le64, __be64;
typedef signed long long __s64;
#define __aligned_u64 __u64 __attribute__((aligned(8)))
#define __aligned_s64 __s64 __attribute__((aligned(8)))
#define __aligned_le64 __le64 __attribute__((aligned(8)))
#define __aligned_be64 __be64 __attribute__((aligned(8)))
#define offsetof(type, member) __builtin_offsetof(type, member)
`;

/** Stands before the constants in the object file; read back, it also tells the byte order. */
const marker = [0x6162_6977_7269_6768n, 0x7463_6f6e_7374_616en];

export interface CompileOptions {
  /** Folders that `#include <...>` looks in. The compiler's own and the system's are not looked in. */
  readonly include?: readonly string[];
  readonly define?: readonly string[];
}

/**
 * What constant C expressions come to on an ABI, as unsigned 64-bit numbers (-1 is 2^64 - 1), in order. `source` declares
 * what they use. Nothing is run: the numbers are read from the data of the object file.
 *
 * @throws Error with the compiler's message where something does not compile
 */
export function constants(
  abi: AbiName,
  source: string,
  expressions: readonly string[],
  options: CompileOptions = {},
): bigint[] {
  const values = expressions.map((expression) => `(unsigned long long)(${expression}),`);
  const markers = marker.map((word) => `0x${word.toString(16)}ULL,`);
  const object = compile(
    abi,
    [source, 'const unsigned long long abiwright_constants[] = {', ...markers, ...values, '};', ''].join('\n'),
    options,
  );
  const littleEndian = abis.find((each) => each.name === abi)!.endian === 'little';
  const key = Buffer.alloc(16);
  const view = new DataView(key.buffer, key.byteOffset, key.length);
  marker.forEach((word, index) => view.setBigUint64(index * 8, word, littleEndian));
  const start = object.indexOf(key);
  if (start < 0) throw new Error(`the object file for ${abi} has no constants`);
  const data = new DataView(object.buffer, object.byteOffset + start + key.length);
  return expressions.map((_, index) => data.getBigUint64(index * 8, littleEndian));
}

/** The object file that the ABI's compiler makes of a free-standing translation unit. Any warning is an error. */
export function compile(abi: AbiName, source: string, options: CompileOptions = {}): Buffer {
  const [command, ...machine] = compilers[abi];
  const folder = mkdtempSync(join(tmpdir(), 'abiwright-compile-'));
  try {
    const file = join(folder, 'unit.c');
    const object = join(folder, 'unit.o');
    writeFileSync(file, source);
    const include = (options.include ?? []).map((path) => `-I${path}`);
    const define = (options.define ?? []).map((macro) => `-D${macro}`);
    const fixed = ['-std=gnu11', '-ffreestanding', '-nostdinc', '-fno-lto', '-O0', '-Wall', '-Werror', '-c'];
    execFileSync(command, [...machine, ...fixed, ...include, ...define, '-o', object, file], { stdio: 'pipe' });
    return readFileSync(object);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Error(`${command} is not installed: run .ci/install-system-packages`, { cause: error });
    }
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
