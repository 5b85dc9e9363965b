import { startProcess, type ProcessEnding } from '../../host/start-process.ts';
import { canOpen } from '../../host/can-open.ts';
import type { Trouble } from '../trouble.ts';
import type { Accelerator } from './accelerator.ts';
import { GuestConsole } from './console.ts';
import { emulator, machineArguments, progressDescriptor, type GuestMachine } from './machine.ts';
import { ProgressReader } from './progress-reader.ts';

/** How long a guest may take, in milliseconds. */
export interface BootLimits {
  /** Until the console says anything. */
  readonly firstLine: number;
  /** From there until the first program runs. */
  readonly begin: number;
  /** Between two signs of life, from then on. */
  readonly silence: number;
  /** All of it. */
  readonly overall: number;
}

/** Why a guest is gone. */
export type GuestEnding =
  /** The emulator ended by itself: the guest was powered off, or has reset itself as it does when it panics. */
  | { readonly how: 'ended'; readonly emulator: ProcessEnding }
  | { readonly how: 'never-printed' | 'never-began' | 'silent' | 'too-long'; readonly limit: number };

export interface Booted {
  readonly accelerator: Accelerator;
  readonly ending: GuestEnding;
  /** From the start to the command's, in seconds; null where it did not get there. */
  readonly seconds: number | null;
  /** What the first program has said. */
  readonly said: readonly string[];
  /** What the command said of its progress last; empty where nothing. */
  readonly progress: string;
  /** What the kernel reported of itself. */
  readonly troubles: readonly Trouble[];
  /** The last lines of the console. */
  readonly tail: readonly string[];
  /** What the emulator said. */
  readonly errors: string;
}

/** What the lines of the guest's first program begin with (templates/conform/init.hbs). */
export const guestMark = 'abiwright-guest:';

/** Where a processor can run a guest by itself it prints at once. Some say that they can, and then nothing happens. */
const patienceWithKvm = 3_000;
const longestErrors = 4096;

/**
 * Boots a machine and waits until it is gone, which `limits` see to. Where KVM can be opened it is tried; where nothing is
 * printed with it, all is done again without.
 *
 * @param onProgress called with what the guest is at
 * @param stop ends it at once
 */
export async function boot(
  machine: GuestMachine,
  limits: BootLimits,
  folder: string,
  onProgress: (text: string) => void,
  stop: AbortSignal,
): Promise<Booted> {
  if (canOpen('/dev/kvm')) {
    const quick = { ...limits, firstLine: Math.min(patienceWithKvm, limits.firstLine) };
    const booted = await bootWith('kvm', machine, quick, folder, onProgress, stop);
    if (booted.tail.length > 0 || booted.said.length > 0 || stop.aborted) return booted;
  }
  return bootWith('tcg', machine, limits, folder, onProgress, stop);
}

async function bootWith(
  accelerator: Accelerator,
  machine: GuestMachine,
  limits: BootLimits,
  folder: string,
  onProgress: (text: string) => void,
  stop: AbortSignal,
): Promise<Booted> {
  const start = Date.now();
  let errors = '';
  let seconds: number | null = null;
  let progress = '';
  const forced: GuestEnding[] = [];
  let phase: NodeJS.Timeout | undefined;
  let waitsFor = '';
  const end = (how: 'never-printed' | 'never-began' | 'silent' | 'too-long', limit: number): void => {
    forced.push({ how, limit });
    running.stop();
  };
  const wait = (how: 'never-printed' | 'never-began' | 'silent', limit: number): void => {
    clearTimeout(phase);
    waitsFor = how;
    phase = setTimeout(() => end(how, limit), limit);
  };
  const console = new GuestConsole(guestMark, (word) => {
    if (word === 'running') {
      seconds = (Date.now() - start) / 1000;
      onProgress('the guest runs');
    }
  });
  const reader = new ProgressReader((text) => {
    progress = text;
    onProgress(text);
  });
  const running = startProcess(emulator, machineArguments(machine, accelerator), {
    folder,
    onOutput: {
      1: (chunk) => {
        console.take(chunk);
        if (console.said.length > 0) wait('silent', limits.silence);
        else if (waitsFor === 'never-printed' && console.printed) wait('never-began', limits.begin);
      },
      2: (chunk) => (errors = (errors + chunk.toString('utf8')).slice(0, longestErrors)),
      [progressDescriptor]: (chunk) => {
        wait('silent', limits.silence);
        reader.take(chunk);
      },
    },
  });
  const stopNow = (): void => running.stop();
  stop.addEventListener('abort', stopNow);
  if (stop.aborted) stopNow();
  wait('never-printed', limits.firstLine);
  const overall = setTimeout(() => end('too-long', limits.overall), limits.overall);
  onProgress(`booting (${accelerator === 'kvm' ? 'KVM' : 'no KVM'})`);
  const emulatorEnding = await running.ended;
  stop.removeEventListener('abort', stopNow);
  clearTimeout(phase);
  clearTimeout(overall);
  const { said, troubles, tail } = console;
  const [ending = { how: 'ended', emulator: emulatorEnding }]: GuestEnding[] = forced;
  return { accelerator, ending, seconds, said, progress, troubles, tail, errors };
}
