import type { Scalar } from '../spec/scalar.ts';
import type { RequestEncoding } from './request-encoding.ts';

/**
 * How one Linux ABI lays out C types and packs ioctl request words. Every number is measured with the compiler named
 * in test/support/compiler.ts; test/real/layout compares them again.
 */
export interface Abi {
  /** As findings print it: `x86_64`. */
  readonly name: string;
  /** The folder under arch/ in the kernel tree. Several ABIs may share one. */
  readonly kernelArchitecture: string;
  readonly endian: 'little' | 'big';
  /** Size of a pointer, in bytes. */
  readonly pointerBytes: 4 | 8;
  /** Size of `long`, in bytes. */
  readonly longBytes: 4 | 8;
  /** Alignment inside a struct, in bytes, of an integer of the given size that asks for none. */
  readonly alignment: Readonly<Record<Scalar['bytes'], 1 | 2 | 4 | 8>>;
  /** The least alignment of any struct or union, in bytes. */
  readonly structAlignment: 1 | 2 | 4;
  /** Whether plain `char` is signed. */
  readonly charSigned: boolean;
  readonly ioctl: RequestEncoding;
}

/** What most ABIs do: every integer is aligned to its own size. */
export const naturalAlignment = { 1: 1, 2: 2, 4: 4, 8: 8 } as const;

/** What some 32-bit ABIs do: 8-byte integers are aligned to 4 bytes only. */
export const wordAlignment = { 1: 1, 2: 2, 4: 4, 8: 4 } as const;
