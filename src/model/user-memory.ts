import type { Abi } from '../layout/abi.ts';
import { layoutOf } from '../layout/layout.ts';
import type { Struct } from '../spec/interface.ts';
import { readFields, writeFields } from './argument.ts';

/** What a call may find where its argument points. */
export interface UserMemory {
  /** Bytes at an address; null where any of them cannot be read. */
  read(address: bigint, length: number): Uint8Array | null;
  /** False, and nothing written, where any of the bytes cannot be. */
  write(address: bigint, bytes: Uint8Array): boolean;
  covers(address: bigint, length: bigint, writable: boolean): boolean;
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

export function writeElement(
  memory: UserMemory,
  struct: Struct,
  array: bigint,
  index: bigint,
  values: Readonly<Record<string, bigint>>,
  abi: Abi,
): boolean {
  const { size } = layoutOf(struct, abi);
  const bytes = new Uint8Array(size);
  writeFields(struct, bytes, Object.entries(values), abi);
  return memory.write(array + index * BigInt(size), bytes);
}
