import { x86_64 } from '../../layout/abi/x86_64.ts';
import { readFields } from '../../model/argument.ts';
import type { Enum, Interface, Ioctl } from '../../spec/interface.ts';
import { scalarSlotsOf, type Slot } from '../../vectors/call.ts';
import { Binding } from './binding.ts';
import { Members } from './members.ts';
import type { Case, IoctlOperation, Performed, PerformedOperation } from './operation.ts';

const longestRegion = 0x40_0000n;

/** One line of what was done. */
export interface DescribedCall {
  readonly call: string;
  /** What it came to: what it told, `0` where that is nothing, or the errno. */
  readonly came: string;
}

/** What was done in a case, for a reader. */
export function describeCase(of: Interface, which: Case, performed: Performed): readonly DescribedCall[] {
  const binding = new Binding(performed.regions.map(BigInt), BigInt(performed.arrays));
  const describing = new Describing(of, binding);
  return which.operations.flatMap((operation, index): readonly DescribedCall[] => {
    const came = performed.results[index];
    if (!came) return [];
    const ended = came.errno ?? String(came.result);
    switch (operation.op) {
      case 'open':
        binding.note(operation.id, came.result, null);
        return [{ call: `open ${of.family.device}`, came: `descriptor ${ended}` }];
      case 'close':
        return [{ call: `close ${String(binding.source(operation.descriptor))}`, came: ended }];
      case 'unmap':
        return [{ call: `munmap region ${String(operation.region)}`, came: ended }];
      case 'limit':
        return [
          {
            call: `RLIMIT_MEMLOCK ${operation.pages === null ? 'none' : `${String(operation.pages)} pages`}`,
            came: ended,
          },
        ];
      case 'ledgers':
        return [{ call: 'VmPin, VmLck', came: `${String(came.pinned)}, ${String(came.locked)} pages` }];
      case 'ioctl': {
        const described = describing.ioctl(operation, came);
        binding.note(operation.id, came.result, came.after === undefined ? null : bytesOf(came.after));
        return [described];
      }
    }
  });
}

class Describing {
  private readonly of: Interface;
  private readonly binding: Binding;
  private readonly contexts = new Map<bigint, number>();

  constructor(of: Interface, binding: Binding) {
    this.of = of;
    this.binding = binding;
  }

  ioctl(operation: IoctlOperation, came: PerformedOperation): DescribedCall {
    const { request, argument, privileged } = operation;
    const ioctl = [...this.of.ioctls, ...this.of.testIoctls].find(({ number }) => number === (request & 0xff)) ?? null;
    const name = ioctl?.name ?? `0x${request.toString(16)}`;
    const notes = [
      ...(privileged ? [] : ['without capabilities']),
      ...(argument.kind === 'bytes' && argument.memory !== 'writable' ? [`argument ${argument.memory}`] : []),
    ];
    const before = came.before === undefined ? null : bytesOf(came.before);
    const given = argument.kind === 'number' ? [argument.number] : ioctl && before ? this.given(ioctl, before) : [];
    const told =
      came.errno === null && ioctl && before && came.after !== undefined
        ? this.told(ioctl, before, bytesOf(came.after))
        : [];
    return {
      call: [name, this.context(operation), ...given, ...notes].filter((part) => part !== '').join(' '),
      came: came.errno ?? (told.length > 0 ? told.join(' ') : String(came.result)),
    };
  }

  /** Contexts are told apart only where there are several. */
  private context({ descriptor }: IoctlOperation): string {
    const number = this.binding.source(descriptor);
    if (!this.contexts.has(number)) this.contexts.set(number, this.contexts.size + 1);
    const at = this.contexts.get(number) ?? 1;
    return at === 1 ? '' : `(context ${String(at)})`;
  }

  private given(ioctl: Ioctl, before: Uint8Array): readonly string[] {
    const fields = readFields(ioctl.struct, before, x86_64);
    const size = new DataView(before.buffer).getUint32(0, true);
    const usual = scalarSlotsOf(ioctl.struct).some(({ field }) => field.role === 'size');
    return [
      ...(usual && size !== before.length ? [`size ${String(size)}`] : []),
      ...this.slots(ioctl, fields).flatMap((slot) => {
        const value = fields.get(slot.key) ?? 0n;
        return slot.field.role === 'size' || value === 0n ? [] : [this.member(slot, value)];
      }),
    ];
  }

  private told(ioctl: Ioctl, before: Uint8Array, after: Uint8Array): readonly string[] {
    const [was, is] = [before, after].map((bytes) => readFields(ioctl.struct, bytes, x86_64));
    return this.slots(ioctl, was ?? new Map()).flatMap((slot) => {
      const value = is?.get(slot.key) ?? 0n;
      return value === was?.get(slot.key) ? [] : [this.member(slot, value)];
    });
  }

  /** The members that the call is about: of those of a union, not all are. */
  private slots(ioctl: Ioctl, fields: ReadonlyMap<string, bigint>): readonly Slot[] {
    const members = new Members(this.of, ioctl);
    const known = new Map(members.deciding.map(({ slot }) => [slot.key, fields.get(slot.key) ?? 0n]));
    return members.given(members.uses(known)).map(({ slot }) => slot);
  }

  private member({ key, field, width }: Slot, value: bigint): string {
    if (field.enum) {
      const names = enumerators(field.enum, value);
      if (names !== null) return names;
    }
    const region = width === 64 ? this.region(value) : null;
    return `${key} ${region ?? (value < 10n ? String(value) : `0x${value.toString(16)}`)}`;
  }

  private region(value: bigint): string | null {
    const starts = [...this.binding.regions, this.binding.arrays];
    const below = starts.filter((start) => start <= value && value - start < longestRegion);
    const start = below.reduce((nearest, each) => (each > nearest ? each : nearest), 0n);
    if (below.length === 0) return null;
    const region = starts.indexOf(start);
    const name = region < this.binding.regions.length ? `region ${String(region)}` : 'array';
    return value === start ? name : `${name} + 0x${(value - start).toString(16)}`;
  }
}

/** What is in a member by its names; null where something in it has none. */
function enumerators(of: Enum, value: bigint): string | null {
  if (of.declares === 'enum') return of.values.find((each) => each.value === value)?.short ?? null;
  const set = of.values.filter((each) => (value & each.value) !== 0n);
  const known = set.reduce((bits, each) => bits | each.value, 0n);
  return known === value ? set.map((each) => each.short).join('|') : null;
}

function bytesOf(hexadecimal: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hexadecimal, 'hex'));
}
