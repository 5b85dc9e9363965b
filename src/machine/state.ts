import type { ValueType } from '../spec/expression/expression.ts';
import type { Interface } from '../spec/interface.ts';

/** A value of the evaluator: a 64-bit number (also of a state enumeration, by index), a truth value, or a row. */
export type Value = bigint | boolean | Row | null;

/** One row of a table. */
export interface Row {
  /** Unique in the life of a state, and ascending with age. */
  readonly key: number;
  readonly table: string;
  readonly values: Record<string, Value>;
}

/** What the model remembers between calls: tables of rows. */
export class State {
  private readonly tables = new Map<string, Row[]>();
  private readonly columns: ReadonlyMap<string, readonly { readonly name: string; readonly type: ValueType }[]>;
  private readonly of: Pick<Interface, 'tables'>;
  private nextKey = 1;

  constructor(of: Pick<Interface, 'tables'>) {
    this.columns = new Map([...of.tables].map(([name, table]) => [name, table.columns]));
    this.of = of;
  }

  rows(table: string): readonly Row[] {
    return this.tables.get(table) ?? [];
  }

  /** Adds a row; columns that are not given are 0, false or null. */
  insert(table: string, values: Readonly<Record<string, Value>>): Row {
    const all: Record<string, Value> = {};
    for (const column of this.columns.get(table) ?? []) all[column.name] = values[column.name] ?? nothing(column.type);
    const row: Row = { key: this.nextKey++, table, values: all };
    const rows = this.tables.get(table);
    if (rows) rows.push(row);
    else this.tables.set(table, [row]);
    return row;
  }

  remove(row: Row): void {
    const rows = this.tables.get(row.table);
    if (rows)
      this.tables.set(
        row.table,
        rows.filter((each) => each !== row),
      );
  }

  /** A state of its own with the same rows, and the rows that stand for the old ones. */
  copy(): { readonly state: State; readonly counterpart: ReadonlyMap<Row, Row> } {
    const state = new State(this.of);
    state.nextKey = this.nextKey;
    const counterpart = new Map<Row, Row>();
    for (const [name, rows] of this.tables)
      state.tables.set(
        name,
        rows.map((row) => {
          const own: Row = { key: row.key, table: row.table, values: { ...row.values } };
          counterpart.set(row, own);
          return own;
        }),
      );
    for (const row of counterpart.values())
      for (const [column, value] of Object.entries(row.values))
        if (isRow(value)) row.values[column] = counterpart.get(value) ?? null;
    return { state, counterpart };
  }

  /** The whole state as text; equal texts are equal states. Rows are named by their age, not their key. */
  print(): string {
    const names = new Map<Row, string>();
    for (const [table, rows] of this.tables)
      for (const [index, row] of rows.entries()) names.set(row, `${table}#${String(index)}`);
    const show = (value: Value): string => (isRow(value) ? (names.get(value) ?? 'gone') : String(value));
    return [...this.tables]
      .filter(([, rows]) => rows.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([table, rows]) =>
          `${table}: ${rows
            .map(
              (row) =>
                `{${Object.entries(row.values)
                  .map(([column, value]) => `${column} ${show(value)}`)
                  .join(', ')}}`,
            )
            .join(' ')}`,
      )
      .join('\n');
  }
}

export function isRow(value: Value): value is Row {
  return typeof value === 'object' && value !== null;
}

function nothing(type: ValueType): Value {
  if (type.kind === 'boolean') return false;
  return type.kind === 'row' || type.kind === 'null' ? null : 0n;
}
