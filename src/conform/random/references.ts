import type { Row } from '../../machine/value.ts';
import type { State } from '../../machine/state.ts';
import type { Source } from './operation.ts';

/** A number that a call told, and where in its argument. */
export interface Told {
  readonly value: bigint;
  readonly source: Source;
}

/** Which call told what the rows of the model hold, so that a later one can say where it has a number from. */
export class References {
  private readonly sources = new WeakMap<Row, ReadonlyMap<string, Source>>();
  private readonly seen = new WeakSet<Row>();
  private readonly tables: readonly string[];

  /** `tables` are those that have rows whose numbers are given to calls. */
  constructor(tables: readonly string[]) {
    this.tables = tables;
  }

  of(row: Row, column: string): Source | null {
    return this.sources.get(row)?.get(column) ?? null;
  }

  /** After a call: rows that are new may hold what it told. */
  note(state: State, told: readonly Told[]): void {
    for (const table of this.tables)
      for (const row of state.rows(table)) {
        if (this.seen.has(row)) continue;
        this.seen.add(row);
        const found = Object.entries(row.values).flatMap(([column, value]): (readonly [string, Source])[] => {
          const by = typeof value === 'bigint' ? told.find((each) => each.value === value) : undefined;
          return by ? [[column, by.source]] : [];
        });
        if (found.length > 0) this.sources.set(row, new Map(found));
      }
  }
}
