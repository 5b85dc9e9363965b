/**
 * What a program does to a kernel, step by step, as plain data that can be written as JSON: it needs no spec to be done
 * (perform.ts), so that a kernel in a slow machine has little to compute. A value that one run differs in from the next
 * (an address, an ID, a descriptor) is given by where it comes from.
 */
export interface Case {
  /** Memory that the program has from the start. */
  readonly regions: readonly RegionPlan[];
  readonly operations: readonly Operation[];
}

export type RegionKind = 'anonymous' | 'memfd' | 'huge' | 'read-only';

export interface RegionPlan {
  readonly kind: RegionKind;
  readonly pages: number;
  /** Pages, by their index, that may not be read or written. */
  readonly holes: readonly number[];
}

export type Operation = {
  /** Unique in its case, and the same in each case that is made of it by leaving something out. */
  readonly id: number;
} & (
  | { readonly op: 'open' }
  | { readonly op: 'close'; readonly descriptor: Source; readonly isContext: boolean }
  | {
      readonly op: 'ioctl';
      readonly descriptor: Source;
      readonly request: number;
      /** Whether the caller has its capabilities. */
      readonly privileged: boolean;
      readonly argument: Argument;
      /** Where in the argument, in bytes, the call tells of descriptors that it opens, each a u32. */
      readonly gives: readonly number[];
    }
  /** From now on nothing of a region may be read or written. */
  | { readonly op: 'unmap'; readonly region: number }
  /** Sets RLIMIT_MEMLOCK; null for no limit. */
  | { readonly op: 'limit'; readonly pages: number | null }
  /** Looks at what the process has pinned and locked. */
  | { readonly op: 'ledgers' }
);

export type IoctlOperation = Extract<Operation, { readonly op: 'ioctl' }>;

export type Argument =
  /** The third parameter of ioctl(2) itself. */
  { readonly kind: 'number'; readonly number: string } | BytesArgument;

export interface BytesArgument {
  readonly kind: 'bytes';
  /** Hexadecimal. Behind them no memory is mapped. */
  readonly bytes: string;
  readonly patches: readonly Patch[];
  readonly memory: 'writable' | 'read-only' | 'missing';
  /** The array that the argument refers to; null where none is looked at. */
  readonly array: ArrayArgument | null;
}

export interface ArrayArgument {
  /** The offset in the argument of the member that says where it is. */
  readonly pointer: number;
  /** What is written there before the call; null where what is there is left as it is. */
  readonly bytes: string | null;
  /** How many bytes of it are looked at, before and after the call. */
  readonly length: number;
}

/** A number to be put into bytes, least significant byte first. */
export interface Patch {
  readonly offset: number;
  readonly width: 1 | 2 | 4 | 8;
  readonly value: Given;
}

/** A number, as digits, or one beside what is known only in a run. Arithmetic is unsigned 64-bit. */
export interface Given {
  readonly add: string;
  readonly to: Source | null;
}

export type Source =
  /** Where a region starts. */
  | { readonly kind: 'region'; readonly region: number }
  /** Where the calls' own arrays are. */
  | { readonly kind: 'arrays' }
  /** What an operation returned: a descriptor. */
  | { readonly kind: 'result'; readonly operation: number }
  /** Bytes of an operation's argument after it. */
  | { readonly kind: 'output'; readonly operation: number; readonly offset: number; readonly width: 1 | 2 | 4 | 8 };

/** What a case came to. */
export interface Performed {
  /** Where each region starts. */
  readonly regions: readonly string[];
  readonly arrays: string;
  /** By operation, in their order. */
  readonly results: readonly PerformedOperation[];
}

/** What an operation came to; what it has nothing of is absent. */
export interface PerformedOperation {
  readonly result: number;
  /** The errno's name; null for success. */
  readonly errno: string | null;
  /** Whether the call was made to fail, and came to the point where it was to. */
  readonly failed?: boolean;
  /** The argument before and after the call, hexadecimal. */
  readonly before?: string;
  readonly after?: string;
  /** The array before and after the call: as much of it as could be read. */
  readonly arrayBefore?: string;
  readonly arrayAfter?: string;
  /** Pages. */
  readonly pinned?: number;
  readonly locked?: number;
}
