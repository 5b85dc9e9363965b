import { evaluate, matching, number, type Surroundings } from './evaluate.ts';
import type { Instruction } from './program.ts';
import type { Position, Row } from './value.ts';

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>;

/** The first matching row behind a position; null where there is none. */
export function nextRow(loop: Of<'next-row'>, reached: Position | null, around: Surroundings): Row | null {
  const { state } = around;
  const behind = reached === null ? state.rows(loop.table) : state.rowsBehind(loop.table, reached);
  return first(matching(behind, loop.row, loop.where, around));
}

/** Both ends of a range of numbers. */
export interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * The first range within the bounds of a loop, and behind the end of the one before, that no matching row has a part of;
 * null where there is none.
 */
export function nextGap(loop: Of<'next-gap'>, reached: bigint | null, around: Surroundings): Range | null {
  const bound = (end: 'from' | 'to'): bigint => number(evaluate(loop[end], around), loop[end].span);
  const to = bound('to');
  // Not cut to 64 bits: behind the last number there is nothing.
  let from = reached === null ? bound('from') : reached + 1n;
  for (const row of matching(around.state.rows(loop.table), loop.row, loop.where, around)) {
    if (from > to) return null;
    const range = rangeOf(row);
    if (range.first > from) return { first: from, last: range.first - 1n < to ? range.first - 1n : to };
    if (range.last >= from) from = range.last + 1n;
  }
  return from > to ? null : { first: from, last: to };
}

function rangeOf({ values: { first: begin, last: end } }: Row): Range {
  return { first: typeof begin === 'bigint' ? begin : 0n, last: typeof end === 'bigint' ? end : 0n };
}

/** The first of some values; null of none. */
export function first<Value>(values: Iterable<Value>): Value | null {
  for (const value of values) return value;
  return null;
}
