import { EnvironmentError } from '../../host/errors.ts';
import { visible } from '../../diagnostics/visible.ts';
import type { Trouble } from '../trouble.ts';
import type { Booted } from './boot.ts';
import { emulator } from './machine.ts';

/** What a guest has left in the folder for results, each null where it is not there. */
export interface GuestFiles {
  /** The exit status of the command, in digits. */
  readonly status: string | null;
  /** What the command printed. */
  readonly output: string | null;
  /** /proc/sys/kernel/tainted, afterwards. */
  readonly tainted: string | null;
  /** The line of /proc/lockdep_stats that says whether locks are still checked. */
  readonly locks: string | null;
}

/** What came of a command in a guest. */
export interface GuestResult {
  readonly troubles: readonly Trouble[];
  /** Null where the command did not come to its end. */
  readonly ended: { readonly status: number; readonly output: string } | null;
}

/**
 * What there is to say of a guest that is gone. Where the command did not end there is always a trouble that says why.
 *
 * @throws EnvironmentError CON0109 or CON0110 where it is the emulator that failed, and not the kernel
 */
export function guestResult(booted: Booted, files: GuestFiles): GuestResult {
  const { troubles, said } = booted;
  if (said.some((word) => word.startsWith('ended '))) return commandEnded(booted, files);
  const reason = whyNot(booted);
  // A panic says more than that there was no end; but a time limit is told in any case.
  const known = reason === null || (booted.ending.how === 'ended' && troubles.some((each) => each.code === 'CON0101'));
  return { troubles: known ? troubles : [...troubles, reason], ended: null };
}

function commandEnded(booted: Booted, { status, output, tainted, locks }: GuestFiles): GuestResult {
  const hidden = booted.troubles.length > 0 ? [] : unprinted(tainted, locks);
  const troubles = [...booted.troubles, ...hidden];
  if (status !== null && /^\d+$/.test(status.trim()) && output !== null)
    return { troubles, ended: { status: Number(status), output } };
  const lost: Trouble = {
    code: 'CON0112',
    message: 'what the guest found out did not come back',
    lines: booted.tail,
  };
  return { troubles: [...troubles, lost], ended: null };
}

/** Of /proc/sys/kernel/tainted: the kernel died (D), warned (W), or had a soft lockup (L). */
const badTaints = (1n << 7n) | (1n << 9n) | (1n << 14n);

/** What the kernel remembers of its reports, for the case that the console showed none. */
function unprinted(tainted: string | null, locks: string | null): readonly Trouble[] {
  const found: Trouble[] = [];
  const flags = /^\d+$/.test(tainted?.trim() ?? '') ? BigInt(tainted ?? '') : 0n;
  if ((flags & badTaints) !== 0n)
    found.push({ code: 'CON0104', message: `the kernel is tainted (${String(flags)}), as after a warning`, lines: [] });
  if (/:\s*0\s*$/.test(locks ?? ''))
    found.push({ code: 'CON0102', message: 'the kernel has stopped to check its locks, as after a report', lines: [] });
  return found;
}

function whyNot(booted: Booted): Trouble | null {
  const { ending, tail, said, progress } = booted;
  const at = progress === '' ? '' : `; it was at: ${visible(progress)}`;
  const limit = 'limit' in ending ? `${String(ending.limit / 1000)} s` : '';
  switch (ending.how) {
    case 'never-printed':
      return { code: 'CON0106', message: `the guest printed nothing in ${limit}`, lines: [] };
    case 'never-began':
      return { code: 'CON0106', message: `the guest started no program in ${limit}`, lines: tail };
    case 'silent':
      return { code: 'CON0105', message: `the guest gave no sign of life for ${limit}${at}`, lines: tail };
    case 'too-long':
      return { code: 'CON0111', message: `the guest was not done after ${limit}${at}`, lines: tail };
    case 'ended':
      emulatorFailed(booted, at);
      return stopped(said, tail, at);
  }
}

function stopped(said: readonly string[], tail: readonly string[], at: string): Trouble {
  const missing = said.find((word) => word.startsWith('missing '));
  if (missing !== undefined)
    return { code: 'CON0108', message: `the guest's kernel has no ${missing.slice('missing '.length)}`, lines: [] };
  const failed = said.find((word) => word.startsWith('failed '));
  if (failed?.includes('results') === true)
    return { code: 'CON0112', message: `what the guest found out did not come back: it ${failed}`, lines: tail };
  if (failed !== undefined)
    return { code: 'CON0107', message: `the kernel lacks what the guest needs: it ${failed}`, lines: tail };
  if (said.length > 0) return { code: 'CON0107', message: `the guest ended before the command did${at}`, lines: tail };
  return { code: 'CON0107', message: 'the guest ended before it started a program', lines: tail };
}

function emulatorFailed({ ending, errors }: Booted, at: string): void {
  if (ending.how !== 'ended') return;
  const { notStarted, signal, status } = ending.emulator;
  if (notStarted !== null)
    throw new EnvironmentError(
      'CON0110',
      `${emulator} ${notStarted === 'ENOENT' ? 'is not installed' : `cannot be started (${notStarted})`}`,
      'install qemu-system-x86',
    );
  const said = errors.trim().replace(/\s*\n\s*/g, '; ');
  if (signal !== null)
    throw new EnvironmentError('CON0109', `QEMU was ended by ${signal}${at}${said === '' ? '' : `: ${said}`}`);
  if (status !== 0)
    throw new EnvironmentError(
      'CON0109',
      `QEMU ended with status ${String(status)}${at}: ${said || 'it said nothing'}`,
    );
}
