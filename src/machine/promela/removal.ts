import type { Model, TableNames } from './model.ts';
import { assign, type Statement } from './statement.ts';
import { either } from './text.ts';

/** In a row's array for who is there: it is to go. */
export const going = 2;

/** Takes the rows of a table away that are to go: all that refers to them forgets them, and sleeping calls that do are told. */
export function removalOf(model: Model, { live, columns, place }: TableNames): readonly Statement[] {
  const gone = (row: string): string => `${live}[${row}] == ${going}`;
  const cleared = (target: string, when: string): Statement => assign(target, either(when, '0', target));
  const rows = Array.from({ length: place.rows }, (_row, index) => String(index + 1));
  const references = [...model.tables.values()].flatMap((names) =>
    [...names.columns.values()].flatMap(({ name, place: { type } }) =>
      type.kind === 'row' && type.table === place.name
        ? Array.from({ length: names.place.rows }, (_row, index) => `${name}[${index + 1}]`)
        : [],
    ),
  );
  const names = model.system.world.names.flatMap(({ name, type }) =>
    type.kind === 'row' && type.table === place.name && model.named.has(name) ? [model.row(name)] : [],
  );
  const sleepers = model.actors.flatMap(({ of, places, counter, slots }) =>
    places.flatMap(({ copy }) =>
      of.points.flatMap((point, index) => {
        let next = 0;
        return point.kept.flatMap((kept) =>
          model.vector.parts(kept).flatMap((part): readonly Statement[] => {
            const slot = slots[next++];
            if (part.table !== place.name || slot === undefined) return [];
            const target = `${slot}[${copy}]`;
            const refers = `(${counter}[${copy}] == ${index + 1} && ${gone(target)})`;
            return [assign('dangling', `(dangling || ${refers})`), cleared(target, refers)];
          }),
        );
      }),
    ),
  );
  return [
    ...sleepers,
    ...[...references, ...names].map((target) => cleared(target, gone(target))),
    ...[...columns.values()].flatMap(({ name }) => rows.map((row) => cleared(`${name}[${row}]`, gone(row)))),
    ...rows.map((row) => cleared(`${live}[${row}]`, gone(row))),
  ];
}
