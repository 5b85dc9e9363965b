import type { ValueType } from '../spec/expression/expression.ts';
import type { Interface } from '../spec/interface.ts';

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

/** A value as a column or a local of a type holds it: as an assignment in C converts it. */
export function stored(value: Value, type: ValueType): Value {
  if (type.kind === 'boolean') return truth(value);
  if (type.kind !== 'integer') return value;
  const number = typeof value === 'boolean' ? BigInt(value) : value;
  return typeof number === 'bigint' ? BigInt.asUintN(type.width, number) : number;
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

interface OwnRow extends Row {
  slot: number;
  readonly values: Record<string, Value>;
}

/** What the model remembers between calls: tables of rows. */
export class State {
  private readonly tables: Map<string, Rows>;
  private readonly of: Pick<Interface, 'tables'>;
  private touched = false;

  constructor(of: Pick<Interface, 'tables'>) {
    this.of = of;
    this.tables = new Map([...of.tables].map(([name, { columns }]) => [name, new Rows(name, columns)]));
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
    const state = new State(this.of);
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
    if (!rows) this.tables.set(name, (rows = new Rows(name, [])));
    return rows;
  }
}

/** The rows of one table. */
class Rows {
  /** In the order of their positions. */
  readonly sorted: OwnRow[] = [];
  /** Slots that have been left, the lowest last. */
  private readonly left: number[] = [];
  private readonly name: string;
  private readonly columns: ReadonlyMap<string, ValueType>;
  /** The rows by their values in the columns that were asked for. */
  private readonly indexes = new Map<string, Map<Value, Set<OwnRow>>>();

  constructor(name: string, columns: readonly { readonly name: string; readonly type: ValueType }[]) {
    this.name = name;
    this.columns = new Map(columns.map((each) => [each.name, each.type]));
  }

  countTo({ first, slot }: Position): number {
    return lowest(this.sorted.length, (index) => {
      const own = positionOf(this.at(index));
      return own.first > first || (own.first === first && own.slot > slot);
    });
  }

  with(column: string, value: Value): Iterable<Row> {
    let index = this.indexes.get(column);
    if (!index) {
      this.indexes.set(column, (index = new Map<Value, Set<OwnRow>>()));
      for (const row of this.sorted) enter(index, row, column);
    }
    return index.get(keyOf(value)) ?? [];
  }

  insert(values: Readonly<Record<string, Value>>): Row {
    // A column may be called as something that every object has, as toString.
    const given = new Map(Object.entries(values));
    const all = [...this.columns].map(
      ([name, type]) => [name, stored(given.get(name) ?? nothing(type), type)] as const,
    );
    const slot = this.left.pop() ?? this.sorted.length;
    const row: OwnRow = { table: this.name, slot, values: Object.fromEntries(all) };
    this.sorted.splice(this.countTo(positionOf(row)), 0, row);
    for (const [column, index] of this.indexes) enter(index, row, column);
    return row;
  }

  set(row: Row, column: string, value: Value): void {
    const type = this.columns.get(column);
    if (!type) throw new Error(`${this.name} has no column '${column}'`);
    const index = this.indexOf(row);
    const own = this.at(index);
    const byValue = this.indexes.get(column);
    if (byValue) leave(byValue, own, column);
    own.values[column] = stored(value, type);
    if (byValue) enter(byValue, own, column);
    if (column !== 'first') return;
    this.sorted.splice(index, 1);
    this.sorted.splice(this.countTo(positionOf(own)), 0, own);
  }

  remove(row: Row): void {
    const [own] = this.sorted.splice(this.indexOf(row), 1);
    if (!own) return;
    for (const [column, index] of this.indexes) leave(index, own, column);
    const { slot } = own;
    this.left.splice(
      lowest(this.left.length, (index) => (this.left[index] ?? -1) < slot),
      0,
      slot,
    );
    own.slot = -1;
  }

  /** Makes this table hold the rows of another. */
  take(other: Rows, counterpart: Map<Row, Row>): void {
    this.left.push(...other.left);
    for (const row of other.sorted) {
      const own: OwnRow = { ...row, values: { ...row.values } };
      counterpart.set(row, own);
      this.sorted.push(own);
    }
  }

  /** Lets columns that refer to rows refer to their counterparts. */
  refer(counterpart: ReadonlyMap<Row, Row>): void {
    for (const { values } of this.sorted)
      for (const [column, value] of Object.entries(values))
        if (isRow(value)) values[column] = counterpart.get(value) ?? value;
  }

  private at(index: number): OwnRow {
    const row = this.sorted[index];
    if (!row) throw new Error(`${this.name} has no row ${String(index)}`);
    return row;
  }

  private indexOf(row: Row): number {
    const index = this.countTo(positionOf(row)) - 1;
    if (this.sorted[index] !== row) throw new Error(`the row of ${this.name} has been removed`);
    return index;
  }
}

/** What values that are equal have in common. */
function keyOf(value: Value): Value {
  return typeof value === 'boolean' ? BigInt(value) : value;
}

function enter(index: Map<Value, Set<OwnRow>>, row: OwnRow, column: string): void {
  const key = keyOf(row.values[column] ?? null);
  const rows = index.get(key);
  if (rows) rows.add(row);
  else index.set(key, new Set([row]));
}

function leave(index: Map<Value, Set<OwnRow>>, row: OwnRow, column: string): void {
  const key = keyOf(row.values[column] ?? null);
  const rows = index.get(key);
  rows?.delete(row);
  if (rows?.size === 0) index.delete(key);
}

/** The lowest number below `length` that something is true of, which is then true of all above; `length` where there is none. */
function lowest(length: number, isTrue: (index: number) => boolean): number {
  let [from, to] = [0, length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isTrue(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
