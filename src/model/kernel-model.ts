import type { Abi } from '../layout/abi.ts';
import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf } from '../layout/layout.ts';
import { requestWord } from '../layout/request-word.ts';
import type { Environment } from '../machine/environment.ts';
import { lowerEntry, lowerIoctl, lowerVerb } from '../machine/lower.ts';
import type { Origin, Program } from '../machine/program.ts';
import { run, type Outcome } from '../machine/run.ts';
import { State, type Row } from '../machine/state.ts';
import type { EnvironmentQuestion, SymbolName } from '../spec/expression/expression.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import { readFields, writeFields } from './argument.ts';
import { readElement, writeElement, type UserMemory } from './user-memory.ts';

/** One ioctl(2) call as userspace makes it. */
export interface Call {
  readonly request: number;
  /** The argument; null where the pointer is bad. Its first u32 says how long it claims to be. */
  readonly argument: Uint8Array | null;
  readonly memory: UserMemory;
  /** Whether the caller has every capability. */
  readonly privileged: boolean;
  /** What to choose where the kernel may choose, by preference: the values that were recorded. */
  readonly preferred: readonly bigint[];
  /** True where the argument lies in memory that can be read only, so that no reply reaches it. */
  readonly readOnly?: boolean;
}

export interface CallResult {
  /** The errno's name; null for success. */
  readonly errno: string | null;
  /** The argument after the call; null where it could not be read. */
  readonly argument: Uint8Array | null;
  /** The step that ended the call; null for success. */
  readonly by: Origin | null;
  /** True where the call would sleep for ever. */
  readonly blocked: boolean;
}

export type SymbolValues = Readonly<Record<SymbolName, bigint>>;

/** Values of the symbols on x86_64 with transparent huge pages. */
export const x86_64Symbols: SymbolValues = {
  PAGE_SIZE: 4096n,
  HPAGE_SIZE: 2n << 20n,
  ULONG_MAX: (1n << 64n) - 1n,
  U64_MAX: (1n << 64n) - 1n,
  SIZE_MAX: (1n << 64n) - 1n,
  U32_MAX: (1n << 32n) - 1n,
};

/** Programs of one interface, lowered once. */
class Programs {
  private readonly known = new Map<string, Program>();
  private readonly interface: Interface;

  constructor(of: Interface) {
    this.interface = of;
  }

  ioctl(ioctl: Ioctl): Program {
    return this.once(ioctl.name, () => lowerIoctl(this.interface, ioctl));
  }

  entry(): Program {
    return this.once('#entry', () => lowerEntry(this.interface));
  }

  verb(name: string): Program | null {
    const verb = this.interface.verbs.get(name);
    return verb ? this.once(`#${name}`, () => lowerVerb(this.interface, verb)) : null;
  }

  private once(name: string, make: () => Program): Program {
    let program = this.known.get(name);
    if (!program) this.known.set(name, (program = make()));
    return program;
  }
}

const programsOf = new WeakMap<Interface, Programs>();

/** A kernel as the spec describes it: contexts are opened, called and closed, one call at a time. */
export class KernelModel {
  readonly interface: Interface;
  readonly state: State;
  private readonly programs: Programs;
  private readonly abi: Abi;
  private readonly symbols: SymbolValues;

  constructor(of: Interface, state = new State(of), abi: Abi = x86_64, symbols: SymbolValues = x86_64Symbols) {
    this.interface = of;
    this.state = state;
    this.abi = abi;
    this.symbols = symbols;
    let programs = programsOf.get(of);
    if (!programs) programsOf.set(of, (programs = new Programs(of)));
    this.programs = programs;
  }

  /** The ioctl that has a number, in this interface or in the test kernel. */
  ioctlByNumber(number: number): Ioctl | null {
    return [...this.interface.ioctls, ...this.interface.testIoctls].find((each) => each.number === number) ?? null;
  }

  request(ioctl: Ioctl): number {
    return requestWord('none', this.interface.family.ioctl.type, ioctl.number, 0, this.abi);
  }

  process(pid: number): Row {
    return (
      this.state.rows('process').find((row) => row.values['pid'] === BigInt(pid)) ??
      this.state.insert('process', { pid: BigInt(pid) })
    );
  }

  open(opener: Row): Row {
    return this.state.insert('context', { opener });
  }

  /** Closes a context: everything that only it holds is gone. */
  close(context: Row, process: Row): void {
    const program = this.programs.verb('close-context');
    if (program)
      run(program, {
        state: this.state,
        fields: new Map(),
        given: { context, process },
        environment: this.environment(noCall, null, new Map()),
      });
  }

  call(context: Row, process: Row, call: Call): CallResult {
    const ioctl = this.ioctlByNumber(call.request & 0xff);
    const argument = call.argument && Uint8Array.from(call.argument);
    const fields = ioctl && argument ? readFields(ioctl.struct, argument, this.abi) : new Map<string, bigint>();
    const written = argument && Uint8Array.from(argument);
    const environment = this.environment({ ...call, argument }, ioctl, fields, written);
    const given = { context, process };
    const { state } = this;
    const entry = run(this.programs.entry(), { state, fields: new Map(), given, environment });
    const outcome: Outcome =
      entry.errno !== null || !ioctl ? entry : run(this.programs.ioctl(ioctl), { state, fields, given, environment });
    return { errno: outcome.errno, by: outcome.by, blocked: outcome.blocked, argument: written };
  }

  private environment(
    call: Call,
    ioctl: Ioctl | null,
    before: ReadonlyMap<string, bigint>,
    written: Uint8Array | null = null,
  ): Environment {
    const { abi } = this;
    const claimed = call.argument ? Number(readFirst(call.argument)) : 0;
    const original = new Map(before);
    const knownBytes = ioctl ? layoutOf(ioctl.struct, abi).size : 0;
    const minimum = ioctl ? minimumSize(ioctl, abi) : 0;
    const questions: Readonly<Record<EnvironmentQuestion, (operands: readonly bigint[]) => boolean>> = {
      capable: () => call.privileged,
      readable: ([address = 0n, length = 0n]) => call.memory.covers(address, length, false),
      writable: ([address = 0n, length = 0n]) => call.memory.covers(address, length, true),
      known_number: () => ioctl !== null,
      known_request: () => ioctl !== null && this.request(ioctl) === call.request,
      size_readable: () => call.argument !== null && call.argument.length >= 4,
      argument_readable: () => call.argument !== null && call.argument.length >= claimed,
      tail_nonzero: () => (call.argument?.subarray(knownBytes, claimed) ?? []).some((byte) => byte !== 0),
    };
    return {
      symbol: (name) => this.symbols[name],
      ask: (question, operands) => questions[question](operands),
      callSize: (which) => BigInt(which === 'size' ? claimed : minimum),
      readElement: (struct, array, index) => readElement(call.memory, struct, array, index, abi),
      writeElement: (struct, array, index, values) => writeElement(call.memory, struct, array, index, values, abi),
      reply: (fields, argument) => {
        if (!ioctl || !written || call.readOnly === true) return false;
        // Only what changed: the members of a union lie over each other.
        const changed = [...argument].filter(
          ([name, value]) =>
            original.get(name) !== value && (fields === null || fields.includes(name.split('.')[0] ?? '')),
        );
        writeFields(ioctl.struct, written.subarray(0, Math.min(claimed, knownBytes)), changed, abi);
        return true;
      },
      fails: () => null,
      preferred: () => call.preferred,
    };
  }
}

/** What surrounds a kernel action, which no call of userspace has made. */
const noCall: Call = {
  request: 0,
  argument: null,
  memory: { read: () => null, write: () => false, covers: () => false },
  privileged: true,
  preferred: [],
};

/** How short an ioctl's argument may be: up to the end of the last member of its first version. */
export function minimumSize(ioctl: Ioctl, abi: Abi): number {
  const layout = layoutOf(ioctl.struct, abi).fields.find((each) => each.field === ioctl.minSize);
  return layout ? layout.offset + layout.size : 0;
}

function readFirst(bytes: Uint8Array): bigint {
  return BigInt(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true));
}
