import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';

export interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly errors: string;
  /** In seconds, from the start. */
  readonly seconds: number;
}

/** The built command line while it runs, without a terminal. */
export class RunningAbiwright {
  readonly pid: number;
  readonly ended: Promise<Ended>;

  /**
   * @param before words of a program that runs it, as `unshare --user`
   * @param flags of Node, which it hands on to what it starts of itself
   */
  constructor(
    words: readonly string[],
    environment: NodeJS.ProcessEnv = {},
    before: readonly string[] = [],
    flags: readonly string[] = [],
  ) {
    const bundle = inject('bundle');
    const [program = '', ...rest] = [...before, process.execPath, ...flags, bundle, ...words];
    const start = Date.now();
    const child = spawn(program, rest, {
      env: {
        ...process.env,
        NO_COLOR: undefined,
        FORCE_COLOR: undefined,
        XDG_CACHE_HOME: join(dirname(bundle), 'cache'),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    this.pid = child.pid ?? 0;
    this.ended = new Promise((resolve) => {
      child.on('close', (status, signal) =>
        resolve({ status, signal, output, errors, seconds: (Date.now() - start) / 1000 }),
      );
    });
  }

  /** Waits until it has started a program of this name, which lives for `seconds` then, and gives its number. */
  async child(name: string, seconds: number): Promise<number> {
    for (;;) {
      const found = childrenOf(this.pid).filter((each) => each.name.startsWith(name.slice(0, 15)));
      await sleep(seconds * 1000);
      const left = new Set(childrenOf(this.pid).map((each) => each.pid));
      const alive = found.find((each) => left.has(each.pid));
      if (alive) return alive.pid;
      if (await Promise.race([this.ended, sleep(100)])) throw new Error(`it ended before ${name} ran`);
    }
  }
}

/** What is there of the process that this one has started, and of what those have. */
export function childrenOf(pid: number): readonly { readonly pid: number; readonly name: string }[] {
  const all = readdirSync('/proc').flatMap((each) => {
    if (!/^\d+$/.test(each)) return [];
    try {
      const stat = readFileSync(`/proc/${each}/stat`, 'latin1');
      const end = stat.lastIndexOf(')');
      return [
        {
          pid: Number(each),
          name: stat.slice(stat.indexOf('(') + 1, end),
          parent: Number(stat.slice(end + 2).split(' ')[1]),
        },
      ];
    } catch {
      return [];
    }
  });
  const below = (parent: number): readonly { pid: number; name: string }[] =>
    all.filter((each) => each.parent === parent).flatMap((each) => [each, ...below(each.pid)]);
  return below(pid);
}
