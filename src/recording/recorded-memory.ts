import type { UserMemory } from '../model/user-memory.ts';
import type { IoctlEvent, MappedRange } from './event.ts';

const page = 0x1000n;

/** Memory is mapped by pages, also where a recording says no more than what the call needs. */
function wholePages(range: MappedRange): MappedRange {
  return { ...range, start: range.start & -page, end: (range.end + page - 1n) & -page };
}

/** The user memory of a recorded call: what was mapped, and the array that the argument refers to. */
export class RecordedMemory implements UserMemory {
  private readonly event: IoctlEvent;
  private readonly array: bigint;
  /** The recorded array as far as the model has come; null where none was recorded. */
  private readonly current: Uint8Array | null;
  private readonly ranges: readonly MappedRange[];

  /** `array` is the address of the recorded array. */
  constructor(event: IoctlEvent, array: bigint) {
    this.event = event;
    this.array = array;
    this.current = event.arrayIn && Uint8Array.from(event.arrayIn);
    this.ranges = (event.memory ?? []).map(wholePages).sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  read(address: bigint, length: number): Uint8Array | null {
    if (!this.covers(address, BigInt(length), false)) return null;
    const bytes = new Uint8Array(length);
    for (let index = 0; index < length; index++) {
      // Beside the array nothing is recorded.
      bytes[index] = this.current?.[Number(address + BigInt(index) - this.array)] ?? 0;
    }
    return bytes;
  }

  write(address: bigint, bytes: Uint8Array): boolean {
    if (!this.covers(address, BigInt(bytes.length), true)) return false;
    this.put(address, BigInt(bytes.length), (index) => bytes[index] ?? 0);
    return true;
  }

  covers(address: bigint, length: bigint, writable: boolean): boolean {
    // Nothing is known of the memory that other calls refer to, and most calls are good.
    if (!this.event.memory) return true;
    let reached = address;
    for (const range of this.ranges)
      if (range.start <= reached && range.end > reached && (writable ? range.writable : range.readable))
        reached = range.end;
    return length === 0n || reached >= address + length;
  }

  leave(address: bigint, length: bigint): void {
    const { arrayOut } = this.event;
    if (arrayOut) this.put(address, length, (_index, offset) => arrayOut[offset] ?? 0);
  }

  /** The recorded array as the model leaves it; null where none was recorded. */
  arrayAfter(): Uint8Array | null {
    return this.current && Uint8Array.from(this.current);
  }

  /** Sets those bytes of a range that are in the array. */
  private put(address: bigint, length: bigint, byte: (index: number, offset: number) => number): void {
    if (!this.current) return;
    const start = address > this.array ? address : this.array;
    const end = this.array + BigInt(this.current.length);
    for (let at = start; at < address + length && at < end; at++) {
      const offset = Number(at - this.array);
      this.current[offset] = byte(Number(at - address), offset);
    }
  }
}
