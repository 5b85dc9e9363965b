import type { System, SystemActor } from '../system/system.ts';
import type { ActorPlace, ColumnPlace, TablePlace, Vector } from '../system/vector.ts';
import { Identifiers } from './identifiers.ts';
import { Scratch } from './scratch.ts';

/** What a table is called: an array for who is there, one for each column, each with an unused first element. */
export interface TableNames {
  readonly place: TablePlace;
  readonly live: string;
  readonly columns: ReadonlyMap<string, ColumnNames>;
  /** The `inline` that takes a row away. */
  readonly remove: string;
}

export interface ColumnNames {
  readonly place: ColumnPlace;
  readonly name: string;
}

/** What belongs to the copies of an actor: arrays with an element for each. */
export interface ActorNames {
  readonly of: SystemActor;
  /** Its copies, as they stand in a vector. */
  readonly places: readonly ActorPlace[];
  readonly counter: string;
  readonly left: string | null;
  readonly slots: readonly string[];
}

/** A system with the names that all of it has in Promela. */
export class Model {
  readonly system: System;
  readonly vector: Vector;
  /** The numbers of the rows that the world has names for. */
  readonly rows: ReadonlyMap<string, number>;
  readonly tables: ReadonlyMap<string, TableNames>;
  readonly actors: readonly ActorNames[];
  /** What says that a property is still owed; null for those that never are. */
  readonly owed: readonly (string | null)[];
  /** What says which row a name of the world stands for, where that may go. */
  readonly named: ReadonlyMap<string, string>;
  readonly identifiers = new Identifiers();
  readonly scratch = new Scratch(this.identifiers);

  constructor(system: System, vector: Vector, rows: ReadonlyMap<string, number>) {
    this.system = system;
    this.vector = vector;
    this.rows = rows;
    this.tables = new Map([...vector.tables.values()].map((place) => [place.name, this.table(place)]));
    this.actors = system.actors.map((of) => this.actor(of));
    this.owed = system.properties.map(({ name }, index) =>
      typeof vector.owed[index] === 'number' ? this.identifiers.fresh(`owed_${name}`) : null,
    );
    this.named = new Map([...vector.named.keys()].map((name) => [name, this.identifiers.fresh(`row_${name}`)]));
  }

  /** What a name of the world is: the number of its row, or what says whether that is still there. */
  row(name: string): string {
    const named = this.named.get(name);
    return named === undefined ? String(this.rows.get(name) ?? 0) : `${named}[0]`;
  }

  /** The number of a name's row; null where the row may go, or there is no such name. */
  steadyRow(name: string): number | null {
    return this.named.has(name) ? null : (this.rows.get(name) ?? null);
  }

  /** The greatest number of a word. */
  get mask(): number {
    return 2 ** this.system.world.word.bits - 1;
  }

  /** More than any number of a word. */
  get beyond(): number {
    return 0x7fff_ffff;
  }

  private table(place: TablePlace): TableNames {
    const live = this.identifiers.fresh(`${place.name}_live`);
    const columns = [...place.columns.values()].map((column): [string, ColumnNames] => [
      column.name,
      { place: column, name: this.identifiers.fresh(`${place.name}_${column.name}`) },
    ]);
    return { place, live, columns: new Map(columns), remove: this.identifiers.fresh(`remove_${place.name}`) };
  }

  private actor(of: SystemActor): ActorNames {
    const places = this.vector.actors.filter((place) => place.of === of);
    const [first] = places;
    const name = (what: string): string => this.identifiers.fresh(`${of.actor.name}_${what}`);
    return {
      of,
      places,
      counter: name('counter'),
      left: of.actor.most === null ? null : name('left'),
      slots: (first?.slots ?? []).map((_slot, index) => name(`kept_${index + 1}`)),
    };
  }
}
