import { kernelStack, processState, withDescendants } from '../../host/process-state.ts';
import { progressLineDescriptor } from '../../host/standard-streams.ts';
import { startProcess, type ProcessEnding } from '../../host/start-process.ts';
import { thisProgram } from '../../host/this-program.ts';
import { keepFailureSettings } from '../../conform/device/failure-settings.ts';
import { StuckDetector } from '../../conform/watch/stuck.ts';
import { systemCallText } from '../../conform/watch/system-call.ts';
import type { Trouble } from '../../conform/trouble.ts';
import { messagesIn, type Message } from './message.ts';
import { optionWords, type ConformOptions } from './options.ts';

const lookEvery = 1000;
const longestErrors = 8192;

/**
 * Has a process of its own make the calls, and watches it: it is ended where a call does not return, and where all of it
 * takes too long.
 *
 * @param tell told what that process tells, and what is wrong with it
 * @param onProgress told what it is at, every second
 * @param requestName the name of an ioctl by its request word; null for one that is not known
 */
export async function watchCalls(
  options: ConformOptions,
  from: string,
  requestName: (request: number) => string | null,
  tell: (message: Message) => void,
  onProgress: (text: string) => void,
): Promise<void> {
  const [node = '', ...program] = thisProgram();
  const ends: Message[] = [];
  let progress = 'starting';
  let errors = '';
  const stops: Trouble[] = [];
  const lines = new Lines((line) => {
    for (const message of messagesIn(line)) {
      if (message.kind === 'end') ends.push(message);
      else tell(message);
    }
  });
  const progressLines = new Lines((line) => onProgress((progress = line)));
  // One that is killed puts nothing back.
  const putBack = options.parts.includes('faults') ? keepFailureSettings() : () => undefined;
  const child = startProcess(node, [...program, 'conform', ...optionWords(options), '--unwatched'], {
    folder: from,
    onOutput: {
      1: (chunk) => lines.take(chunk),
      2: (chunk) => (errors = (errors + chunk.toString('utf8')).slice(-longestErrors)),
      [progressLineDescriptor]: (chunk) => progressLines.take(chunk),
    },
  });
  const stop = (trouble: Trouble): void => {
    stops.push(trouble);
    if (stops.length > 1) return;
    tell({ kind: 'trouble', trouble });
    child.stop();
  };
  const { pid } = child;
  const detector = new StuckDetector(options.callLimit * 1000);
  const watch = setInterval(() => {
    // Whoever waits for this one sees that it is alive.
    onProgress(progress);
    const state = pid === null ? null : processState(pid);
    if (pid === null || state === null || !detector.look(state, Date.now())) return;
    const call = systemCallText(state.systemCall, requestName) ?? 'a system call';
    const how = state.state === 'R' ? 'runs' : 'sleeps';
    const message = `${call} ${how} for ${String(options.callLimit)} s and does not return; it was at: ${progress}`;
    stop({ code: 'CON0105', message, lines: kernelStack(pid) });
  }, lookEvery);
  const overall = setTimeout(() => {
    const message = `not done after ${String(options.timeLimit)} s; it was at: ${progress}`;
    stop({ code: 'CON0111', message, lines: pid === null ? [] : whereTheyAre(pid, requestName) });
  }, options.timeLimit * 1000);
  // One that cannot even be killed is left to the kernel.
  const ending = await Promise.race([child.ended, gaveUp(() => stops.length > 0)]);
  if (ending === null) child.abandon();
  clearInterval(watch);
  clearTimeout(overall);
  putBack();
  if (stops.length === 0 && ends.length === 0)
    tell({ kind: 'trouble', trouble: endedBefore(ending, errors, progress) });
}

function endedBefore(ending: ProcessEnding | null, errors: string, progress: string): Trouble {
  const { signal = null, status = null, notStarted = null } = ending ?? {};
  const how = signal === null ? `ended with status ${String(status ?? notStarted)}` : `were ended by ${signal}`;
  const lines = errors.split('\n').filter((line) => line.trim() !== '');
  return { code: 'CON0114', message: `the calls ${how}; they were at: ${progress}`, lines };
}

function whereTheyAre(pid: number, requestName: (request: number) => string | null): readonly string[] {
  return withDescendants(pid).flatMap((each) => {
    const state = processState(each);
    if (state === null) return [];
    const call = systemCallText(state.systemCall, requestName);
    return [`process ${String(each)} (${state.state})${call === null ? '' : ` in ${call}`}`, ...kernelStack(each)];
  });
}

/** Settles some seconds after `stopped` is true. */
function gaveUp(stopped: () => boolean): Promise<null> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (!stopped()) return;
      clearInterval(timer);
      setTimeout(() => resolve(null), 5_000).unref();
    }, 500);
    timer.unref();
  });
}

/** Cuts what comes in pieces into lines. */
class Lines {
  private rest = '';
  private readonly decoder = new TextDecoder();
  private readonly onLine: (line: string) => void;

  constructor(onLine: (line: string) => void) {
    this.onLine = onLine;
  }

  take(chunk: Uint8Array): void {
    const lines = (this.rest + this.decoder.decode(chunk, { stream: true })).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
  }
}
