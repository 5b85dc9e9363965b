import type { Bytes } from '../address-space.ts';

const chunk = 4096;

/** Zeros without end, of which only what was written takes room. */
export class SparseBytes implements Bytes {
  private readonly chunks = new Map<number, Uint8Array>();

  read(offset: number, length: number): Uint8Array {
    const all = new Uint8Array(length);
    for (let at = 0; at < length;) {
      const { index, within, count } = place(offset + at, length - at);
      const bytes = this.chunks.get(index);
      if (bytes) all.set(bytes.subarray(within, within + count), at);
      at += count;
    }
    return all;
  }

  write(offset: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const { index, within, count } = place(offset + at, bytes.length - at);
      let into = this.chunks.get(index);
      if (!into) this.chunks.set(index, (into = new Uint8Array(chunk)));
      into.set(bytes.subarray(at, at + count), within);
      at += count;
    }
  }
}

/** Which chunk an offset is in, where in it, and how many of the bytes from there. */
function place(offset: number, length: number): { index: number; within: number; count: number } {
  const within = offset % chunk;
  return { index: Math.floor(offset / chunk), within, count: Math.min(length, chunk - within) };
}
