import type { Abi } from '../layout/abi.ts';
import { x86_64 } from '../layout/abi/x86_64.ts';
import { requestWord } from '../layout/request-word.ts';
import { run } from '../machine/run.ts';
import { State } from '../machine/state.ts';
import { isRow, type Row, type Value } from '../machine/value.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import { isOwnIoctl } from '../spec/own-ioctl.ts';
import { noCall, surroundingsOf, type Machine, type SymbolValues } from './call-environment.ts';
import type { Call, CallResult } from './call.ts';
import { Programs } from './programs.ts';
import type { Visits } from './visits.ts';

/** Values of the symbols on x86_64 with transparent huge pages. */
export const x86_64Symbols: SymbolValues = {
  PAGE_SIZE: 4096n,
  HPAGE_SIZE: 2n << 20n,
  ULONG_MAX: (1n << 64n) - 1n,
  U64_MAX: (1n << 64n) - 1n,
  SIZE_MAX: (1n << 64n) - 1n,
  U32_MAX: (1n << 32n) - 1n,
};

/** Names that the kernel actions have in the specs which happen without a call of the interface. */
const actions = {
  closeContext: 'close-context',
  closeDescriptor: 'close-descriptor',
  exit: 'exit-process',
  exec: 'exec-process',
  fork: 'fork-process',
};

/** A kernel as the spec describes it: contexts are opened, called and closed, one call at a time. */
export class KernelModel {
  readonly interface: Interface;
  readonly state: State;
  /** Where to mark the instructions that calls come to; null where nobody wants to know. */
  visits: Visits | null = null;
  private readonly programs: Programs;
  private readonly machine: Machine;

  constructor(of: Interface, state = new State(of), abi: Abi = x86_64, symbols: SymbolValues = x86_64Symbols) {
    this.interface = of;
    this.state = state;
    this.machine = { abi, symbols };
    this.programs = Programs.of(of);
  }

  /** A kernel of its own in the same state, and the rows that stand for those of this one. */
  copy(): { readonly model: KernelModel; readonly counterpart: ReadonlyMap<Row, Row> } {
    const { state, counterpart } = this.state.copy();
    const { abi, symbols } = this.machine;
    return { model: new KernelModel(this.interface, state, abi, symbols), counterpart };
  }

  /** The ioctl that has a number, in this interface or in the test kernel. */
  ioctlByNumber(number: number): Ioctl | null {
    return [...this.interface.ioctls, ...this.interface.testIoctls].find((each) => each.number === number) ?? null;
  }

  /**
   * The ioctl that a request word comes to. One of this family is found by its number, and checked afterwards; what another
   * family's header declares is compared as a whole, before any check (drivers/iommu/iommufd/main.c, iommufd_fops_ioctl;
   * vfio_compat.c, iommufd_vfio_ioctl).
   */
  private dispatched(request: number): Ioctl | null {
    const ioctl = this.ioctlByNumber(request & 0xff);
    return ioctl && (isOwnIoctl(this.interface, ioctl) || this.request(ioctl) === request) ? ioctl : null;
  }

  request(ioctl: Ioctl): number {
    return requestWord('none', this.interface.family.ioctl.type, ioctl.number, 0, this.machine.abi);
  }

  /** The process of that number; it comes into being when it is asked for. */
  process(pid: number): Row {
    const number = BigInt(pid);
    const known = this.knownProcess(pid);
    if (known) return known;
    const { state } = this;
    const user = state.rows('user')[0] ?? state.insert('user', {});
    const mm = state.insert('mm', {});
    const process = state.insert('process', { pid: number, user, mm, locked_limit: this.machine.symbols.ULONG_MAX });
    state.insert('thread', { process });
    return process;
  }

  /** RLIMIT_MEMLOCK of a process, in pages; null for no limit. */
  setLockedLimit(process: Row, pages: bigint | null): void {
    this.state.set(process, 'locked_limit', pages ?? this.machine.symbols.ULONG_MAX);
  }

  /** What a process has pinned and locked, in pages; null where the interface does not count them. */
  ledgers(process: Row): { readonly pinned: bigint | null; readonly locked: bigint | null } {
    const { mm } = process.values;
    const column = (name: string): bigint | null => {
      const value = mm !== undefined && isRow(mm) ? mm.values[name] : null;
      return typeof value === 'bigint' ? value : null;
    };
    return { pinned: column('pinned_vm'), locked: column('locked_vm') };
  }

  /** The process of that number; null where nothing was asked of it yet. */
  knownProcess(pid: number): Row | null {
    const number = BigInt(pid);
    return this.state.rows('process').find(({ values }) => (values['pid'] ?? number) === number) ?? null;
  }

  /** The thread of a process that makes its calls: one at a time is all that a recording needs. */
  private thread(process: Row): Row | null {
    return this.state.rows('thread').find(({ values }) => values['process'] === process) ?? null;
  }

  open(opener: Row): Row {
    return this.state.insert('context', { opener });
  }

  /**
   * Closes a context: everything that only it holds is gone.
   *
   * @throws ModelError as `call` does
   */
  close(context: Row, process: Row): void {
    this.act(actions.closeContext, { context, process, thread: this.thread(process) });
  }

  /** Closes a descriptor of a process that is none of a context: a fault queue's, for one. */
  closeDescriptor(process: Row, fd: number): void {
    this.act(actions.closeDescriptor, { process, thread: this.thread(process), fd: BigInt(fd) });
  }

  /** Ends a process: its memory goes, and then the descriptors that are none of a context. */
  exit(process: Row): void {
    this.act(actions.exit, { process, thread: this.thread(process) });
  }

  /** Gives a child a copy of a process's memory, and its descriptors that are none of a context. */
  fork(process: Row, child: Row): void {
    this.act(actions.fork, { process, thread: this.thread(process), child });
  }

  /** A process executes another program: its memory goes, and those descriptors that are none of a context and do not outlive it. */
  exec(process: Row): void {
    this.act(actions.exec, { process, thread: this.thread(process) });
  }

  /** Copies a descriptor of a process that is none of a context. The copy outlives exec. */
  duplicate(process: Row, from: number, fd: number): void {
    for (const { values } of this.state.rows('descriptor'))
      if (values['process'] === process && values['fd'] === BigInt(from)) {
        this.state.insert('descriptor', { ...values, fd: BigInt(fd), close_on_exec: false });
        return;
      }
  }

  /** @throws ModelError where the spec is wrong in a way that only shows when it runs */
  call(context: Row, process: Row, call: Call): CallResult {
    const { state, machine } = this;
    const ioctl = this.dispatched(call.request);
    const around = surroundingsOf(call, ioctl, ioctl ? this.request(ioctl) : 0, machine);
    const { environment, fields, argument } = around;
    const given = { context, process, thread: this.thread(process) };
    if (!ioctl || isOwnIoctl(this.interface, ioctl)) {
      const program = this.programs.entry();
      const marks = this.visits?.of(program);
      const entry = run(program, { state, fields: new Map(), given, environment, marks });
      if (entry.errno !== null || entry.blocked) return { ...entry, argument, mayFail: around.mayFail() };
      if (!ioctl) return { ...entry, errno: 'ENOTTY', argument, mayFail: around.mayFail() };
    }
    const program = this.programs.ioctl(ioctl);
    const outcome = run(program, { state, fields, given, environment, marks: this.visits?.of(program) });
    return { ...outcome, argument, mayFail: around.mayFail() };
  }

  private act(action: string, given: Readonly<Record<string, Value>>): void {
    const program = this.programs.verb(action);
    if (!program) return;
    const { environment } = surroundingsOf(noCall, null, 0, this.machine);
    run(program, { state: this.state, fields: new Map(), given, environment });
  }
}
