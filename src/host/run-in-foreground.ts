import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { handOverSignals } from './interrupt.ts';
import { leftover } from './leftover.ts';
import type { ProcessEnding } from './start-process.ts';
import { systemErrorCode } from './system-error.ts';

/**
 * Runs a program as a shell does: with this process's terminal, standard input, output and error, and in its process group,
 * so that Ctrl-C and Ctrl-Z reach it. This process outlives such signals until the program has ended; a request to end is
 * handed on. Where this process is killed, the program goes on, and so do the temporary folders until it ends. Never rejects.
 *
 * @param environment added to the caller's
 */
export function runInForeground(
  program: string,
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<ProcessEnding> {
  return new Promise((settle) => {
    // Before there is a program: from its first moment on, a signal is its to answer.
    const keepSignals = handOverSignals((signal) => {
      // The terminal sends its interrupts to the program too. A second one would mean something else to many.
      if (signal !== 'SIGINT') child?.kill(signal);
    });
    const ignoreQuit = (): void => undefined;
    process.on('SIGQUIT', ignoreQuit);
    const letGo = (): void => {
      process.removeListener('SIGQUIT', ignoreQuit);
      keepSignals();
    };
    let child: ChildProcess | null = null;
    try {
      child = spawn(program, [...programArguments], { stdio: 'inherit', env: { ...process.env, ...environment } });
    } catch (error) {
      letGo();
      settle({ status: null, signal: null, notStarted: systemErrorCode(error) });
      return;
    }
    const { pid } = child;
    const takeBack = pid === undefined ? () => undefined : leftover({ kind: 'process', process: pid });
    let isDone = false;
    const done = (ending: ProcessEnding): void => {
      if (isDone) return;
      isDone = true;
      letGo();
      takeBack();
      settle(ending);
    };
    child.on('error', (error) => {
      // One that runs is told of too where it may not be sent a signal, as sudo; it goes on, and has the terminal.
      if (pid === undefined) done({ status: null, signal: null, notStarted: systemErrorCode(error) });
    });
    // What told the program to end may be told to this process behind the end: threads share signals, and then their order
    // is open. Within this turn of the event loop only such are heard of as were there when it began, so there is another.
    child.on('exit', (status, signal) => setImmediate(() => setImmediate(done, { status, signal, notStarted: null })));
  });
}

/** The exit status with which a shell tells of an ending: 128 and the signal's number where a signal was it. */
export function shellStatus({ status, signal }: ProcessEnding): number {
  if (status !== null) return status;
  return 128 + (Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0);
}
