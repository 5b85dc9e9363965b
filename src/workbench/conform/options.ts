import type { PartName } from './message.ts';

/** What is run on a kernel, and how long it may take. */
export interface ConformOptions {
  /** A base or a proposal; null for the first base. */
  readonly name: string | null;
  readonly device: string;
  readonly parts: readonly PartName[];
  /** What random calls are drawn from. */
  readonly seed: number;
  /** How many random calls are made. */
  readonly calls: number;
  /** Whether the kernel does what a proposal's ioctls are for, and not their checks alone. */
  readonly implemented: boolean;
  /** How long one call may take, in seconds. */
  readonly callLimit: number;
  /** How long all of it may take once the kernel runs, in seconds. */
  readonly timeLimit: number;
  /** The folder in which calls that show a difference are kept. */
  readonly save: string;
  /** Where compiled selftests are; null where they have to be compiled. */
  readonly selftests: string | null;
  /** A folder in which a host asks for the random calls (src/conform/remote); null where this process makes them up itself. */
  readonly serve: string | null;
  /** Of the terminal. */
  readonly columns: number;
  readonly colour: boolean;
}

/** How a kernel of one's own is booted. */
export interface BootOptions {
  /** Words for the kernel's command line, behind its own. */
  readonly parameters: string;
  /** How long it may take until it says anything, in seconds. */
  readonly limit: number;
}

/** The words of the command line that say the same, for a process of its own. */
export function optionWords(options: ConformOptions): readonly string[] {
  return [
    ...(options.name === null ? [] : [options.name]),
    ...['--device', options.device],
    ...options.parts.flatMap((part) => ['--only', part]),
    ...['--seed', String(options.seed), '--calls', String(options.calls)],
    ...(options.implemented ? ['--implemented'] : []),
    ...['--call-limit', String(options.callLimit), '--time-limit', String(options.timeLimit)],
    ...['--save', options.save],
    ...(options.selftests === null ? [] : ['--compiled-selftests', options.selftests]),
    ...(options.serve === null ? [] : ['--serve', options.serve]),
    ...['--columns', String(options.columns), ...(options.colour ? ['--colour'] : [])],
  ];
}
