import type { Interface } from '../spec/interface.ts';
import { Rows } from './rows.ts';
import { isRow, longestWord, type Position, type Row, type Value } from './value.ts';

/** What the model remembers between calls: tables of rows. */
export class State {
  private readonly tables: Map<string, Rows>;
  private readonly of: Pick<Interface, 'tables'>;
  private touched = false;

  private readonly word: bigint;

  /** `word` is the greatest number of the machine's longest word. */
  constructor(of: Pick<Interface, 'tables'>, word = longestWord) {
    this.of = of;
    this.word = word;
    this.tables = new Map([...of.tables].map(([name, { columns }]) => [name, new Rows(name, columns, word)]));
  }

  /** True once anything was inserted, removed or set. */
  get changed(): boolean {
    return this.touched;
  }

  /** The rows of a table, in the order in which loops and look-ups go over them. */
  rows(table: string): readonly Row[] {
    return this.table(table).sorted;
  }

  /** The rows of a table that have a value in a column, in no order; a truth value is 1 or 0. */
  rowsWith(table: string, column: string, value: Value): Iterable<Row> {
    return this.table(table).with(column, value);
  }

  /** The rows of a table that stand behind a position, in their order. The table must not change meanwhile. */
  *rowsBehind(table: string, position: Position): Generator<Row> {
    const { sorted } = this.table(table);
    for (let index = this.table(table).countTo(position); index < sorted.length; index++) {
      const row = sorted[index];
      if (row) yield row;
    }
  }

  /** Adds a row; columns that are not given are 0, false or null. */
  insert(table: string, values: Readonly<Record<string, Value>>): Row {
    this.touched = true;
    return this.table(table).insert(values);
  }

  /** Changes a column of a row that has not been removed. */
  set(row: Row, column: string, value: Value): void {
    this.touched = true;
    this.table(row.table).set(row, column, value);
  }

  remove(row: Row): void {
    this.touched = true;
    this.table(row.table).remove(row);
  }

  /** A state of its own with the same rows, and the rows that stand for the old ones. */
  copy(): { readonly state: State; readonly counterpart: ReadonlyMap<Row, Row> } {
    const state = new State(this.of, this.word);
    const counterpart = new Map<Row, Row>();
    for (const [name, rows] of this.tables) state.table(name).take(rows, counterpart);
    for (const rows of state.tables.values()) rows.refer(counterpart);
    return { state, counterpart };
  }

  /** The whole state as text; equal texts are equal states. Rows are named by the order in their table, not by their slots. */
  print(): string {
    const names = new Map<Row, string>();
    for (const [table, { sorted }] of this.tables)
      for (const [index, row] of sorted.entries()) names.set(row, `${table}#${String(index)}`);
    const show = (value: Value): string => (isRow(value) ? (names.get(value) ?? 'gone') : String(value));
    const showRow = (row: Row): string =>
      `{${Object.entries(row.values)
        .map(([column, value]) => `${column} ${show(value)}`)
        .join(', ')}}`;
    return [...this.tables]
      .filter(([, { sorted }]) => sorted.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([table, { sorted }]) => `${table}: ${sorted.map(showRow).join(' ')}`)
      .join('\n');
  }

  private table(name: string): Rows {
    let rows = this.tables.get(name);
    // Every call has a process and a context, also where the interface says nothing of them.
    if (!rows) this.tables.set(name, (rows = new Rows(name, [], this.word)));
    return rows;
  }
}
