import type { FailingOutcome, FailureInjection } from '../kernel.ts';
import { LeftOut } from '../left-out.ts';
import { wantFailures } from './failure-settings.ts';
import type { Libc } from './libc.ts';
import { must, O_CLOEXEC, O_RDWR, outcome } from './system-calls.ts';

const mend =
  'run it as root, on a kernel with CONFIG_FAULT_INJECTION_DEBUG_FS, CONFIG_FAILSLAB and CONFIG_FAIL_PAGE_ALLOC';

/**
 * Failures of the thread that makes the calls (Documentation/fault-injection/fault-injection.rst). What it sets of the
 * machine is put back by who watches this process, since that may be killed (failure-settings.ts).
 */
export class DeviceFailures implements FailureInjection {
  private readonly libc: Libc;
  private readonly counter: number;

  private constructor(libc: Libc, counter: number) {
    this.libc = libc;
    this.counter = counter;
  }

  /** @throws LeftOut where the kernel has none, or does not let this process */
  static open(libc: Libc): DeviceFailures {
    const path = '/proc/thread-self/fail-nth';
    const counter = outcome(libc, libc.open(path, O_RDWR | O_CLOEXEC));
    if (counter.errno === 'ENOENT') throw new LeftOut('CON0007', 'the kernel has no fault injection (fail-nth)', mend);
    if (counter.errno !== null) throw new LeftOut('CON0007', `${path} cannot be opened: ${counter.errno}`, mend);
    const unset = wantFailures();
    if (unset === null) return new DeviceFailures(libc, counter.result);
    libc.close(counter.result);
    const what = 'neither failslab nor fail_page_alloc can be set in /sys/kernel/debug';
    throw new LeftOut('CON0007', `${what}: ${unset}`, mend);
  }

  ioctl(descriptor: number, request: number, parameter: bigint, nth: number): FailingOutcome {
    const { libc } = this;
    this.arm(nth);
    const result = libc.ioctl(descriptor, request, parameter);
    const ended = outcome(libc, result);
    // What is left of the number; 0 once the point has failed.
    const left = this.left();
    this.arm(0);
    return { ...ended, failed: left === '0' };
  }

  dispose(): void {
    this.libc.close(this.counter);
  }

  private arm(nth: number): void {
    const text = Buffer.from(String(nth));
    must(this.libc, 'fail-nth', this.libc.pwrite(this.counter, text, text.length, 0));
  }

  private left(): string {
    const into = new Uint8Array(32);
    const length = must(this.libc, 'fail-nth', this.libc.pread(this.counter, into, into.length, 0));
    return Buffer.from(into.subarray(0, length)).toString('latin1').trim();
  }
}
