import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GeneratedMachine } from '../../src/machine/javascript/generated-machine.ts';
import type { Body } from '../../src/machine/promela/pieces.ts';
import { assign, use } from '../../src/machine/promela/statement.ts';
import { promelaOf, type OptionView, type PromelaView } from '../../src/machine/promela/world.ts';
import type { System } from '../../src/machine/system/system.ts';
import type { Vector } from '../../src/machine/system/vector.ts';
import { spin } from './spin.ts';
import { printer } from './templates.ts';

/** A way through a world: packed states, each of which follows the one before. */
export type Way = readonly Int32Array[];

/** Which number of a vector a variable of Promela holds. */
interface Held {
  readonly variable: string;
  readonly index: number;
}

/**
 * How many steps of each way SPIN can go, state by state: the world as Promela is told the ways, and whatever does not
 * lead to the next state of one goes no farther.
 */
export function stepsInSpin(system: System, ways: readonly Way[]): readonly number[] {
  const machine = new GeneratedMachine(system);
  const view = promelaOf(system, { name: system.interface.name, assumptions: [], processes: null, heaviest: null });
  const numbers = ways.map((way) =>
    way.map((state) => {
      machine.inOrder(state, 0);
      return machine.unpack(machine.next, 0);
    }),
  );
  const { text, values } = guideOf(heldBy(view, system, machine.vector), machine.vector, numbers);
  const model = text + printer()('promela/world', guided(view, ways.length));
  const steps = ways.reduce((sum, way) => sum + way.length, 0);
  const folder = mkdtempSync(join(tmpdir(), 'abiwright-spin-'));
  try {
    const options = { search: 'depth-first', depth: 100 * steps + 1000, optimise: false } as const;
    const { said } = spin(model, folder, {
      ...options,
      vectorBytes: view.vectorBytes,
      includes: { 'values.h': values },
    });
    return ways.map((_way, index) =>
      Math.max(
        ...[...said.matchAll(new RegExp(`^way ${index} comes to (\\d+)$`, 'gm'))].map((each) => Number(each[1])),
        -1,
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The model with a choice of a way before all else, and nothing that is asked of its states. */
function guided(view: PromelaView, ways: number): PromelaView {
  const starts = Array.from({ length: ways }, (_way, index): OptionView => {
    const body: Body = { statements: [assign('way', index + 1), use('begin')], parts: null };
    return { comment: null, guard: 'way == 0', uses: null, inParts: view.inParts, body };
  });
  const options = view.options.map((each) => ({ ...each, guard: `going && ${each.guard}` }));
  return {
    ...view,
    options: [...options, ...starts],
    settles: [...view.settles, use('step')],
    judges: { ...view.judges, groups: [], dangling: [] },
  };
}

/** What compares each state with the one that a way has there; `values` is too long for SPIN to read. */
function guideOf(
  held: readonly Held[],
  { dangling }: Vector,
  ways: readonly (readonly Int32Array[])[],
): { readonly text: string; readonly values: string } {
  const compared = [...held, { variable: 'now.dangling', index: dangling }];
  const values = ways.flatMap((way) => way.flatMap((state) => compared.map(({ index }) => state[index] ?? 0)));
  let start = 0;
  const starts = ways.map((way) => (start += way.length) - way.length);
  const text = `byte way; byte going; short reached;
c_code {
static const int values[] = {
\\#include "values.h"
};
static const int starts[] = { ${starts.join(', ')} };
static const int lengths[] = { ${ways.map((way) => way.length).join(', ')} };
static void follow(int steps) {
  const int *v;
  now.reached += steps;
  now.going = 0;
  if (now.reached >= lengths[now.way - 1]) return;
  v = values + (starts[now.way - 1] + now.reached) * ${compared.length};
  if (${compared.map(({ variable }, at) => `${variable} != v[${at}]`).join(' || ')}) return;
  now.going = 1;
  printf("way %d comes to %d\\n", now.way - 1, now.reached);
}
}
inline begin() { c_code { follow(0); } }
inline step() { c_code { follow(1); } }
`;
  return { text, values: values.join(', ') };
}

/** The variables of a model that can change, in the order of its declarations. */
function heldBy(view: PromelaView, system: System, vector: Vector): readonly Held[] {
  const places: readonly (readonly (number | null)[])[] = [
    ...[...vector.tables.values()].flatMap(({ base, stride, rows, columns }) =>
      [0, ...[...columns.values()].map(({ offset }) => offset)].map((offset) => [
        null,
        ...Array.from({ length: rows }, (_row, index) => base + index * stride + offset),
      ]),
    ),
    ...system.actors.flatMap((of) => {
      const copies = vector.actors.filter((place) => place.of === of);
      const slots = copies[0]?.slots.map((_slot, at) => copies.map((copy) => copy.slots[at] ?? null)) ?? [];
      const left = of.actor.most === null ? [] : [copies.map((copy) => copy.left)];
      return [copies.map((copy) => copy.counter), ...left, ...slots];
    }),
    ...vector.owed.flatMap((index) => (index === null ? [] : [[index]])),
    ...[...vector.named.values()].map((index) => [index]),
  ];
  const arrays = view.declarations.flatMap((each) => each.arrays);
  if (arrays.length !== places.length) throw new Error('the declarations are not those of the vector');
  return arrays.flatMap(({ constant, name, size }, at) => {
    const indexes = places[at] ?? [];
    if (indexes.length !== size) throw new Error(`${name} is not what stands there`);
    if (constant !== null) return [];
    return indexes.flatMap((index, element) =>
      index === null ? [] : [{ variable: `now.${name}[${element}]`, index }],
    );
  });
}
