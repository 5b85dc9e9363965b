import type { ValueType } from '../../spec/expression/expression.ts';
import type { Local, Cursor } from '../program.ts';
import { isCursor } from './point.ts';
import { useOf } from './use.ts';
import type { System, SystemActor } from './system.ts';

/** The bits that a number up to `greatest` takes. */
export function bitsFor(greatest: number): number {
  return 32 - Math.clz32(greatest);
}

/** Where a column stands in each row of a table. A column that nothing reads stands nowhere. */
export interface ColumnPlace {
  readonly name: string;
  readonly type: ValueType;
  readonly bits: number;
  /** From the row's start; the row's live bit is at 0. */
  readonly offset: number;
}

/** Where a table stands: row 1 at `base`, each next one `stride` behind. */
export interface TablePlace {
  readonly name: string;
  readonly base: number;
  readonly stride: number;
  readonly rows: number;
  readonly columns: ReadonlyMap<string, ColumnPlace>;
}

/** One of an actor's copies. */
export interface ActorPlace {
  readonly of: SystemActor;
  /** Its number among the actor's copies. */
  readonly copy: number;
  readonly counter: number;
  /** How many actions it may still begin; null where nothing bounds it. */
  readonly left: number | null;
  readonly slots: readonly number[];
}

/** What a kept local or cursor takes: one number, or of a cursor over rows two, `first` and slot. */
export interface Part {
  readonly bits: number;
  /** The table whose rows it names; null where it is no row. */
  readonly table: string | null;
}

/**
 * A state as a list of small numbers: what of it is where, and how many bits each takes. What cannot change takes none,
 * and is as the start has left it. Row numbers count from 1; 0 is no row.
 */
export class Vector {
  /** The bits of each number. */
  readonly bits: readonly number[];
  readonly tables: ReadonlyMap<string, TablePlace>;
  readonly actors: readonly ActorPlace[];
  /** For each property that must follow something, the number that says it is still owed; null for the others. */
  readonly owed: readonly (number | null)[];
  /** What the names of the world stand for whose row may go: 0 from then on, whatever comes in its place. */
  readonly named: ReadonlyMap<string, number>;
  /** 1 once a row has been removed that a sleeping call still refers to. */
  readonly dangling: number;
  private readonly system: System;

  constructor(system: System) {
    this.system = system;
    const bits: number[] = [];
    const place = (count: number): number => bits.push(count) - 1;
    const tables = new Map<string, TablePlace>();
    const use = useOf(system);
    for (const [name, rows] of system.world.rows) {
      const table = system.interface.tables.get(name);
      if (!table || rows === 0) continue;
      const base = bits.length;
      const columns = new Map<string, ColumnPlace>();
      for (const { name: column, type } of table.columns)
        if (use.reads(name, column))
          columns.set(column, { name: column, type, bits: this.bitsOf(type), offset: columns.size + 1 });
      for (let row = 0; row < rows; row++) {
        place(use.moves(name) ? 1 : 0);
        for (const each of columns.values()) place(use.changes(name, each.name) ? each.bits : 0);
      }
      tables.set(name, { name, base, stride: columns.size + 1, rows, columns });
    }
    const actors: ActorPlace[] = [];
    for (const of of system.actors) {
      const widths = this.slotBits(of);
      for (let copy = 0; copy < of.actor.count; copy++) {
        const counter = place(bitsFor(of.points.length));
        const left = of.actor.most === null ? null : place(bitsFor(of.actor.most));
        actors.push({ of, copy, counter, left, slots: widths.map(place) });
      }
    }
    const outlived = system.world.names.filter(({ name }) => use.outlived(name));
    this.named = new Map(outlived.map(({ name, type }) => [name, place(this.bitsOf(type))]));
    this.tables = tables;
    this.actors = actors;
    this.owed = system.properties.map((each) => (each.after ? place(1) : null));
    this.dangling = place(actors.some((each) => each.of.points.some((point) => this.keepsRows(point.kept))) ? 1 : 0);
    this.bits = bits;
  }

  /** The parts that a kept local or cursor takes, in the order of their slots. */
  parts(kept: Local | Cursor): readonly Part[] {
    const { word, arrays } = this.system.world;
    if (!isCursor(kept)) {
      const table = kept.type.kind === 'row' ? kept.type.table : null;
      return [{ bits: this.bitsOf(kept.type), table }];
    }
    const number = { bits: word.bits + 1, table: null };
    if (kept.over === 'gaps') return [number];
    if (kept.over === 'elements')
      return [{ bits: bitsFor(Math.max(0, ...arrays.map((each) => each.length))), table: null }];
    const most = Math.max(0, ...this.system.world.rows.values());
    return [number, { bits: bitsFor(most), table: null }];
  }

  /** The bits that a value of a type takes in this world. */
  bitsOf(type: ValueType): number {
    const { world, interface: of } = this.system;
    switch (type.kind) {
      case 'integer':
        return Math.min(type.width, world.word.bits);
      case 'literal':
        return world.word.bits;
      case 'boolean':
        return 1;
      case 'row':
        return bitsFor(world.rows.get(type.table) ?? 0);
      case 'state-enum':
        return bitsFor((of.stateEnums.get(type.name)?.values.length ?? 1) - 1);
      case 'null':
        return 0;
    }
  }

  private slotBits({ points }: SystemActor): readonly number[] {
    const widths: number[] = [];
    for (const { kept } of points)
      for (const [index, { bits }] of kept.flatMap((each) => this.parts(each)).entries())
        widths[index] = Math.max(widths[index] ?? 0, bits);
    return widths;
  }

  private keepsRows(kept: readonly (Local | Cursor)[]): boolean {
    return kept.some((each) => !isCursor(each) && each.type.kind === 'row');
  }
}
