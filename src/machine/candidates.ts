import { subexpressions, type Expression } from '../spec/expression/expression.ts';
import type { State } from './state.ts';

/** The values a choice is made from: congruent to `offset` modulo `aligned`, from `from` to `to`. */
export interface Grid {
  readonly from: bigint;
  readonly to: bigint;
  readonly aligned: bigint;
  readonly offset: bigint;
}

/**
 * Values worth trying, the preferred ones first and then in ascending order: the lowest of the grid,
 * and the first of the grid at each end of a range that the condition looks at. A condition made of
 * ranges can begin to hold only there, so if none of these satisfies it, nothing does.
 */
export function* candidates(
  grid: Grid,
  preferred: readonly bigint[],
  where: Expression,
  state: State,
): Generator<bigint> {
  const aligned = grid.aligned === 0n ? 1n : grid.aligned;
  const onGrid = (value: bigint): boolean =>
    value >= grid.from && value <= grid.to && (value - grid.offset) % aligned === 0n;
  for (const value of preferred) if (onGrid(value)) yield value;
  const starts = new Set<bigint>([grid.from]);
  for (const part of subexpressions(where)) {
    if (part.op !== 'quantifier') continue;
    for (const row of state.rows(part.table)) {
      const { first, last } = row.values;
      if (typeof first === 'bigint') starts.add(first);
      if (typeof last === 'bigint') starts.add(last + 1n);
    }
  }
  const values = [...starts].map((start) => {
    const least = start > grid.from ? start : grid.from;
    const past = (least - grid.offset) % aligned;
    return past === 0n ? least : least + (past < 0n ? -past : aligned - past);
  });
  for (const value of [...new Set(values)].sort((a, b) => (a < b ? -1 : 1))) if (onGrid(value)) yield value;
}
