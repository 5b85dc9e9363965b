import type { ValueType } from '../spec/expression/expression.ts';
import { isRow, nothing, positionOf, stored, type Position, type Row, type Value } from './value.ts';

interface OwnRow extends Row {
  slot: number;
  readonly values: Record<string, Value>;
}

/** The rows of one table. */
export class Rows {
  /** In the order of their positions. */
  readonly sorted: OwnRow[] = [];
  /** Slots that have been left, the lowest last. */
  private readonly left: number[] = [];
  private readonly name: string;
  private readonly columns: ReadonlyMap<string, ValueType>;
  /** The columns that refer to rows. */
  private readonly references: readonly string[];
  /** The rows by their values in the columns that were asked for. */
  private readonly indexes = new Map<string, Map<Value, Set<OwnRow>>>();

  private readonly word: bigint;

  constructor(name: string, columns: readonly { readonly name: string; readonly type: ValueType }[], word: bigint) {
    this.name = name;
    this.word = word;
    this.columns = new Map(columns.map((each) => [each.name, each.type]));
    this.references = columns.flatMap(({ name: column, type }) => (type.kind === 'row' ? [column] : []));
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
      ([name, type]) => [name, stored(given.get(name) ?? nothing(type), type, this.word)] as const,
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
    own.values[column] = stored(value, type, this.word);
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
    if (this.references.length === 0) return;
    for (const { values } of this.sorted)
      for (const column of this.references) {
        const value = values[column] ?? null;
        if (isRow(value)) values[column] = counterpart.get(value) ?? value;
      }
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
