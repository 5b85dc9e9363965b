import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf } from '../layout/layout.ts';
import { readFields, writeFields } from '../model/argument.ts';
import type { UserMemory } from '../model/user-memory.ts';
import type { Struct } from '../spec/interface.ts';
import { arrayElements } from './call.ts';
import { arrayBlock, bufferEnd, type World } from './world.ts';

/** An array that a call refers to. */
export interface TestArray {
  readonly pointer: string;
  readonly struct: Struct;
  /** Scalars by element and path, as readFields has them. */
  readonly elements: readonly ReadonlyMap<string, bigint>[];
}

/** What a call has done to the buffer; offsets in bytes. */
export interface BufferAfter {
  readonly written: ReadonlyMap<number, number>;
  /** What the kernel may have written, and nobody knows what. */
  readonly unknown: readonly { readonly offset: number; readonly length: number }[];
}

/** The memory of a test program during one call: its buffer, and the arrays of the call. */
export class TestMemory implements UserMemory {
  /** True once the kernel looked past the end of an array, where a test program has who knows what. */
  strayed = false;
  private readonly world: World;
  private readonly arrays: readonly { readonly array: TestArray; readonly start: bigint; readonly bytes: Uint8Array }[];
  private readonly buffer = new Map<bigint, number>();
  private readonly unknown: { readonly offset: number; readonly length: number }[] = [];

  constructor(world: World, arrays: readonly TestArray[]) {
    this.world = world;
    this.arrays = arrays.map((array, index) => ({
      array,
      start: arrayAddress(world, index),
      bytes: arrayBytes(array),
    }));
  }

  read(address: bigint, length: number): Uint8Array | null {
    if (!this.covers(address, BigInt(length))) return null;
    const array = this.arrayAt(address);
    if (this.isOfOnes(address, BigInt(length))) return new Uint8Array(length).fill(0xff);
    if (!array) return Uint8Array.from({ length }, (_, index) => this.buffer.get(address + BigInt(index)) ?? 0);
    const offset = Number(address - array.start);
    if (offset + length > array.bytes.length) this.strayed = true;
    return Uint8Array.from({ length }, (_, index) => array.bytes[offset + index] ?? 0);
  }

  write(address: bigint, bytes: Uint8Array): boolean {
    if (!this.covers(address, BigInt(bytes.length))) return false;
    const array = this.arrayAt(address);
    if (!array) for (const [index, byte] of bytes.entries()) this.buffer.set(address + BigInt(index), byte);
    else if (Number(address - array.start) + bytes.length > array.bytes.length) this.strayed = true;
    else array.bytes.set(bytes, Number(address - array.start));
    return true;
  }

  covers(address: bigint, length: bigint): boolean {
    if (length === 0n) return true;
    const inBuffer = address >= this.world.buffer && address + length <= bufferEnd(this.world);
    const array = this.arrayAt(address);
    return (
      inBuffer || this.isOfOnes(address, length) || (array !== null && address + length <= array.start + arrayBlock)
    );
  }

  leave(address: bigint, length: bigint): void {
    // What nobody knows no test may ask for; of what lies outside of arrays none asks.
    if (this.arrays.some(({ start }) => address < start + arrayBlock && address + length > start)) this.strayed = true;
    this.unknown.push({ offset: Number(address - this.world.buffer), length: Number(length) });
  }

  bufferAfter(): BufferAfter {
    const written = new Map([...this.buffer].map(([address, byte]) => [Number(address - this.world.buffer), byte]));
    return { written, unknown: this.unknown };
  }

  /** The arrays as the call left them. */
  after(): readonly TestArray[] {
    return this.arrays.map(({ array, bytes }) => arrayFrom(array, bytes));
  }

  private isOfOnes(address: bigint, length: bigint): boolean {
    const { ones, symbols } = this.world;
    return address >= ones && address + length <= ones + symbols.PAGE_SIZE;
  }

  private arrayAt(address: bigint): (typeof this.arrays)[number] | null {
    return this.arrays.find(({ start }) => address >= start && address < start + arrayBlock) ?? null;
  }
}

/** Where the array of a call's pointer number `index` is. */
export function arrayAddress(world: World, index: number): bigint {
  return world.arrays + BigInt(index) * arrayBlock;
}

/** An array with what the elements are that lie in memory. */
export function arrayFrom(array: TestArray, bytes: Uint8Array): TestArray {
  const { size } = layoutOf(array.struct, x86_64);
  const elements = array.elements.map((_, index) => readFields(array.struct, bytes.subarray(index * size), x86_64));
  return { ...array, elements };
}

/** An array as it lies in memory. */
export function arrayBytes({ struct, elements }: TestArray): Uint8Array {
  const { size } = layoutOf(struct, x86_64);
  const bytes = new Uint8Array(size * arrayElements);
  for (const [index, element] of elements.entries())
    writeFields(struct, bytes.subarray(index * size, (index + 1) * size), element, x86_64);
  return bytes;
}
