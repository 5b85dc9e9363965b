import { KernelRefusal, type FailingOutcome, type FailureInjection } from '../kernel.ts';
import type { Libc } from './libc.ts';
import { must, outcome } from './system-calls.ts';

const O_RDWR = 2;
const O_CLOEXEC = 0o2000000;

/**
 * What makes every allocation a point of failure, but for those of this program's own memory. The settings are the
 * machine's, and change nothing for a thread without a fail-nth of its own; they are put back at the end.
 */
const settings = [
  { path: '/sys/kernel/debug/failslab/ignore-gfp-wait', wanted: 'N' },
  { path: '/sys/kernel/debug/fail_page_alloc/ignore-gfp-wait', wanted: 'N' },
  { path: '/sys/kernel/debug/fail_page_alloc/min-order', wanted: '0' },
];

/** Failures of the thread that makes the calls (Documentation/fault-injection/fault-injection.rst). */
export class DeviceFailures implements FailureInjection {
  private readonly libc: Libc;
  private readonly counter: number;
  private readonly before: readonly { readonly path: string; readonly value: string }[];

  private constructor(libc: Libc, counter: number) {
    this.libc = libc;
    this.counter = counter;
    this.before = settings.flatMap(({ path, wanted }) => {
      const value = this.set(path, wanted);
      return value === null ? [] : [{ path, value }];
    });
    if (this.before.length === 0) throw new KernelRefusal('/sys/kernel/debug/failslab', 'ENOENT');
  }

  /**
   * Null where the kernel has none, or does not let this process.
   *
   * @throws KernelRefusal where it has some, and nothing in debugfs to set them by
   */
  static open(libc: Libc): DeviceFailures | null {
    const counter = libc.open('/proc/thread-self/fail-nth', O_RDWR | O_CLOEXEC);
    return counter < 0 ? null : new DeviceFailures(libc, counter);
  }

  ioctl(descriptor: number, request: number, parameter: bigint, nth: number): FailingOutcome {
    const { libc } = this;
    this.arm(nth);
    const result = libc.ioctl(descriptor, request, parameter);
    const ended = outcome(libc, result);
    // What is left of the number; 0 once the point has failed.
    const left = this.read(this.counter);
    this.arm(0);
    return { ...ended, failed: left === '0' };
  }

  dispose(): void {
    for (const { path, value } of this.before) this.set(path, value);
    this.libc.close(this.counter);
  }

  private arm(nth: number): void {
    const text = Buffer.from(String(nth));
    must(this.libc, 'fail-nth', this.libc.pwrite(this.counter, text, text.length, 0));
  }

  private read(descriptor: number): string {
    const into = new Uint8Array(32);
    const length = must(this.libc, 'fail-nth', this.libc.pread(descriptor, into, into.length, 0));
    return Buffer.from(into.subarray(0, length)).toString('latin1').trim();
  }

  /** Returns what it was before; null where there is no such setting. */
  private set(path: string, value: string): string | null {
    const { libc } = this;
    const setting = libc.open(path, O_RDWR | O_CLOEXEC);
    if (setting < 0) return null;
    const before = this.read(setting);
    const text = Buffer.from(value);
    libc.pwrite(setting, text, text.length, 0);
    libc.close(setting);
    return before;
  }
}
