import type { EnvironmentQuestion, SymbolName } from '../spec/expression/expression.ts';
import type { Struct } from '../spec/interface.ts';
import type { Origin } from './program.ts';

/** Some elements of an array in user memory, one behind the other. */
export interface Elements {
  /** The address of the array's first element. */
  readonly array: bigint;
  /** Counts from 0. */
  readonly index: bigint;
  readonly count: bigint;
}

/** What surrounds a call: the caller's memory and rights, and what may go wrong. */
export interface Environment {
  /** The greatest number of the longest word: arithmetic wraps there. */
  readonly word: bigint;
  symbol(name: SymbolName): bigint;
  /** How long, in bytes, the argument claims to be, and how long it must be at least. */
  callSize(which: 'size' | 'min_size'): bigint;
  ask(question: EnvironmentQuestion, operands: readonly bigint[]): boolean;
  /** The fields of element `index` of an array in user memory, by path; null where it cannot be read. */
  readElement(struct: Struct, array: bigint, index: bigint): Readonly<Record<string, bigint>> | null;
  /** False where the memory cannot be written. Where `values` is null, anything may be there from now on. */
  writeElements(struct: Struct, elements: Elements, values: Readonly<Record<string, bigint>> | null): boolean;
  /** Copies the argument (null: all of it) back; false where it cannot be written. */
  reply(fields: readonly string[] | null, argument: ReadonlyMap<string, bigint>): boolean;
  /**
   * Does the allocation, or the driver, fail here? The errno, or null. Of a look-up that finds something, whose `errno` is
   * `lookup`: anything but null makes it find nothing, as a kernel built for its own tests can be made to do.
   */
  fails(errno: string, origin: Origin): string | null;
  /** Numbers to try first for a choice that the member `told` of the argument tells; null where none does. */
  preferred(told: string | null): readonly bigint[];
}
