import type { Abi } from '../layout/abi.ts';
import { layoutOf } from '../layout/layout.ts';
import type { Environment } from '../machine/environment.ts';
import { longestWord } from '../machine/value.ts';
import type { EnvironmentQuestion, SymbolName } from '../spec/expression/expression.ts';
import type { Ioctl } from '../spec/interface.ts';
import { readFields, scalarPlaces, writeFields } from './argument.ts';
import type { Call } from './call.ts';
import { readElement, writeElements } from './user-memory.ts';

export type SymbolValues = Readonly<Record<SymbolName, bigint>>;

/** The machine that a call is made on. */
export interface Machine {
  readonly abi: Abi;
  readonly symbols: SymbolValues;
}

/** What surrounds a kernel action, which no call of userspace has made. */
export const noCall: Call = {
  request: 0,
  argument: null,
  memory: { read: () => null, write: () => false, covers: () => false, leave: () => undefined },
  privileged: true,
  preferred: [],
};

/** A call as the steps of an ioctl see it. */
export interface CallSurroundings {
  readonly environment: Environment;
  /** The kernel's copy of the argument, by member; empty where there is no such ioctl. */
  readonly fields: Map<string, bigint>;
  /** The argument in user memory. It changes with each reply; null where it could not be read. */
  readonly argument: Uint8Array | null;
  /** How many steps the call has come to that may fail. */
  mayFail(): number;
}

/** Puts a call before an ioctl; `ioctl` is null where none has the number, `request` the word that the ioctl's own is. */
export function surroundingsOf(call: Call, ioctl: Ioctl | null, request: number, machine: Machine): CallSurroundings {
  const { abi, symbols } = machine;
  const claimed = call.unseen ? call.unseen.size : claimedBy(call.argument, abi);
  const known = ioctl ? layoutOf(ioctl.struct, abi).size : 0;
  const minimum = ioctl ? minimumSize(ioctl, abi) : 0;
  const argument = call.argument && Uint8Array.from(call.argument);
  const copied = (call.argument ?? new Uint8Array()).slice(0, claimed ?? 0);
  const rest = copied.length < (claimed ?? 0) ? (call.unseen?.rest ?? 'nothing') : 'zeros';
  const original = ioctl ? readFields(ioctl.struct, copied, abi) : new Map<string, bigint>();
  const questions: Readonly<Record<EnvironmentQuestion, (operands: readonly bigint[]) => boolean>> = {
    capable: () => call.privileged,
    readable: ([address = 0n, length = 0n]) => call.memory.covers(address, length, false),
    writable: ([address = 0n, length = 0n]) => call.memory.covers(address, length, true),
    known_number: () => ioctl !== null,
    known_request: () => ioctl !== null && request === call.request,
    size_readable: () => claimed !== null,
    argument_readable: () => argument !== null && rest !== 'nothing',
    tail_nonzero: () => copied.subarray(known).some((byte) => byte !== 0) || rest === 'a byte that is set',
  };
  let mayFail = 0;
  const environment: Environment = {
    word: longestWord,
    symbol: (name) => symbols[name],
    ask: (question, operands) => questions[question](operands),
    callSize: (which) => BigInt(which === 'size' ? (claimed ?? 0) : minimum),
    readElement: (struct, array, index) => readElement(call.memory, struct, array, index, abi),
    writeElements: (struct, elements, values) => writeElements(call.memory, struct, elements, values, abi),
    reply: (members, fields) => {
      if (!ioctl || !argument || call.readOnly === true) return false;
      const copy = new Uint8Array(known);
      copy.set(copied.subarray(0, known));
      // Only what changed: the members of a union lie over each other.
      const changed = [...fields].filter(([name, value]) => original.get(name) !== value);
      writeFields(ioctl.struct, copy, changed, abi);
      const end = Math.min(copied.length, known);
      if (members === null) argument.set(copy.subarray(0, end));
      else
        for (const { name, offset, bytes } of scalarPlaces(ioctl.struct, abi))
          if (members.includes(name.split('.')[0] ?? '') && offset < end)
            argument.set(copy.subarray(offset, Math.min(offset + bytes, end)), offset);
      return true;
    },
    fails: (errno) => {
      mayFail++;
      if (call.failure?.nth !== mayFail) return null;
      return errno === 'driver' ? call.failure.driverErrno : errno;
    },
    preferred: (told) => {
      const recorded = told === null ? undefined : call.recorded?.get(told);
      return recorded === undefined ? call.preferred : [recorded, ...call.preferred];
    },
  };
  return { environment, fields: new Map(original), argument, mayFail: () => mayFail };
}

/** How short an ioctl's argument may be: up to the end of the last member of its first version. */
export function minimumSize(ioctl: Ioctl, abi: Abi): number {
  const layout = layoutOf(ioctl.struct, abi).fields.find((each) => each.field === ioctl.minSize);
  return layout ? layout.offset + layout.size : 0;
}

/** The length in the first u32 of an argument; null where that cannot be read. */
function claimedBy(argument: Uint8Array | null, abi: Abi): number | null {
  if (!argument || argument.length < 4) return null;
  return new DataView(argument.buffer, argument.byteOffset).getUint32(0, abi.endian === 'little');
}
