import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What SPIN found in a model. */
export interface SpinResult {
  /** Different states. */
  readonly states: number;
  /** Conditions of assertions that failed somewhere, each once. */
  readonly violated: readonly string[];
  readonly seconds: number;
  /** All that the search has printed. */
  readonly said: string;
}

export interface SpinOptions {
  readonly search: 'depth-first' | 'breadth-first';
  /** No way is longer. */
  readonly depth: number;
  readonly vectorBytes: number;
  /** Files that the model includes, by name. */
  readonly includes?: Readonly<Record<string, string>>;
  /** Whether the compiler takes its time; for searches that take longer than it. */
  readonly optimise: boolean;
}

function run(command: string, args: readonly string[], folder: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} ends with ${String(status)}\n${stdout}${stderr}`.slice(0, 4000));
  return stdout;
}

/**
 * Lets SPIN look at all states of a model, in a folder of its own, with all that would leave out states off.
 *
 * @throws Error where the model is not accepted, or the search does not see all
 */
export function spin(
  model: string,
  folder: string,
  { search, depth, vectorBytes, optimise, includes = {} }: SpinOptions,
): SpinResult {
  for (const [name, text] of Object.entries(includes)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'world.pml'), model);
  const breadth = search === 'breadth-first' ? ['-DBFS'] : [];
  run('spin', [...breadth, '-a', 'world.pml'], folder);
  const flags = [
    optimise ? '-O2' : '-O0',
    '-w',
    '-fwrapv',
    '-DSAFETY',
    '-DNOREDUCE',
    '-DMEMLIM=6000',
    `-DVECTORSZ=${vectorBytes}`,
    ...breadth,
  ];
  run('gcc', [...flags, '-o', 'pan', 'pan.c'], folder);
  const start = performance.now();
  const said = run('./pan', ['-c0', `-m${depth}`, '-w20'], folder);
  // A breadth-first search stores what comes in the midst of a step of several parts, and tells how much of it.
  const states = (/^\s*(\d+) nominal states/m.exec(said) ?? /^\s*(\d+) states, stored/m.exec(said))?.[1];
  const cut = /max search depth too small|out of memory|memory exhausted|search was not completed/i.exec(said);
  if (states === undefined || cut) throw new Error(`pan has not seen all: ${said.slice(0, 4000)}`);
  const violated = [...said.matchAll(/assertion violated (.*?) \(at depth/g)].map((match) => match[1] ?? '');
  return {
    states: Number(states),
    violated: [...new Set(violated)].sort(),
    seconds: (performance.now() - start) / 1000,
    said,
  };
}
