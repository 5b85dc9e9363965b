import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { onInterrupt } from './interrupt.ts';
import { leftover } from './leftover.ts';
import { systemErrorCode } from './system-error.ts';

/** How a program ended that was watched while it ran. */
export interface ProcessEnding {
  /** The exit status; null where it was ended by a signal, or never began. */
  readonly status: number | null;
  readonly signal: string | null;
  /** The system's error where it could not be started: `ENOENT`; else null. */
  readonly notStarted: string | null;
}

export interface RunningProcess {
  /** Settles when it has ended and all that it wrote has been read. Never rejects. */
  readonly ended: Promise<ProcessEnding>;
  /** Null where it could not be started. */
  readonly pid: number | null;
  /** Ends it and all that it has started, at once or, where it shall put things in order itself, with `SIGTERM`. */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): void;
  /** Waits for it no more: one that the kernel never lets go, though it was killed, does not keep this process. */
  abandon(): void;
}

export interface WatchedProcessOptions {
  readonly folder?: string;
  /** Added to the caller's environment. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How it and what it started are ended if this process is interrupted or killed; SIGKILL where absent. */
  readonly interruptWith?: 'SIGKILL' | 'SIGTERM';
  /** Called with what it writes, by descriptor: 1 and 2, and for each further one that is listed a socket is opened. */
  readonly onOutput: Readonly<Record<number, (chunk: Buffer) => void>>;
}

/**
 * Starts a program without a shell and without a terminal, in a process group of its own, and tells what it writes as it
 * comes. The group is ended if this process is interrupted or killed.
 */
export function startProcess(
  program: string,
  programArguments: readonly string[],
  options: WatchedProcessOptions,
): RunningProcess {
  const highest = Math.max(2, ...Object.keys(options.onOutput).map(Number));
  const stdio: StdioOptions = Array.from({ length: highest + 1 }, (_unused, descriptor) =>
    options.onOutput[descriptor] ? 'pipe' : 'ignore',
  );
  let child: ChildProcess;
  try {
    child = spawn(program, [...programArguments], {
      cwd: options.folder,
      env: { ...process.env, ...options.environment },
      detached: true,
      stdio,
    });
  } catch (error) {
    return { ended: Promise.resolve(failedToStart(error)), pid: null, stop: () => undefined, abandon: () => undefined };
  }
  const stop = (signal: NodeJS.Signals = 'SIGKILL'): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // It has ended already.
    }
  };
  const takeBack =
    child.pid === undefined
      ? () => undefined
      : leftover({ kind: 'group', group: child.pid, signal: options.interruptWith ?? 'SIGKILL' });
  const noteInterrupt = onInterrupt(() => stop(options.interruptWith));
  const settle = (): void => {
    takeBack();
    noteInterrupt();
  };
  for (const [descriptor, tell] of Object.entries(options.onOutput)) {
    const stream = child.stdio[Number(descriptor)];
    if (stream && 'on' in stream) {
      stream.on('data', tell);
      // A socket of a program that was killed.
      stream.on('error', () => undefined);
    }
  }
  const ended = new Promise<ProcessEnding>((resolve) => {
    child.on('error', (error) => {
      settle();
      resolve(failedToStart(error));
    });
    child.on('close', (status, signal) => {
      settle();
      resolve({ status, signal, notStarted: null });
    });
  });
  const abandon = (): void => {
    settle();
    child.unref();
    for (const stream of child.stdio) stream?.destroy();
  };
  return { ended, pid: child.pid ?? null, stop, abandon };
}

function failedToStart(error: unknown): ProcessEnding {
  return { status: null, signal: null, notStarted: systemErrorCode(error) };
}
