import type { UserMemory } from '../../src/model/user-memory.ts';

/** Memory that is mapped everywhere, filled with zeros, and forgets nothing. */
export class SparseMemory implements UserMemory {
  private readonly bytes = new Map<bigint, number>();

  read(address: bigint, length: number): Uint8Array {
    return Uint8Array.from({ length }, (_, index) => this.bytes.get(address + BigInt(index)) ?? 0);
  }

  write(address: bigint, bytes: Uint8Array): boolean {
    for (const [index, byte] of bytes.entries()) this.bytes.set(address + BigInt(index), byte);
    return true;
  }

  covers(): boolean {
    return true;
  }

  leave(): void {
    // Nothing is as good as anything.
  }
}
