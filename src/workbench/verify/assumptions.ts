import type { World } from '../../spec/world.ts';

/** What a verdict in a world takes for granted. */
export function assumptionsOf({ word, actors, faults, choices, rows, assumes }: World): readonly string[] {
  const calls = actors.filter((each) => each.kind === 'user' && each.most !== null);
  const most = calls.map(({ name, most: bound }) => `at most ${bound} by ${name}`);
  const tables = [...rows].map(([table, bound]) => `${bound} ${table}`);
  return [
    ...assumes,
    `${word.bits}-bit words, pages of ${word.symbols.PAGE_SIZE}`,
    `rows: ${tables.join(', ')}`,
    most.length > 0 ? `calls: ${most.join(', ')}` : 'any number of calls',
    faults.size > 0 ? `failures by the environment: ${[...faults].join(', ')}` : 'the environment does not fail',
    ...(choices === 'lowest' ? ['the lowest is chosen where any would do'] : []),
  ];
}
