import type { Enum } from '../spec/interface.ts';
import type { Slot, SymbolicCall } from './call.ts';
import { testFiles } from './files.ts';
import type { Setup } from './setup.ts';
import { number, numberOf, or, pages, pageSize, plus, symbol, type SymbolicValue } from './value.ts';

/** An ID that no object has: objects take the lowest that are free. */
export const unknownId = number(0x7fff_ffffn);

/** Values that an ordinary caller would give a slot, the most ordinary first. */
export function ordinary(slot: Slot, setup: Setup): readonly SymbolicValue[] {
  const { field, width, element } = slot;
  if (field.direction === 'out') return [number(0n)];
  switch (field.role) {
    case 'size':
    case 'reserved':
    case 'output-object':
      return [number(0n)];
    case 'flags':
      return field.enum ? flagSets(field.enum) : [number(0n)];
    case 'type':
      return field.enum ? [...enumerators(field.enum), ...devicesOwn(setup, width)] : [number(0n)];
    case 'object': {
      const ids = setup.objects.filter((each) => isA(each.kind, field.object)).map((each) => each.id);
      return [...ids, number(0n)];
    }
    case 'pointer':
      return [field.pointsTo ? { kind: 'array', field: slot.key } : { kind: 'place', place: 'buffer' }];
    case 'fd':
      return testFiles.map((file) => ({ kind: 'descriptor', file: file.name }));
    case 'length':
      if (field.unit === 'bytes' && width === 64) return [pageSize, pages(2n)];
      return [...(field.unit === 'bytes' ? devicesOwn(setup, mostBytes) : []), number(1n), number(0n)];
    case 'value':
      // One element after the other, each overlapping the next.
      if (element !== null) return [pages(BigInt(1 + element.index + 2 * element.position))];
      return field.unit === 'bytes' && width === 64
        ? distinct([pageSize, pages(4n), ...setup.starts], setup)
        : [number(0n), number(1n)];
  }
}

/** What a driver may find wrong with its data. */
function driverData({ setting }: Setup): readonly SymbolicValue[] {
  return setting.model.state.rows('device').length === 0 ? [] : [{ kind: 'place', place: 'ones' }];
}

/** Bits of the length of the longest data of a driver. */
const mostBytes = 12;

/** Numbers that the drivers of devices say of themselves: the types and lengths of their data. */
function devicesOwn({ setting }: Setup, width: number): readonly SymbolicValue[] {
  const { model } = setting;
  const columns = model.interface.tables.get('device')?.columns ?? [];
  const own = columns.filter(({ type }) => type.kind === 'integer' && type.width === 32);
  const values = model.state.rows('device').flatMap((row) => own.map(({ name }) => row.values[name] ?? 0n));
  const telling = values.filter((value) => typeof value === 'bigint' && value > 1n && value < 1n << BigInt(width));
  // Of lengths the longer first: what is too short for one thing may do for another.
  const known = [...new Set(telling)].flatMap((value) => (typeof value === 'bigint' ? [value] : []));
  return known.sort((a, b) => (a > b ? -1 : 1)).map((value) => number(value));
}

/** Is an object of a kind one that a member may name? A member for a `hwpt-nested` may name what is known to be a `hwpt`. */
function isA(kind: string, wanted: string | null): boolean {
  return wanted === 'any' || kind === wanted || (wanted?.startsWith(`${kind}-`) ?? false);
}

/** Values at which a kernel may begin to think otherwise. `call` has the slot as it is now. */
export function boundaries(
  slot: Slot,
  call: SymbolicCall,
  setup: Setup,
  harvested: readonly SymbolicValue[],
): readonly SymbolicValue[] {
  const telling = special(slot, call, setup, harvested);
  const zero = number(0n);
  const { role, pointsTo } = slot.field;
  // Descriptor 0 is the standard input of most programs: who knows what file.
  if (role === 'fd') return distinct(telling, setup, call);
  // An ID that is unknown tells more than none, and an enumerator more than its number.
  const last = role === 'object' || role === 'type' || pointsTo !== null;
  return distinct(last ? [...telling, zero] : [zero, ...telling], setup, call);
}

function special(
  slot: Slot,
  call: SymbolicCall,
  setup: Setup,
  harvested: readonly SymbolicValue[],
): readonly SymbolicValue[] {
  const { field, width } = slot;
  if (field.direction === 'out') return [];
  switch (field.role) {
    case 'flags':
      return field.enum
        ? [...unknownBits(field.enum, call.values.get(slot.key)), ...flagSets(field.enum)]
        : [number(1n), number(1n << 31n)];
    case 'type':
      return [
        ...(field.enum ? [...enumerators(field.enum), pastLast(field.enum)] : [number(1n)]),
        number((1n << BigInt(width)) - 1n),
      ];
    case 'object':
      return [unknownId, ...setup.objects.map((each) => each.id)];
    case 'fd':
      return [...ordinary(slot, setup), { kind: 'unary', operator: '-', operand: number(1n) }];
    case 'reserved':
      return [number(1n)];
    default:
      return width === 64 ? wide(slot, setup, harvested) : narrow(width, harvested);
  }
}

function wide(slot: Slot, setup: Setup, harvested: readonly SymbolicValue[]): readonly SymbolicValue[] {
  const pointers: readonly SymbolicValue[] =
    slot.field.role === 'pointer'
      ? [{ kind: 'place', place: 'unmapped' }, plus({ kind: 'place', place: 'buffer' }, 1n), ...driverData(setup)]
      : [];
  const edges = [pageSize, pages(2n), symbol('ULONG_MAX'), ...harvested, ...setup.starts];
  const around = [...edges.flatMap((value) => [value, plus(value, 1n), plus(value, -1n)]), ...setup.ends].filter(
    isNotNegative,
  );
  // Plain numbers are the easiest to read.
  return [...pointers, number(1n), ...around.filter(isNumber), ...around.filter((value) => !isNumber(value))];
}

function isNumber(value: SymbolicValue): boolean {
  return value.kind === 'number';
}

function narrow(width: number, harvested: readonly SymbolicValue[]): readonly SymbolicValue[] {
  const most = (1n << BigInt(width)) - 1n;
  const ends = harvested.filter((value) =>
    value.kind === 'number' ? value.value <= most : value.kind === 'symbol' && value.name === 'PAGE_SIZE',
  );
  return [
    number(1n),
    number(2n),
    ...ends.flatMap((value) => [value, plus(value, 1n), plus(value, -1n)]),
    number(most),
  ].filter(isNotNegative);
}

function isNotNegative(value: SymbolicValue): boolean {
  return value.kind !== 'number' || value.value >= 0n;
}

/** Past this number of flags not every set is tried. */
const everySet = 4;

/** Sets of flags, the fuller first. */
function flagSets(of: Enum): readonly SymbolicValue[] {
  const flags = of.values.map((each) => number(each.value, each.name));
  if (flags.length > everySet) return [or(flags), ...flags, number(0n)];
  const sets = Array.from({ length: 1 << flags.length }, (_, set) =>
    flags.filter((_flag, index) => set & (1 << index)),
  );
  return sets.sort((a, b) => b.length - a.length).map(or);
}

/** The lowest bit that is no flag, and the highest, beside what is there. */
function unknownBits(of: Enum, now: SymbolicValue | undefined): readonly SymbolicValue[] {
  const known = of.values.reduce((bits, each) => bits | each.value, 0n);
  let bit = 0n;
  while (known & (1n << bit)) bit++;
  return [1n << bit, 1n << 31n].map((value) => (now ? or([now, number(value)]) : number(value)));
}

function enumerators(of: Enum): readonly SymbolicValue[] {
  return of.values.map((each) => number(each.value, each.name));
}

function pastLast(of: Enum): SymbolicValue {
  return number(of.values.reduce((most, each) => (each.value > most ? each.value : most), 0n) + 1n);
}

/** The first of those that come to the same number. `call` is the one that arrays belong to. */
function distinct(values: readonly SymbolicValue[], setup: Setup, call?: SymbolicCall): readonly SymbolicValue[] {
  const seen = new Set<bigint>();
  const binding = setup.setting.binding(call?.ioctl ?? null);
  return values.filter((value) => {
    const number = numberOf(value, binding);
    return !seen.has(number) && seen.add(number);
  });
}
