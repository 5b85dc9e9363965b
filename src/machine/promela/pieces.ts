import type { Placed } from './flow.ts';
import { assign, choice, go, label, relabelled, type Statement } from './statement.ts';

/** What a step does: as a whole, or in parts that follow each other without a break. */
export interface Body {
  readonly statements: readonly Statement[];
  /** Null where it is no whole. */
  readonly parts: readonly Part[] | null;
}

/** A part of a step that is too long for SPIN as a whole. `where` says which place comes next. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly statements: readonly Statement[];
}

/** A flow as one list, with labels and jumps where they are needed. */
export function inOnePiece(given: readonly Placed[]): readonly Statement[] {
  const places = given.map(({ name, statements, next }): Placed => {
    const last = statements.at(-1)?.go;
    return last ? { name, statements: statements.slice(0, -1), next: last.label } : { name, statements, next };
  });
  const targets = targetsOf(places);
  places.forEach(({ next }, index) => {
    if (next !== null && places[index + 1]?.name !== next) targets.add(next);
  });
  return places.flatMap(({ name, statements, next }, index) => [
    ...(targets.has(name) ? [label(name)] : []),
    ...statements,
    ...(next === null || places[index + 1]?.name === next ? [] : [go(next)]),
  ]);
}

function targetsOf(places: readonly Placed[]): Set<string> {
  const targets = new Set<string>();
  for (const { statements } of places)
    relabelled(statements, (name) => {
      targets.add(name);
      return name;
    });
  return targets;
}

/** A flow in parts of no more than a weight. The last place ends it. */
export function inParts(
  places: readonly Placed[],
  most: number,
  weigh: (statements: readonly Statement[]) => number,
): readonly Part[] {
  const groups: Placed[][] = [];
  let sum = Infinity;
  for (const place of places) {
    // What leaves the part, or comes into it, takes a few statements more.
    const own = weigh(place.statements) + 8;
    if (sum + own > most) {
      groups.push([]);
      sum = 0;
    }
    groups.at(-1)?.push(place);
    sum += own;
  }
  const numbers = new Map(places.map(({ name }, index) => [name, index + 1]));
  const entered = new Set([places[0]?.name, ...groups.flatMap(leftFor)]);
  return groups.map((group) => partOf(group, numbers, entered));
}

/** The places outside of a group that it goes on to. */
function leftFor(group: readonly Placed[]): readonly string[] {
  const targets = targetsOf(group);
  for (const { next } of group) if (next !== null) targets.add(next);
  for (const { name } of group) targets.delete(name);
  return [...targets];
}

function partOf(
  group: readonly Placed[],
  numbers: ReadonlyMap<string, number>,
  entered: ReadonlySet<string | undefined>,
): Part {
  const names = new Set(group.map(({ name }) => name));
  const [from, to] = [numbers.get(group[0]?.name ?? '') ?? 0, numbers.get(group.at(-1)?.name ?? '') ?? 0];
  const outside = new Map<string, Placed>();
  const inside = (name: string): string => {
    if (names.has(name)) return name;
    const leaves = `to_${name}_from_${from}`;
    outside.set(name, { name: leaves, statements: [assign('where', numbers.get(name) ?? 0)], next: `done_${from}` });
    return leaves;
  };
  const own = group.map(({ name, statements, next }): Placed => {
    const last = numbers.get(name) === numbers.size;
    return {
      name,
      statements: [...relabelled(statements, inside), ...(last ? [assign('where', 0)] : [])],
      next: last ? `done_${from}` : next === null ? null : inside(next),
    };
  });
  const enters: Placed = {
    name: `enters_${from}`,
    statements: [
      choice(
        group.flatMap(({ name }) =>
          entered.has(name) ? [{ when: `where == ${numbers.get(name) ?? 0}`, does: [go(name)] }] : [],
        ),
      ),
    ],
    next: null,
  };
  const done: Placed = { name: `done_${from}`, statements: [], next: null };
  return { from, to, statements: [...inOnePiece([enters, ...own, ...outside.values(), done])] };
}
