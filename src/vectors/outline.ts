import { conditionsOf } from '../machine/conditions-of.ts';
import type { Program } from '../machine/program.ts';
import type { State } from '../machine/state.ts';
import { isRow, type Row, type Value } from '../machine/value.ts';
import { subexpressions, type Expression } from '../spec/expression/expression.ts';
import type { Interface } from '../spec/interface.ts';
import type { World } from './world.ts';

/** Columns that the course of some call depends on, as `table.column`. */
export function relevantColumns(programs: readonly Program[]): ReadonlySet<string> {
  const looked = programs.flatMap((program) => program.instructions.flatMap(lookedAt));
  return new Set(
    looked
      .flatMap((expression) => [...subexpressions(expression)])
      .flatMap((each) => (each.op === 'column' ? [`${each.table}.${each.column}`] : [])),
  );
}

function lookedAt(instruction: Program['instructions'][number]): readonly Expression[] {
  switch (instruction.op) {
    case 'assign':
      // What is only written to the argument or to a row decides nothing.
      return instruction.target.op === 'variable' ? [instruction.value] : [];
    case 'choose':
      return [...conditionsOf(instruction), instruction.aligned, instruction.bits];
    default:
      return conditionsOf(instruction);
  }
}

/**
 * A state without what no check tells apart: a 64-bit number counts only by its rough size and how it lies to a page.
 * Set-ups that lead to states which look the same are tried once.
 */
export function outline(of: Interface, state: State, world: World, relevant: ReadonlySet<string>): string {
  const page = world.symbols.PAGE_SIZE;
  const names = new Map<Row, string>();
  for (const table of of.tables.keys())
    for (const [index, row] of state.rows(table).entries()) names.set(row, `${table}${String(index)}`);
  const show = (value: Value, wide: boolean): string => {
    if (isRow(value)) return names.get(value) ?? 'gone';
    return typeof value === 'bigint' && wide ? rough(value, page) : String(value);
  };
  return [...of.tables.values()]
    .map((table) => {
      const wide = new Set(
        table.columns.flatMap(({ name, type }) => (type.kind === 'integer' && type.width === 64 ? [name] : [])),
      );
      const columns = table.columns.map((each) => each.name).filter((name) => relevant.has(`${table.name}.${name}`));
      const rows = state
        .rows(table.name)
        .map((row) => columns.map((name) => show(row.values[name] ?? null, wide.has(name))).join());
      return `${table.name}:${rows.join('|')}`;
    })
    .join('\n');
}

const huge = 1n << 62n;

function rough(value: bigint, page: bigint): string {
  if (value === 0n || value >= huge) return value === 0n ? '0' : 'huge';
  return value % page === 0n || (value + 1n) % page === 0n ? 'aligned' : 'unaligned';
}
