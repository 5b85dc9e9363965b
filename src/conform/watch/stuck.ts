import type { ProcessState } from '../../host/process-state.ts';

/**
 * Finds that a process is stuck in the kernel: it has been in one system call, asleep or running, for so long that its
 * own instructions have used no time at all. Sleeping where a program waits for others is no sign.
 */
export class StuckDetector {
  private since: { readonly at: number; readonly seen: ProcessState } | null = null;
  private readonly limit: number;

  /** @param limit in milliseconds */
  constructor(limit: number) {
    this.limit = limit;
  }

  /**
   * What the process looks like now, to be told every second or so.
   *
   * @param now in milliseconds
   * @returns whether it is stuck
   */
  look(seen: ProcessState, now: number): boolean {
    const before = this.since;
    if (before === null || !isSame(before.seen, seen)) {
      this.since = { at: now, seen };
      return false;
    }
    const elapsed = now - before.at;
    if (elapsed < this.limit) return false;
    // One that runs uses the kernel's time; one that is only not given the processor uses none.
    return !isRunning(seen) || (seen.systemTime - before.seen.systemTime) * tick >= elapsed / 2;
  }
}

/** In milliseconds: USER_HZ is 100 (proc(5)). */
const tick = 10;

function isSame(before: ProcessState, seen: ProcessState): boolean {
  if (seen.userTime !== before.userTime || seen.state === 'Z') return false;
  if (isRunning(seen) || isRunning(before)) return isRunning(seen) && isRunning(before);
  return seen.systemCall === before.systemCall && !waits(seen.systemCall);
}

function isRunning(seen: ProcessState): boolean {
  return seen.state === 'R' || seen.systemCall === 'running';
}

/** The calls in which Node waits for something to happen: epoll_wait, epoll_pwait, futex; on x86-64, then on the others. */
const waiting: ReadonlySet<string> = new Set(process.arch === 'x64' ? ['232', '281', '202'] : ['22', '98']);

function waits(systemCall: string | null): boolean {
  return systemCall === null || waiting.has(systemCall.split(' ')[0] ?? '');
}
