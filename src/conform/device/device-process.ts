import { readText } from '../../host/read.ts';
import { KernelRefusal, type Ledgers, type ProcessDoors } from '../kernel.ts';
import type { Libc } from './libc.ts';
import { must } from './system-calls.ts';

// asm-generic/resource.h, linux/capability.h
const RLIMIT_MEMLOCK = 8;
const RLIM_INFINITY = (1n << 64n) - 1n;
const _LINUX_CAPABILITY_VERSION_3 = 0x20080522;
/** Two of struct __user_cap_data_struct: effective, permitted and inheritable, 32 capabilities each. */
const capabilityBytes = 24;
const effectiveAt = [0, 12];
const permittedAt = [4, 16];

/** The process that this runs in, and its only thread that makes calls. */
export class DeviceProcess implements ProcessDoors {
  readonly pid: number;
  readonly capable: boolean;
  private readonly libc: Libc;
  /** As the process had them. */
  private readonly capabilities: Uint8Array;
  private readonly limits: Uint8Array;

  constructor(libc: Libc, pid: number) {
    this.libc = libc;
    this.pid = pid;
    this.capabilities = new Uint8Array(capabilityBytes);
    must(libc, 'capget', libc.capget(capabilityHeader(), this.capabilities));
    this.capable = isFull(this.capabilities);
    this.limits = new Uint8Array(16);
    must(libc, 'getrlimit', libc.prlimit(0, RLIMIT_MEMLOCK, null, this.limits));
  }

  ledgers(): Ledgers {
    const status = readText('/proc/thread-self/status');
    const bytes = (name: string): bigint => {
      const found = status.ok ? new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(status.text) : null;
      if (!found) throw new KernelRefusal(`${name} in /proc/self/status`, 'ENOENT');
      return BigInt(found[1] ?? 0) << 10n;
    };
    return { pinned: bytes('VmPin'), locked: bytes('VmLck') };
  }

  lockedLimit(): bigint | null {
    const now = new Uint8Array(16);
    must(this.libc, 'getrlimit', this.libc.prlimit(0, RLIMIT_MEMLOCK, null, now));
    const limit = new DataView(now.buffer).getBigUint64(0, true);
    return limit === RLIM_INFINITY ? null : limit;
  }

  setLockedLimit(limit: bigint | null): void {
    const set = new Uint8Array(16);
    must(this.libc, 'getrlimit', this.libc.prlimit(0, RLIMIT_MEMLOCK, null, set));
    const view = new DataView(set.buffer);
    const soft = limit ?? RLIM_INFINITY;
    view.setBigUint64(0, soft, true);
    // The hard limit is put up where it is in the way, which takes a capability.
    if (view.getBigUint64(8, true) < soft) view.setBigUint64(8, soft, true);
    must(this.libc, 'setrlimit', this.libc.prlimit(0, RLIMIT_MEMLOCK, set, null));
  }

  setPrivileged(privileged: boolean): void {
    const set = this.capabilities.slice();
    const view = new DataView(set.buffer);
    if (!privileged) for (const offset of effectiveAt) view.setUint32(offset, 0, true);
    must(this.libc, 'capset', this.libc.capset(capabilityHeader(), set));
  }

  dispose(): void {
    this.libc.capset(capabilityHeader(), this.capabilities);
    this.libc.prlimit(0, RLIMIT_MEMLOCK, this.limits, null);
  }
}

function capabilityHeader(): Uint8Array {
  const header = new Uint8Array(8);
  new DataView(header.buffer).setUint32(0, _LINUX_CAPABILITY_VERSION_3, true);
  return header;
}

/** All that are there, which a kernel of another age counts otherwise: effective is all permitted, and SYS_ADMIN is one. */
function isFull(capabilities: Uint8Array): boolean {
  const view = new DataView(capabilities.buffer);
  const [effective = 0, more = 0] = effectiveAt.map((offset) => view.getUint32(offset, true));
  const [permitted = 0, others = 0] = permittedAt.map((offset) => view.getUint32(offset, true));
  return effective === permitted && more === others && effective === 0xffff_ffff;
}
