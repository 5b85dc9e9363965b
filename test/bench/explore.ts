import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { search } from '../../src/explore/search.ts';
import { GeneratedMachine } from '../../src/machine/javascript/generated-machine.ts';
import { promelaOf } from '../../src/machine/promela/world.ts';
import { systemOf, type System } from '../../src/machine/system/system.ts';
import { interfaceOf, SpecLoader } from '../../src/workbench/load.ts';
import { spin } from '../support/spin.ts';
import { printer } from '../support/templates.ts';

/** One search of a whole world, on one core. */
export interface Searched {
  readonly name: string;
  readonly states: number;
  readonly seconds: number;
  /** What the states take, the way to each included; null where that is not known. */
  readonly bytes: number | null;
}

/** One of the project's own worlds. */
export function worldSystem(name: string, world: string): System {
  const loader = new SpecLoader(import.meta.dirname);
  const [subject] = loader.load([name]).subjects;
  if (!subject) throw new Error(`${name} does not load`);
  const found = loader.worlds(subject).worlds.find((each) => each.name === world);
  if (!found) throw new Error(`${name} has no world ${world}`);
  return systemOf(interfaceOf(subject), found);
}

/** Searches a world with the generated code, compiled anew each time. */
export function searchWorld(system: System): Searched {
  const start = performance.now();
  const { states, stopped } = search(new GeneratedMachine(system), { states: 2e7, bytes: 2 ** 33 }, 0);
  if (stopped !== null) throw new Error(`${system.world.name}: ${stopped}`);
  const seconds = (performance.now() - start) / 1000;
  return { name: 'abiwright', states: states.count, seconds, bytes: states.bytes };
}

/** Lets SPIN search the same world, breadth-first and with nothing left out; the compiler's time is not counted. */
export function spinWorld(system: System, states: number): Searched {
  const view = promelaOf(system, { name: system.interface.name, assumptions: [], processes: null, heaviest: null });
  const folder = mkdtempSync(join(tmpdir(), 'abiwright-bench-spin-'));
  try {
    const options = { search: 'breadth-first', depth: 10_000, vectorBytes: view.vectorBytes, optimise: true } as const;
    const found = spin(printer()('promela/world', view), folder, options);
    if (found.states !== states) throw new Error(`SPIN finds ${found.states} states, abiwright ${states}`);
    return { name: 'SPIN', states: found.states, seconds: found.seconds, bytes: null };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
