import type { Model } from './model.ts';

/** Arrays of numbers that belong together. */
export interface DeclarationsView {
  readonly comment: string;
  readonly arrays: readonly ArrayView[];
}

export interface ArrayView {
  /** Null for what changes; of what does not, no state has to hold it. */
  readonly constant: 'hidden' | null;
  readonly type: 'byte' | 'short' | 'int';
  readonly name: string;
  readonly size: number;
  /** Its values at first; null where all are 0. */
  readonly values: string | null;
}

/** What a state is made of, with its values at first, which are given as the numbers of the vector. */
export function declarationsOf(model: Model, initial: Int32Array): readonly DeclarationsView[] {
  const { vector, system } = model;
  const at = (index: number): number => initial[index] ?? 0;
  const width = (index: number): number => vector.bits[index] ?? 0;
  const tables = [...model.tables.values()].map(({ place, live, columns }): DeclarationsView => {
    const arrayOf = (name: string, offset: number, bits: number): ArrayView => {
      const places = Array.from({ length: place.rows }, (_row, index) => place.base + index * place.stride + offset);
      const constant = places.every((index) => width(index) === 0);
      return array(name, constant, bits, [0, ...places.map(at)]);
    };
    return {
      comment: `Rows of ${place.name}: ${place.rows}, from 1. There is no row 0.`,
      arrays: [
        arrayOf(live, 0, 2),
        ...[...columns.values()].map((column) => arrayOf(column.name, column.place.offset, column.place.bits)),
      ],
    };
  });
  const actors = model.actors.map(({ of, places, counter, left, slots }): DeclarationsView => {
    const arrayOf = (name: string, find: (place: (typeof places)[number]) => number): ArrayView => {
      const found = places.map(find);
      return array(name, false, Math.max(...found.map(width)), found.map(at));
    };
    return {
      comment: `${of.actor.name}: where each copy of it stands, and what it keeps there.`,
      arrays: [
        arrayOf(counter, (place) => place.counter),
        ...(left === null ? [] : [arrayOf(left, (place) => place.left ?? 0)]),
        ...slots.map((slot, index) => arrayOf(slot, (place) => place.slots[index] ?? 0)),
      ],
    };
  });
  const owed = model.owed.flatMap((name, index): DeclarationsView[] => {
    const place = vector.owed[index];
    if (name === null || typeof place !== 'number') return [];
    const property = system.properties[index]?.name ?? '';
    return [{ comment: `Is what ${property} asks for still owed?`, arrays: [array(name, false, 1, [at(place)])] }];
  });
  const named = [...model.named].map(([name, variable]): DeclarationsView => {
    const place = vector.named.get(name) ?? -1;
    return {
      comment: `The row ${name}; 0 once it has gone.`,
      arrays: [array(variable, false, width(place), [at(place)])],
    };
  });
  return [...tables, ...actors, ...owed, ...named];
}

function array(name: string, constant: boolean, bits: number, values: readonly number[]): ArrayView {
  const type = bits <= 8 ? 'byte' : bits <= 15 ? 'short' : 'int';
  const given = values.some((value) => value !== 0);
  return {
    constant: constant ? 'hidden' : null,
    type,
    name,
    size: values.length,
    values: given ? values.join(', ') : null,
  };
}

/** The bytes that arrays take in a state. */
export function bytesOf(declarations: readonly DeclarationsView[]): number {
  const size = { byte: 1, short: 2, int: 4 };
  return declarations
    .flatMap((each) => each.arrays)
    .reduce((sum, each) => sum + Math.ceil((size[each.type] * each.size) / 4) * 4, 0);
}
