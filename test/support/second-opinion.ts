import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { search } from '../../src/explore/search.ts';
import { GeneratedMachine } from '../../src/machine/javascript/generated-machine.ts';
import { judgedProperties } from '../../src/machine/javascript/property-bits.ts';
import { promelaOf } from '../../src/machine/promela/world.ts';
import type { System } from '../../src/machine/system/system.ts';
import { spin, type SpinOptions } from './spin.ts';
import { printer } from './templates.ts';

/** What one of two says of a world: how many states it has, and which properties are broken in some. */
export interface Opinion {
  readonly states: number;
  readonly violated: readonly string[];
}

/** What the explorer says; null where the world has more states than that, or more rows than it has room for. */
export function firstOpinion(system: System, mostStates: number): Opinion | null {
  const { states, stopped, violations } = search(
    new GeneratedMachine(system),
    { states: mostStates, bytes: 2 ** 32 },
    0,
  );
  if (stopped !== null) return null;
  const violated = judgedProperties(system).filter((_name, index) => violations.some(({ bit }) => bit === 2 ** index));
  return { states: states.count, violated: violated.sort() };
}

/** How SPIN is asked. */
export interface Asking {
  readonly search: SpinOptions['search'];
  /** Processes that choose; null for as many as the printer wants. */
  readonly processes?: number | null;
  /** What a step may weigh that is a whole; null for as much as SPIN takes. */
  readonly heaviest?: number | null;
  /** What is done to the model before SPIN reads it. */
  readonly change?: (model: string) => string;
}

/** What SPIN says of the world as Promela. `states` is how many are expected. */
export function secondOpinion(
  system: System,
  states: number,
  { search, processes = null, heaviest = null, change }: Asking,
): Opinion {
  const view = promelaOf(system, { name: system.interface.name, assumptions: [], processes, heaviest });
  const text = printer()('promela/world', view);
  const folder = mkdtempSync(join(tmpdir(), 'abiwright-spin-'));
  try {
    const options = { search, depth: 2 * states + 1000, vectorBytes: view.vectorBytes, optimise: states > 20_000 };
    const found = spin(change ? change(text) : text, folder, options);
    const names = new Map(
      [...view.judges.groups.flatMap((each) => each.properties), ...view.judges.dangling].map(({ variable, name }) => [
        variable,
        name,
      ]),
    );
    // An assertion that is no property's is a mistake of the model itself.
    return { states: found.states, violated: found.violated.map((each) => names.get(each) ?? `(${each})`).sort() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
