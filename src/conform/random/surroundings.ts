import { evaluate, type Surroundings } from '../../machine/evaluate.ts';
import { isRow, longestWord, truth, type Row, type Value } from '../../machine/value.ts';
import { x86_64Symbols } from '../../model/kernel-model.ts';
import type { Draw } from './draw.ts';
import { beside, plain, type Drawn } from './drawn.ts';
import type { Prediction } from './prediction.ts';
import type { References } from './references.ts';
import type { ColumnName, MemberUse } from './uses.ts';

/** How near a number lies to a region that is said to lie beside it. */
const nearRegion = 0x1_0000n;
const tries = 8;
/** Columns of these types tell which sort of thing a row is. */
const sorts: readonly string[] = ['state-enum', 'boolean'];
/** Rows over which the context is looked for that a row belongs to. */
const ownersAway = 2;

/**
 * The state of the model, as a call is drawn from it. Rows that it draws are remembered, and others that have to do with
 * them are drawn before the rest: a mapping of the IOAS, a HWPT of it.
 */
export class State {
  readonly draw: Draw;
  readonly prediction: Prediction;
  private readonly references: References;
  private readonly context: Row;
  private readonly chosen: Row[] = [];

  constructor(draw: Draw, prediction: Prediction, references: References, context: Row) {
    this.draw = draw;
    this.prediction = prediction;
    this.references = references;
    this.context = context;
  }

  /** A row of a table, most likely one that has to do with what was drawn before; null where the table has none. */
  row(table: string): Row | null {
    const row = this.candidate(table);
    if (row) this.chosen.push(row);
    return row;
  }

  private candidate(table: string): Row | null {
    const { draw } = this;
    const all = this.prediction.model.state.rows(table);
    const foreign = draw.percent(4);
    const own = foreign ? all : all.filter((row) => this.isOwn(row));
    const related = draw.percent(65) ? own.filter((row) => this.isRelated(row)) : [];
    return this.oneOf(related.length > 0 ? related : own, table);
  }

  /** One of several rows of a table; half of the time of whatever sort, so that what there is much of does not hide the rest. */
  private oneOf(rows: readonly Row[], table: string): Row | null {
    const { draw } = this;
    if (rows.length < 2 || draw.percent(50)) return draw.one(rows) ?? null;
    const { tables } = this.prediction.model.interface;
    const telling = (tables.get(table)?.columns ?? []).filter(({ type }) => sorts.includes(type.kind));
    const sortOf = ({ values }: Row): string => JSON.stringify(telling.map(({ name }) => shown(values[name])));
    const sort = draw.one([...new Set(rows.map(sortOf))]);
    return draw.one(rows.filter((row) => sortOf(row) === sort)) ?? null;
  }

  /** A number that a column holds; null where the table has no rows. */
  column(name: ColumnName): Drawn | null {
    const row = this.row(name.table);
    return row && this.of(row, name.column);
  }

  of(row: Row, column: string): Drawn | null {
    const value = row.values[column];
    if (typeof value !== 'bigint') return null;
    const source = this.references.of(row, column);
    return source ? { value, given: { add: '0', to: source } } : this.placed(value);
  }

  /** A key that finds something; null where none was found. */
  key(use: MemberUse): Drawn | null {
    const key = this.draw.one(use.keyOf);
    if (!key) return null;
    const { find, local, columns } = key;
    for (let turn = 0; turn < tries; turn++) {
      const column = this.draw.one(columns);
      const row = column && this.candidate(column.table);
      const drawn = row && this.of(row, column.column);
      if (!drawn) continue;
      const found = this.prediction.model.state.rows(find.table).find((each) => {
        const locals = new Map<string, Value>([
          ['context', this.context],
          ['process', this.prediction.process],
          [local, drawn.value],
          [find.row, each],
        ]);
        return truth(evaluate(find.where, this.around(locals)));
      });
      if (!found) continue;
      this.chosen.push(row, found);
      return drawn;
    }
    return null;
  }

  /** A number that may lie in or near a region: then it is said so. */
  placed(value: bigint): Drawn {
    const { regions } = this.prediction.binding;
    for (const [region, start] of regions.entries())
      if (value >= start - nearRegion && value < start + 0x40_0000n)
        return beside({ value: start, given: { add: '0', to: { kind: 'region', region } } }, value - start);
    return plain(value);
  }

  private around(locals: ReadonlyMap<string, Value>): Surroundings {
    return { state: this.prediction.model.state, environment: noEnvironment, fields: new Map(), locals };
  }

  /** Does a row belong to the context, or to none? */
  private isOwn(row: Row): boolean {
    const owner = this.owner(row, ownersAway);
    return owner === null || owner === this.context;
  }

  private owner({ values }: Row, away: number): Row | null {
    const { context } = values;
    if (context !== undefined && context !== null && isRow(context)) return context;
    if (away === 0) return null;
    for (const value of Object.values(values)) {
      const owner = value !== null && isRow(value) ? this.owner(value, away - 1) : null;
      if (owner) return owner;
    }
    return null;
  }

  private isRelated(row: Row): boolean {
    return this.chosen.some(
      (each) => each === row || refersTo(row, each) || refersTo(each, row) || sharesOwner(row, each),
    );
  }
}

/** A state or a truth value, for comparison. */
function shown(value: Value | undefined): string | boolean | null {
  return typeof value === 'bigint' ? value.toString() : typeof value === 'boolean' ? value : null;
}

function refersTo({ values }: Row, other: Row): boolean {
  for (const value of Object.values(values)) if (value === other) return true;
  return false;
}

/** Have two rows of different tables the same row of a third one? */
function sharesOwner(a: Row, b: Row): boolean {
  if (a.table === b.table) return false;
  const owners = Object.values(a.values).filter((value) => value !== null && isRow(value) && value.table === 'object');
  return owners.some((owner) => owner !== null && isRow(owner) && refersTo(b, owner));
}

/** Look-ups ask nothing of it but symbols. */
const noEnvironment: Surroundings['environment'] = {
  word: longestWord,
  symbol: (name) => x86_64Symbols[name],
  callSize: () => 0n,
  ask: () => true,
  readElement: () => null,
  writeElements: () => false,
  reply: () => false,
  fails: () => null,
  preferred: () => [],
};
