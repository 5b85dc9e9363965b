import { errnoName } from '../../spec/errno.ts';
import { KernelRefusal, type Outcome } from '../kernel.ts';
import type { Libc } from './libc.ts';

// asm-generic/fcntl.h
export const O_RDONLY = 0;
export const O_RDWR = 2;
export const O_CLOEXEC = 0o2000000;

/** What a call of libc came to, be that good or bad. */
export function outcome(libc: Libc, result: number): Outcome {
  return result < 0 ? { result: -1, errno: errnoName(libc.errno()) } : { result, errno: null };
}

/**
 * What a call of libc returned that has to succeed.
 *
 * @throws KernelRefusal
 */
export function must(libc: Libc, what: string, result: number): number {
  if (result < 0) throw new KernelRefusal(what, errnoName(libc.errno()));
  return result;
}
