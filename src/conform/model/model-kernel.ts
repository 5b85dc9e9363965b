import { x86_64 } from '../../layout/abi/x86_64.ts';
import { layoutOf } from '../../layout/layout.ts';
import type { Row } from '../../machine/value.ts';
import type { Call, Failure, Unseen } from '../../model/call.ts';
import { KernelModel } from '../../model/kernel-model.ts';
import type { UserMemory } from '../../model/user-memory.ts';
import { numberArgument, resultOf, takesNumber } from '../../recording/number-call.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import type { FailingOutcome, FailureInjection, Kernel, Ledgers, Outcome, ProcessDoors } from '../kernel.ts';
import { ModelMemory } from './model-memory.ts';

/** The number of a process in the model; any will do. */
const pid = 1;
/** The first descriptor of what userspace opens: those that calls give are the lowest that are free. */
const firstDescriptor = 1 << 16;
const pageSize = 4096n;
const noLimit = (1n << 64n) - 1n;

/** Puts the model of an interface where a kernel would be, so that what tests a kernel can be tested without one. */
export function modelKernel(of: Interface): Kernel {
  return new ModelKernel(of);
}

class ModelKernel implements Kernel {
  readonly name: string;
  readonly device: string;
  readonly pageSize = pageSize;
  readonly hugePageSize = 2n << 20n;
  readonly failures: FailureInjection;
  readonly memory: ModelMemory;
  readonly process: ProcessDoors;
  private readonly model: KernelModel;
  private readonly row: Row;
  private readonly contexts = new Map<number, Row>();
  private descriptors = firstDescriptor;
  private privileged = true;
  private failure: Failure | null = null;
  /** How many steps that may fail the last call came to. */
  private mayFail = 0;

  constructor(of: Interface) {
    this.name = `the model of ${of.name}`;
    this.device = of.family.device;
    this.model = new KernelModel(of);
    this.row = this.model.process(pid);
    this.memory = new ModelMemory(this.model, this.row, () => this.descriptors++);
    this.process = this.doors();
    this.failures = {
      ioctl: (descriptor, request, parameter, nth) => this.failing(descriptor, request, parameter, nth),
    };
  }

  open(): Outcome {
    const descriptor = this.descriptors++;
    this.contexts.set(descriptor, this.model.open(this.row));
    return good(descriptor);
  }

  duplicate(descriptor: number): Outcome {
    const context = this.contexts.get(descriptor);
    if (!context) return bad('EBADF');
    const copy = this.descriptors++;
    this.contexts.set(copy, context);
    return good(copy);
  }

  close(descriptor: number): Outcome {
    const context = this.contexts.get(descriptor);
    if (!context) {
      this.model.closeDescriptor(this.row, descriptor);
      return good(0);
    }
    this.contexts.delete(descriptor);
    if (![...this.contexts.values()].includes(context)) this.model.close(context, this.row);
    return good(0);
  }

  ioctl(descriptor: number, request: number, parameter: bigint): Outcome {
    return this.made(descriptor, request, parameter, 0);
  }

  /** What a driver returns that fails is the driver's to say; here it is the errno of one that has no memory. */
  private failing(descriptor: number, request: number, parameter: bigint, nth: number): FailingOutcome {
    const outcome = this.made(descriptor, request, parameter, nth);
    return { ...outcome, failed: this.mayFail >= nth };
  }

  /** @param nth which of the steps that may fail does; 0 for none */
  private made(descriptor: number, request: number, parameter: bigint, nth: number): Outcome {
    this.failure = nth === 0 ? null : { nth, driverErrno: 'ENOMEM' };
    this.mayFail = 0;
    const context = this.contexts.get(descriptor);
    if (!context) return bad('EBADF');
    const ioctl = this.model.ioctlByNumber(request & 0xff);
    if (ioctl && takesNumber(ioctl)) return this.numberIoctl(context, ioctl, request, parameter);
    const call = this.call(request, parameter);
    const { errno, argument, blocked, mayFail } = this.model.call(context, this.row, call);
    this.mayFail = mayFail;
    if (blocked) throw new RangeError('the call never returns in the model');
    // Of an argument that cannot be read as a whole, nothing is written back.
    if (argument && call.argument && !call.unseen && call.readOnly !== true) this.memory.write(parameter, argument);
    return errno === null ? good(0) : bad(errno);
  }

  private numberIoctl(context: Row, ioctl: Ioctl, request: number, parameter: bigint): Outcome {
    const { privileged } = this;
    const argument = numberArgument(ioctl, parameter, 0);
    const call: Call = { request, argument, memory: userMemory(this.memory), privileged, preferred: [] };
    const result = this.model.call(context, this.row, call);
    if (result.errno !== null) return bad(result.errno);
    return good(result.argument ? resultOf(ioctl, result.argument) : 0);
  }

  dispose(): void {
    for (const descriptor of [...this.contexts.keys()]) this.close(descriptor);
  }

  /** A call as the model takes it: with the bytes that lie where the parameter points. */
  private call(request: number, address: bigint): Call {
    const { memory, model, privileged } = this;
    const failure = this.failure ? { failure: this.failure } : {};
    const common = { request, memory: userMemory(memory), privileged, preferred: [], ...failure };
    if (!memory.covers(address, 4n, false)) return { ...common, argument: null };
    const size = new DataView(memory.read(address, 4).buffer).getUint32(0, true);
    const length = Math.max(size, 4);
    const ioctl = model.ioctlByNumber(request & 0xff);
    if (memory.covers(address, BigInt(length), false)) {
      const readOnly = !memory.covers(address, BigInt(Math.min(length, knownSize(ioctl))), true);
      return { ...common, argument: memory.read(address, length), readOnly };
    }
    return { ...common, argument: this.readable(address), unseen: { size, rest: 'nothing' } satisfies Unseen };
  }

  /** The bytes from an address on, up to where they end. */
  private readable(address: bigint): Uint8Array {
    let length = Number(pageSize - (address % pageSize));
    while (this.memory.covers(address, BigInt(length + Number(pageSize)), false)) length += Number(pageSize);
    return this.memory.read(address, length);
  }

  private doors(): ProcessDoors {
    const { model, row } = this;
    const column = (name: string): bigint => {
      const mm = row.values['mm'];
      const value = typeof mm === 'object' ? mm?.values[name] : null;
      return typeof value === 'bigint' ? value * pageSize : 0n;
    };
    return {
      pid,
      capable: true,
      ledgers: (): Ledgers => ({ pinned: column('pinned_vm'), locked: column('locked_vm') }),
      lockedLimit: () => {
        const limit = row.values['locked_limit'];
        return typeof limit === 'bigint' && limit !== noLimit ? limit * pageSize : null;
      },
      setLockedLimit: (limit) => {
        model.state.set(row, 'locked_limit', limit === null ? noLimit : limit / pageSize);
      },
      setPrivileged: (privileged) => {
        this.privileged = privileged;
      },
    };
  }
}

function good(result: number): Outcome {
  return { result, errno: null };
}

function bad(errno: string): Outcome {
  return { result: -1, errno };
}

function knownSize(ioctl: Ioctl | null): number {
  return ioctl ? layoutOf(ioctl.struct, x86_64).size : 0;
}

/** The memory of a process as calls find it. */
function userMemory(memory: ModelMemory): UserMemory {
  return {
    covers: (address, length, writable) => memory.covers(address, length, writable),
    read: (address, length) => (memory.covers(address, BigInt(length), false) ? memory.read(address, length) : null),
    write: (address, bytes) => {
      if (!memory.covers(address, BigInt(bytes.length), true)) return false;
      memory.write(address, bytes);
      return true;
    },
    // Nothing is as good as anything.
    leave: () => undefined,
  };
}
