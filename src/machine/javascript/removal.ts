import { columnText, type Code } from './code.ts';

/** What becomes of all that refers to the row `i` of a table when that is removed: sleeping calls that do are told. */
export function sleepersText(code: Code, table: string): string {
  const checks = code.vector.actors.flatMap((actor) =>
    actor.of.points.flatMap((point, index) => {
      let next = 0;
      return point.kept.flatMap((each) =>
        code.vector.parts(each).flatMap((part) => {
          const slot = actor.slots[next++];
          if (part.table !== table || slot === undefined) return [];
          return [
            `if (v[${actor.counter}] === ${index + 1} && v[${slot}] === i) { v[${slot}] = 0; v[${code.vector.dangling}] = 1; }`,
          ];
        }),
      );
    }),
  );
  const references = [...code.vector.tables.values()].flatMap((place) =>
    [...place.columns.values()]
      .filter(({ type }) => type.kind === 'row' && type.table === table)
      .map((column) => {
        const text = columnText(place, 'j', column.offset);
        return `for (let j = 1; j <= ${place.rows}; j++) if (${text} === i) ${text} = 0;`;
      }),
  );
  const names = code.system.world.names.flatMap(({ name, type }) => {
    const place = code.vector.named.get(name);
    return place !== undefined && type.kind === 'row' && type.table === table
      ? [`if (v[${place}] === i) v[${place}] = 0;`]
      : [];
  });
  return [...checks, ...references, ...names].join(' ');
}
