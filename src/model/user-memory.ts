import type { Abi } from '../layout/abi.ts';
import { layoutOf } from '../layout/layout.ts';
import type { Elements } from '../machine/environment.ts';
import type { Struct } from '../spec/interface.ts';
import { readFields, writeFields } from './argument.ts';

/** What a call may find where its argument points. */
export interface UserMemory {
  /** Bytes at an address; null where any of them cannot be read. */
  read(address: bigint, length: number): Uint8Array | null;
  /** False, and nothing written, where any of the bytes cannot be. */
  write(address: bigint, bytes: Uint8Array): boolean;
  covers(address: bigint, length: bigint, writable: boolean): boolean;
  /** The kernel may have written anything there. */
  leave(address: bigint, length: bigint): void;
}

/** The members of element `index` of an array of structs, by name. */
export function readElement(
  memory: UserMemory,
  struct: Struct,
  array: bigint,
  index: bigint,
  abi: Abi,
): Readonly<Record<string, bigint>> | null {
  const { size } = layoutOf(struct, abi);
  const bytes = memory.read(array + index * BigInt(size), size);
  return bytes && Object.fromEntries(readFields(struct, bytes, abi));
}

/** What is written at once, in bytes. */
const largestPiece = 0x10000;

/** Writes elements of an array that are alike, all or none; where `values` is null, anything may be there. */
export function writeElements(
  memory: UserMemory,
  struct: Struct,
  { array, index, count }: Elements,
  values: Readonly<Record<string, bigint>> | null,
  abi: Abi,
): boolean {
  const { size } = layoutOf(struct, abi);
  const start = array + index * BigInt(size);
  const length = count * BigInt(size);
  if (values === null) {
    memory.leave(start, length);
    return true;
  }
  if (!memory.covers(start, length, true)) return false;
  const element = new Uint8Array(size);
  writeFields(struct, element, Object.entries(values), abi);
  const whole = count * BigInt(size) < largestPiece ? Number(count) : Math.max(1, Math.floor(largestPiece / size));
  const piece = new Uint8Array(whole * size);
  for (let at = 0; at < piece.length; at += size) piece.set(element, at);
  for (let at = 0n; at < length; at += BigInt(piece.length)) {
    const left = length - at;
    if (!memory.write(start + at, left < piece.length ? piece.subarray(0, Number(left)) : piece)) return false;
  }
  return true;
}
