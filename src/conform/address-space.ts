import type { Access } from './kernel.ts';

/** Bytes that something is mapped from. */
export interface Bytes {
  /** A copy of `length` bytes. */
  read(offset: number, length: number): Uint8Array;
  write(offset: number, bytes: Uint8Array): void;
}

/** Pages that lie behind each other, may be used alike, and are of the same bytes. */
interface Extent {
  readonly start: bigint;
  /** The first address behind it. */
  readonly end: bigint;
  readonly access: Access;
  readonly bytes: Bytes;
  /** The address that the bytes' offset 0 has, or would have. */
  readonly base: bigint;
}

/** What is mapped where in a process, as far as it was mapped through this. */
export class AddressSpace {
  /** In the order of their addresses. */
  private extents: readonly Extent[] = [];

  add(extent: Extent): void {
    this.replace(extent.start, extent.end, [extent]);
  }

  remove(start: bigint, end: bigint): void {
    this.replace(start, end, []);
  }

  protect(start: bigint, end: bigint, access: Access): void {
    this.replace(
      start,
      end,
      this.within(start, end).map((each) => ({ ...each, access })),
    );
  }

  covers(address: bigint, length: bigint, writable: boolean): boolean {
    if (this.single(address, length, writable)) return true;
    return length === 0n || this.pieces(address, address + length, writable) !== null;
  }

  /** @throws RangeError where not all of it may be read */
  read(address: bigint, length: number): Uint8Array {
    const single = this.single(address, BigInt(length), false);
    if (single) return single.bytes.read(Number(address - single.base), length);
    const all = new Uint8Array(length);
    for (const { start, end, bytes, base } of this.mapped(address, length, false))
      all.set(bytes.read(Number(start - base), Number(end - start)), Number(start - address));
    return all;
  }

  /** @throws RangeError where not all of it may be written */
  write(address: bigint, bytes: Uint8Array): void {
    const single = this.single(address, BigInt(bytes.length), true);
    if (single) {
      single.bytes.write(Number(address - single.base), bytes);
      return;
    }
    for (const piece of this.mapped(address, bytes.length, true)) {
      const part = bytes.subarray(Number(piece.start - address), Number(piece.end - address));
      piece.bytes.write(Number(piece.start - piece.base), part);
    }
  }

  /** The one extent that has all of a range, as it is mostly one; null where none has. */
  private single(address: bigint, length: bigint, writable: boolean): Extent | null {
    for (const extent of this.extents)
      if (extent.start <= address && address + length <= extent.end) {
        if (extent.access === 'read-write' || (!writable && extent.access === 'read')) return extent;
        return null;
      }
    return null;
  }

  private mapped(address: bigint, length: number, writable: boolean): readonly Extent[] {
    if (length === 0) return [];
    const pieces = this.pieces(address, address + BigInt(length), writable);
    if (!pieces) throw new RangeError(`0x${address.toString(16)} is not mapped for ${length} bytes`);
    return pieces;
  }

  /** The parts of extents that a range is made of; null where some of it is not mapped so. */
  private pieces(start: bigint, end: bigint, writable: boolean): readonly Extent[] | null {
    const pieces = this.within(start, end);
    let reached = start;
    for (const piece of pieces) {
      if (piece.start !== reached || piece.access === 'none' || (writable && piece.access === 'read')) return null;
      reached = piece.end;
    }
    return reached === end ? pieces : null;
  }

  /** What of the extents lies in a range. */
  private within(start: bigint, end: bigint): readonly Extent[] {
    return this.extents.flatMap((each) => {
      if (each.end <= start || each.start >= end) return [];
      return [{ ...each, start: each.start < start ? start : each.start, end: each.end > end ? end : each.end }];
    });
  }

  private replace(start: bigint, end: bigint, by: readonly Extent[]): void {
    const others = this.extents.flatMap((each) => {
      if (each.end <= start || each.start >= end) return [each];
      const before = each.start < start ? [{ ...each, end: start }] : [];
      const after = each.end > end ? [{ ...each, start: end }] : [];
      return [...before, ...after];
    });
    this.extents = [...others, ...by].sort((a, b) => (a.start < b.start ? -1 : 1));
  }
}
