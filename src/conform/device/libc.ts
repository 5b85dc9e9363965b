import type * as Koffi from 'koffi';
import { EnvironmentError } from '../../host/errors.ts';

/**
 * The functions of the C library that are called, with addresses as numbers, so that bad ones can be given too. Each
 * returns what it returns in C; `errno` is read right after.
 */
export interface Libc {
  errno(): number;
  open(path: string, flags: number): number;
  close(descriptor: number): number;
  dup(descriptor: number): number;
  ioctl(descriptor: number, request: number, parameter: bigint): number;
  fcntl(descriptor: number, command: number, argument: number): number;
  ftruncate(descriptor: number, length: bigint): number;
  pread(descriptor: number, into: Uint8Array, length: number, offset: number): number;
  pwrite(descriptor: number, from: Uint8Array, length: number, offset: number): number;
  memfdCreate(name: string, flags: number): number;
  mmap(address: bigint, length: bigint, protection: number, flags: number, descriptor: number, offset: bigint): bigint;
  munmap(address: bigint, length: bigint): number;
  mprotect(address: bigint, length: bigint, protection: number): number;
  prlimit(pid: number, resource: number, set: Uint8Array | null, old: Uint8Array | null): number;
  capget(header: Uint8Array, data: Uint8Array): number;
  capset(header: Uint8Array, data: Uint8Array): number;
  sysconf(name: number): number;
  /** Memory of this process as an array that shares it. */
  view(address: bigint, length: number): Uint8Array;
}

/** @throws EnvironmentError (CON0002) where the library cannot be loaded */
export async function loadLibc(): Promise<Libc> {
  const koffi = await loadKoffi();
  const library = koffi.load(null);
  const number = (prototype: string): ((...operands: readonly unknown[]) => number) => {
    const call = library.func(prototype);
    return (...operands) => Number(call(...operands));
  };
  const mmap = library.func('uint64_t mmap(uint64_t, size_t, int, int, int, int64_t)');
  return {
    errno: () => koffi.errno(),
    open: number('int open(const char *, int)'),
    close: number('int close(int)'),
    dup: number('int dup(int)'),
    ioctl: number('int ioctl(int, unsigned long, uint64_t)'),
    fcntl: number('int fcntl(int, int, int)'),
    ftruncate: number('int ftruncate(int, int64_t)'),
    pread: number('int64_t pread(int, void *, size_t, int64_t)'),
    pwrite: number('int64_t pwrite(int, const void *, size_t, int64_t)'),
    memfdCreate: number('int memfd_create(const char *, unsigned int)'),
    mmap: (...operands) => BigInt.asUintN(64, BigInt(mmap(...operands) as number | bigint)),
    munmap: number('int munmap(uint64_t, size_t)'),
    mprotect: number('int mprotect(uint64_t, size_t, int)'),
    prlimit: number('int prlimit(int, int, const void *, void *)'),
    capget: number('int capget(void *, void *)'),
    capset: number('int capset(void *, const void *)'),
    sysconf: number('long sysconf(int)'),
    view: (address, length) => new Uint8Array(koffi.view(address, length)),
  };
}

async function loadKoffi(): Promise<typeof Koffi> {
  try {
    return await import('koffi');
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new EnvironmentError(
      'CON0002',
      `koffi cannot be loaded: ${reason}`,
      'install with optional packages: npm ci',
    );
  }
}
