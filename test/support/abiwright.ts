import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';

export interface Run {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the built command line as a user would, without a terminal. */
export function abiwright(words: readonly string[], options: RunOptions = {}): Run {
  const bundle = inject('bundle');
  if (bundle === '') throw new Error('the command line could not be built; the start of this run says why');
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NO_COLOR: undefined,
    FORCE_COLOR: undefined,
    NODE_ENV: undefined,
    // The user's own cache would fill with what this build leaves there. It goes with the build.
    XDG_CACHE_HOME: join(dirname(bundle), 'cache'),
    ...options.environment,
  };
  const run = spawnSync(process.execPath, [bundle, ...words], {
    cwd: options.folder,
    env: environment,
    encoding: 'utf8',
    input: '',
    maxBuffer: 64 << 20,
  });
  return { status: run.status, output: run.stdout, errors: run.stderr };
}

export interface RunOptions {
  /** The working directory. */
  readonly folder?: string;
  readonly environment?: NodeJS.ProcessEnv;
}
