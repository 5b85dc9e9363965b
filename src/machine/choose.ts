import { parts, subexpressions, type Expression } from '../spec/expression/expression.ts';
import { Bound, evaluate, number, type Surroundings } from './evaluate.ts';
import { UndecidedChoice } from './model-error.ts';
import type { Instruction } from './program.ts';
import type { State } from './state.ts';
import { truth, type Row } from './value.ts';

type Choose = Extract<Instruction, { op: 'choose' }>;

/** What a choice is made from: the multiples of `aligned` that have all bits of `bits`, from `from` to `to`. */
interface Grid {
  readonly from: bigint;
  readonly to: bigint;
  readonly aligned: bigint;
  readonly bits: bigint;
}

/** Grids of no more numbers than this are tried one by one. */
const small = 0x1_0000n;

/**
 * The number that is chosen: one that the environment prefers if it will do, else the lowest; null where none will do.
 *
 * On a large grid only the first number is tried, and for each row that the condition looks at the first number in and
 * behind its range, or of a row without a range each number that it holds and the one behind: a condition that says which
 * ranges or numbers the choice meets or keeps clear of can begin to hold nowhere else. There, `bits` are set in the first
 * multiple, as kernels do, and the lowest number that has them is not looked for.
 *
 * @throws UndecidedChoice where the condition bounds the choice in another way, and nothing that was tried will do
 */
export function choose(instruction: Choose, around: Surroundings): bigint | null {
  const value = (expression: Expression): bigint => number(evaluate(expression, around), expression.span);
  const aligned = value(instruction.aligned);
  const grid: Grid = {
    from: value(instruction.from),
    to: value(instruction.to),
    aligned: aligned === 0n ? 1n : aligned,
    bits: value(instruction.bits),
  };
  const locals = new Bound(instruction.variable, around.locals);
  const inner: Surroundings = { ...around, locals };
  for (const candidate of candidates(grid, instruction, around)) {
    if (candidate < grid.from || candidate > grid.to || !isOnGrid(grid, candidate)) continue;
    locals.value = candidate;
    if (truth(evaluate(instruction.where, inner))) return candidate;
  }
  if (isLarge(grid) && comparesDirectly(instruction.where, instruction.variable))
    throw new UndecidedChoice(
      'whether there is a number to choose cannot be told: bounds of it belong into from and to',
      instruction.origin.span,
    );
  return null;
}

function* candidates(grid: Grid, { told, where }: Choose, { environment, state }: Surroundings): Generator<bigint> {
  yield* environment.preferred(told);
  if (isLarge(grid)) yield* starts(grid, where, state);
  else for (let value = alignedUp(grid, grid.from); value <= grid.to; value += grid.aligned) yield value;
}

function isLarge({ from, to, aligned }: Grid): boolean {
  return (to - from) / aligned >= small;
}

/** Where a condition about rows can begin to hold, in ascending order. */
function starts(grid: Grid, where: Expression, state: State): readonly bigint[] {
  const found = new Set([grid.from]);
  for (const table of tablesOf(where))
    for (const row of state.rows(table)) for (const start of startsAt(row)) found.add(start);
  const values = [...found].map((start) => alignedUp(grid, start > grid.from ? start : grid.from) | grid.bits);
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));
}

const knownTables = new WeakMap<Expression, readonly string[]>();

/** The tables that a condition looks at. */
function tablesOf(where: Expression): readonly string[] {
  let tables = knownTables.get(where);
  if (!tables) {
    const quantified = [...subexpressions(where)].flatMap((part) => (part.op === 'quantifier' ? [part.table] : []));
    knownTables.set(where, (tables = [...new Set(quantified)]));
  }
  return tables;
}

function startsAt({ values }: Row): readonly bigint[] {
  const { first, last } = values;
  if (typeof first === 'bigint' && typeof last === 'bigint') return [first, last + 1n];
  return Object.values(values).flatMap((value) => (typeof value === 'bigint' ? [value, value + 1n] : []));
}

function isOnGrid({ aligned, bits }: Grid, value: bigint): boolean {
  return value % aligned === 0n && (value & bits) === bits;
}

/** The lowest multiple that is not below `least`. */
function alignedUp({ aligned }: Grid, least: bigint): bigint {
  const past = least % aligned;
  return past === 0n ? least : least + aligned - past;
}

/** Is a variable compared with anything but what rows hold? */
function comparesDirectly(expression: Expression, variable: string): boolean {
  if (expression.op === 'quantifier') return false;
  if (expression.op === 'variable') return expression.name === variable;
  return (expression.op === 'function' ? [expression.body] : parts(expression)).some((part) =>
    comparesDirectly(part, variable),
  );
}
