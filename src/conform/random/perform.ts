import { KernelRefusal, type Kernel, type Outcome, type Region } from '../kernel.ts';
import { LeftOut } from '../left-out.ts';
import { Binding } from './binding.ts';
import { pageSize } from './layout.ts';
import type {
  ArrayArgument,
  BytesArgument,
  Case,
  IoctlOperation,
  Operation,
  Performed,
  PerformedOperation,
  RegionPlan,
} from './operation.ts';

/** Where regions start: so far apart, and so aligned, that no huge page is made of one. */
const alignment = 2n << 20n;
/** Longer arguments and arrays than this are not made. */
const scratchPages = 4n;

/** How an operation is done that a kernel is asked to fail in; see run-failing.ts. */
export interface Injection {
  /** The operation in which it fails. */
  readonly operation: number;
  /** At which of the points where it may; from 1. */
  readonly nth: number;
}

/** Does cases on a kernel. Each begins with memory and contexts of its own, and leaves nothing behind. */
export class Performer {
  private readonly kernel: Kernel;
  private readonly argument: Region;
  private readonly readOnly: Region;
  private readonly arrays: Region;
  /** Regions that no case uses now, by their plan. */
  private readonly spare = new Map<string, Region[]>();
  private privileged = true;

  /** @throws LeftOut where what is drawn (draw.ts) would come to something else than on the kernel that it is drawn for */
  constructor(kernel: Kernel) {
    this.kernel = kernel;
    requireSuited(kernel);
    const scratch = (): Region => this.map(scratchPages, null);
    this.argument = scratch();
    this.readOnly = scratch();
    this.arrays = scratch();
  }

  perform(of: Case, injection: Injection | null = null): Performed {
    const regions = of.regions.map((plan) => this.region(plan));
    const binding = new Binding(
      regions.map((each) => each.address),
      this.arrays.address,
    );
    const run = new Run(this, binding, regions, injection);
    const results = of.operations.map((operation) => run.operation(operation));
    run.end();
    for (const [index, plan] of of.regions.entries()) {
      const region = regions[index];
      if (!region) continue;
      if (run.unmapped.has(index)) this.protect(plan, region);
      this.spares(plan).push(region);
    }
    return { regions: regions.map(({ address }) => String(address)), arrays: String(this.arrays.address), results };
  }

  get target(): Kernel {
    return this.kernel;
  }

  setPrivileged(privileged: boolean): void {
    if (privileged !== this.privileged) this.kernel.process.setPrivileged(privileged);
    this.privileged = privileged;
  }

  /** Puts an argument where nothing lies behind it; returns its address. */
  put(bytes: Uint8Array, memory: BytesArgument['memory']): bigint {
    if (memory === 'missing') return 0n;
    const region = memory === 'writable' ? this.argument : this.readOnly;
    const address = region.address + region.length - BigInt(bytes.length);
    const { memory: own } = this.kernel;
    if (memory === 'read-only') own.protect(region.address, region.length, 'read-write');
    own.write(address, bytes);
    if (memory === 'read-only') own.protect(region.address, region.length, 'read');
    return address;
  }

  clearArrays(): void {
    this.kernel.memory.write(this.arrays.address, new Uint8Array(Number(this.arrays.length)));
  }

  private region(plan: RegionPlan): Region {
    return this.spares(plan).pop() ?? this.make(plan);
  }

  private spares(plan: RegionPlan): Region[] {
    const key = JSON.stringify(plan);
    let spares = this.spare.get(key);
    if (!spares) this.spare.set(key, (spares = []));
    return spares;
  }

  private make(plan: RegionPlan): Region {
    const { kind, pages } = plan;
    const { memory, pageSize } = this.kernel;
    const region = this.map(BigInt(pages), kind === 'memfd' ? 'memfd' : kind === 'huge' ? 'memfd-huge' : null);
    // Every page is there from the start: one that is made later may be another than the one that was pinned.
    for (let page = 0n; page < BigInt(pages); page++) memory.write(region.address + page * pageSize, new Uint8Array(1));
    this.protect(plan, region);
    return region;
  }

  /** Lets as much be done with a region as its plan says. */
  private protect({ kind, holes }: RegionPlan, { address, length }: Region): void {
    const { memory, pageSize } = this.kernel;
    memory.protect(address, length, kind === 'read-only' ? 'read' : 'read-write');
    for (const hole of holes) memory.protect(address + BigInt(hole) * pageSize, pageSize, 'none');
  }

  /**
   * Maps memory with a guard on both sides, so that a call that reaches beyond it finds nothing, and never memory of this
   * program.
   */
  private map(pages: bigint, kind: 'memfd' | 'memfd-huge' | null): Region {
    const { memory, pageSize } = this.kernel;
    const guard = kind === 'memfd' ? 16n * pageSize : alignment;
    const length = pages * pageSize;
    const whole = length + 2n * guard;
    try {
      const file = kind === null ? null : memory.createFile(kind, whole);
      // What a file is mapped at has the alignment of the file's own pages.
      const aligned = kind === null ? alignment : pageSize;
      const region = memory.map({ length: whole, access: 'read-write', file, offset: 0n, alignment: aligned });
      if (file !== null) this.kernel.close(file);
      memory.protect(region.address, guard, 'none');
      memory.protect(region.address + guard + length, guard, 'none');
      return { address: region.address + guard, length };
    } catch (error) {
      // Memory of another kind will do where the kernel has no huge pages left.
      if (!(error instanceof KernelRefusal) || kind !== 'memfd-huge') throw error;
      return this.map(pages, 'memfd');
    }
  }
}

function requireSuited({ pageSize: actual, process: doors }: Kernel): void {
  if (actual !== pageSize)
    throw new LeftOut(
      'CON0006',
      `calls are drawn for pages of ${String(pageSize)} bytes, and those of this kernel have ${String(actual)}`,
      null,
    );
  if (!doors.capable)
    throw new LeftOut(
      'CON0005',
      'calls are made with all capabilities and with none, and this process lacks some',
      mend,
    );
  try {
    doors.setLockedLimit(null);
  } catch (error) {
    if (!(error instanceof KernelRefusal)) throw error;
    throw new LeftOut('CON0005', `the limit of locked memory (RLIMIT_MEMLOCK) cannot be raised: ${error.errno}`, mend);
  }
}

const mend = 'run it as root, outside of a container';

/** One case as it is done. */
class Run {
  readonly unmapped = new Set<number>();
  private readonly contexts = new Set<number>();
  private readonly others = new Set<number>();
  private readonly performer: Performer;
  private readonly kernel: Kernel;
  private readonly binding: Binding;
  private readonly regions: readonly Region[];
  private readonly injection: Injection | null;
  private limited = false;

  constructor(performer: Performer, binding: Binding, regions: readonly Region[], injection: Injection | null) {
    this.performer = performer;
    this.kernel = performer.target;
    this.binding = binding;
    this.regions = regions;
    this.injection = injection;
  }

  operation(operation: Operation): PerformedOperation {
    switch (operation.op) {
      case 'open': {
        const { result, errno } = this.kernel.open();
        if (errno === null) this.contexts.add(result);
        this.binding.note(operation.id, result, null);
        return { result, errno };
      }
      case 'close':
        return this.close(Number(BigInt.asIntN(32, this.binding.source(operation.descriptor))));
      case 'ioctl':
        return this.ioctl(operation);
      case 'unmap': {
        const region = this.regions[operation.region];
        if (region && !this.unmapped.has(operation.region)) this.unmap(operation.region, region);
        return done;
      }
      case 'limit':
        this.limited = operation.pages !== null;
        this.kernel.process.setLockedLimit(
          operation.pages === null ? null : BigInt(operation.pages) * this.kernel.pageSize,
        );
        return done;
      case 'ledgers': {
        const { pinned, locked } = this.kernel.process.ledgers();
        const pages = (bytes: bigint): number => Number(bytes / this.kernel.pageSize);
        return { ...done, pinned: pages(pinned), locked: pages(locked) };
      }
    }
  }

  /** Closes what is still open. */
  end(): void {
    for (const descriptor of [...this.contexts, ...this.others]) this.kernel.close(descriptor);
    this.performer.setPrivileged(true);
    if (this.limited) this.kernel.process.setLockedLimit(null);
  }

  private close(descriptor: number): PerformedOperation {
    // One that is none of the case's may be anybody's.
    const known = this.contexts.delete(descriptor) || this.others.delete(descriptor);
    return known ? this.kernel.close(descriptor) : { result: -1, errno: 'EBADF' };
  }

  private unmap(index: number, { address, length }: Region): void {
    this.unmapped.add(index);
    // The addresses stay this run's: unmapped, they could become anybody's.
    this.kernel.memory.protect(address, length, 'none');
  }

  private ioctl(operation: IoctlOperation): PerformedOperation {
    const { argument } = operation;
    this.performer.setPrivileged(operation.privileged);
    if (argument.kind === 'number') {
      const outcome = this.call(operation, BigInt(argument.number));
      this.binding.note(operation.id, outcome.result, null);
      return outcome;
    }
    const before = this.binding.bytes(argument.bytes, argument.patches);
    const array = argument.array && this.put(argument.array, before);
    const address = this.performer.put(before, argument.memory);
    const arrayBefore = array && this.kernel.memory.read(array.at, array.length);
    const outcome = this.call(operation, address);
    const after = argument.memory === 'missing' ? before : this.kernel.memory.read(address, before.length);
    const arrayAfter = array && this.kernel.memory.read(array.at, array.length);
    this.binding.note(operation.id, outcome.result, after);
    this.noteDescriptors(operation, outcome);
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    return {
      ...outcome,
      ...(argument.memory === 'missing' ? {} : { before: text(before), after: text(after) }),
      ...(arrayBefore && arrayAfter ? { arrayBefore: text(arrayBefore), arrayAfter: text(arrayAfter) } : {}),
    };
  }

  private call({ id, descriptor, request }: IoctlOperation, parameter: bigint): Outcome {
    const file = Number(BigInt.asIntN(32, this.binding.source(descriptor)));
    if (this.injection?.operation === id)
      return this.kernel.failures.ioctl(file, request, parameter, this.injection.nth);
    return this.kernel.ioctl(file, request, parameter);
  }

  /** Puts an array where it belongs. Of what of it can be read, the place; null where nothing can. */
  private put(
    { pointer, bytes, length }: ArrayArgument,
    argument: Uint8Array,
  ): { readonly at: bigint; readonly length: number } | null {
    const { memory, pageSize } = this.kernel;
    if (argument.length < pointer + 8) return null;
    const address = Buffer.from(argument).readBigUInt64LE(pointer);
    if (bytes !== null && memory.covers(address, BigInt(bytes.length / 2), true)) {
      // Nobody knows what earlier calls have left behind the array.
      this.performer.clearArrays();
      memory.write(address, Uint8Array.from(Buffer.from(bytes, 'hex')));
    }
    let readable = length;
    while (readable > 0 && !memory.covers(address, BigInt(readable), false)) {
      const beyond = Number((address + BigInt(readable)) % pageSize);
      readable -= beyond === 0 ? Number(pageSize) : beyond;
    }
    return readable > 0 ? { at: address, length: readable } : null;
  }

  /** Calls may open descriptors, which have to be closed at the end. */
  private noteDescriptors({ id, gives }: IoctlOperation, { errno }: Outcome): void {
    if (errno !== null) return;
    for (const offset of gives)
      this.others.add(Number(this.binding.source({ kind: 'output', operation: id, offset, width: 4 })));
  }
}

const done: PerformedOperation = { result: 0, errno: null };
