import type { UserMemory } from '../model/user-memory.ts';
import type { IoctlEvent, MappedRange } from './event.ts';

const page = 0x1000n;

/** Memory is mapped by pages, also where a recording says no more than what the call needs. */
function wholePages(range: MappedRange): MappedRange {
  return { ...range, start: range.start & -page, end: (range.end + page - 1n) & -page };
}

/** The user memory of a recorded call: what was mapped, and the array that the argument refers to. */
export class RecordedMemory implements UserMemory {
  /** What the model wrote, in the order in which it did. */
  readonly written: { readonly address: bigint; readonly bytes: Uint8Array }[] = [];
  private readonly event: IoctlEvent;
  private readonly array: bigint;
  private readonly ranges: readonly MappedRange[];

  /** `array` is the address of the recorded array. */
  constructor(event: IoctlEvent, array: bigint) {
    this.event = event;
    this.array = array;
    this.ranges = (event.memory ?? []).map(wholePages).sort((a, b) => (a.start < b.start ? -1 : 1));
  }

  read(address: bigint, length: number): Uint8Array | null {
    if (!this.covers(address, BigInt(length), false)) return null;
    const bytes = new Uint8Array(length);
    for (let index = 0; index < length; index++) {
      // Beside the array nothing is recorded.
      bytes[index] = this.event.arrayIn?.[Number(address + BigInt(index) - this.array)] ?? 0;
    }
    return bytes;
  }

  write(address: bigint, bytes: Uint8Array): boolean {
    if (!this.covers(address, BigInt(bytes.length), true)) return false;
    this.written.push({ address, bytes });
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

  /** The recorded array as the model leaves it; null where none was recorded. */
  arrayAfter(): Uint8Array | null {
    if (!this.event.arrayIn) return null;
    const bytes = Uint8Array.from(this.event.arrayIn);
    for (const each of this.written)
      for (const [index, byte] of each.bytes.entries()) {
        const offset = each.address + BigInt(index) - this.array;
        if (offset >= 0n && offset < BigInt(bytes.length)) bytes[Number(offset)] = byte;
      }
    return bytes;
  }
}
