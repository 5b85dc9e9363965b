import { EnvironmentError, UsageError } from '../../host/errors.ts';
import { progressLineDescriptor, writeLine } from '../../host/standard-streams.ts';
import { makeCalls } from './make-calls.ts';
import { messageLine, type Message } from './message.ts';
import type { ConformOptions } from './options.ts';
import { requestNames } from './request-names.ts';
import { watchCalls } from './watch-calls.ts';

const standardOutput = 1;

/** Makes the calls in this process, for one that watches: says on standard output what comes of it. */
export async function makeCallsForWatcher(options: ConformOptions, from: string): Promise<void> {
  await withErrors(() =>
    makeCalls(options, from, write, (stage) => writeLine(progressLineDescriptor, stage.replaceAll('\n', ' '))),
  );
}

/** Has the calls made, and watches, in a guest for its host: says on standard output what comes of it. */
export async function watchCallsForHost(
  options: ConformOptions,
  from: string,
  onProgress: (text: string) => void,
): Promise<void> {
  await withErrors(() => watchCalls(options, from, requestNames(options.name, from), write, onProgress));
  write({ kind: 'end' });
}

function write(message: Message): void {
  writeLine(standardOutput, messageLine(message));
}

async function withErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EnvironmentError || error instanceof UsageError)) throw error;
    write({ kind: 'error', code: error.code, message: error.message, fix: error.fix });
  }
}
