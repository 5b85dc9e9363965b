import type { ValueType } from '../spec/expression/expression.ts';

/** A value of the evaluator: a 64-bit number (also of a state enumeration, by index), a truth value, or a row. */
export type Value = bigint | boolean | Row | null;

/** One row of a table. */
export interface Row {
  readonly table: string;
  /** The place in the table that it takes, the lowest that was free; -1 once it has been removed. */
  readonly slot: number;
  readonly values: Readonly<Record<string, Value>>;
}

export function isRow(value: Value): value is Row {
  return typeof value === 'object' && value !== null;
}

/** C's idea of truth. */
export function truth(value: Value): boolean {
  return typeof value === 'bigint' ? value !== 0n : typeof value === 'boolean' ? value : value !== null;
}

/** What a column or a local of a type holds before it is written. */
export function nothing(type: ValueType): Value {
  if (type.kind === 'boolean') return false;
  return type.kind === 'row' || type.kind === 'null' ? null : 0n;
}

/** The greatest number of a 64-bit word. */
export const longestWord = 0xffff_ffff_ffff_ffffn;

/**
 * A value as a column or a local of a type holds it: as an assignment in C converts it. `word` is the greatest number of
 * the machine's longest word.
 */
export function stored(value: Value, type: ValueType, word = longestWord): Value {
  if (type.kind === 'boolean') return truth(value);
  if (type.kind !== 'integer') return value;
  const number = typeof value === 'boolean' ? BigInt(value) : value;
  return typeof number === 'bigint' ? BigInt.asUintN(type.width, number) & word : number;
}

/** Where a row stands among those of its table: ranges go by their first, and rows of one first by their slot. */
export interface Position {
  readonly first: bigint;
  readonly slot: number;
}

export function positionOf(row: Row): Position {
  const { first } = row.values;
  return { first: typeof first === 'bigint' ? first : 0n, slot: row.slot };
}
