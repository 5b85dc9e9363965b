import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { exists } from './find.ts';
import { onInterrupt } from './interrupt.ts';
import { leftover } from './leftover.ts';
import { systemErrorCode } from './system-error.ts';

export interface ProcessOptions {
  /** The working directory; the caller's where absent. */
  readonly folder?: string;
  /** Added to the caller's environment; undefined takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What the program reads on standard input; nothing where absent. */
  readonly input?: string | Uint8Array;
  /** In milliseconds; 10 minutes where absent. */
  readonly timeLimit?: number;
  /** Of standard output and of standard error each, in bytes; 64 MiB where absent. */
  readonly outputLimit?: number;
}

/** How a program ended. Output is read as UTF-8. */
export interface ProcessResult {
  readonly outcome: 'exited' | 'signalled' | 'timed-out' | 'too-much-output' | 'not-found' | 'not-started';
  /** The exit status, or null where it did not exit by itself. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
  /** How it ended as one clause that follows its name: `exited with status 2`, `is not installed`. */
  readonly detail: string;
}

type Ending = Pick<ProcessResult, 'outcome' | 'status' | 'detail'>;

/**
 * Runs a program with its arguments as they are, never through a shell, without a terminal to ask questions on. It and
 * all that it starts are ended when a limit is reached or this process is interrupted or killed. Never rejects for what the
 * program does.
 */
export function runProcess(
  program: string,
  programArguments: readonly string[],
  options: ProcessOptions = {},
): Promise<ProcessResult> {
  const timeLimit = options.timeLimit ?? 600_000;
  const outputLimit = options.outputLimit ?? 64 << 20;
  return new Promise((settle) => {
    let child: ChildProcessWithoutNullStreams;
    try {
      child = spawn(program, [...programArguments], {
        cwd: options.folder,
        env: { ...process.env, ...options.environment },
        // A group of its own, so that all of it can be ended; and no terminal, so that nothing waits for an answer.
        detached: true,
        stdio: 'pipe',
      });
    } catch (error) {
      settle({ ...notStarted(error, options), output: '', errors: '' });
      return;
    }
    let forced: Ending | null = null;
    const stop = (ending: Ending): void => {
      forced ??= ending;
      endGroup(child);
    };
    const takeBack =
      child.pid === undefined ? () => undefined : leftover({ kind: 'group', group: child.pid, signal: 'SIGKILL' });
    const noteInterrupt = onInterrupt(() => endGroup(child));
    const timer = setTimeout(
      () => stop({ outcome: 'timed-out', status: null, detail: `took longer than ${timeLimit / 1000} s` }),
      timeLimit,
    );
    const collect = (stream: NodeJS.ReadableStream): (() => string) => {
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= outputLimit) chunks.push(chunk);
        else stop({ outcome: 'too-much-output', status: null, detail: `printed more than ${outputLimit} bytes` });
      });
      return () => Buffer.concat(chunks).toString('utf8');
    };
    const output = collect(child.stdout);
    const errors = collect(child.stderr);
    const done = (ending: Ending): void => {
      clearTimeout(timer);
      takeBack();
      noteInterrupt();
      settle({ ...(forced ?? ending), output: output(), errors: errors() });
    };
    child.on('error', (error) => done(notStarted(error, options)));
    child.on('close', (status, signal) => done(ended(status, signal)));
    // A program that does not read all of its input is no error of ours.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function ended(status: number | null, signal: NodeJS.Signals | null): Ending {
  if (status !== null) return { outcome: 'exited', status, detail: `exited with status ${status}` };
  return { outcome: 'signalled', status: null, detail: `was ended by ${signal ?? 'a signal'}` };
}

function notStarted(error: unknown, { folder }: ProcessOptions): Ending {
  const code = systemErrorCode(error);
  if (code === 'ENOENT' && folder !== undefined && !exists(folder))
    return { outcome: 'not-started', status: null, detail: `cannot be started in ${folder}, which does not exist` };
  if (code === 'ENOENT') return { outcome: 'not-found', status: null, detail: 'is not installed' };
  return { outcome: 'not-started', status: null, detail: `cannot be started (${code})` };
}
