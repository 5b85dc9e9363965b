import type { Ioctl } from '../../spec/interface.ts';
import { arrayElements, slotsOf, type SymbolicCall } from '../../vectors/call.ts';
import { keyOf } from '../../vectors/value.ts';
import type { Vector } from '../../vectors/vector.ts';
import { memberPath, type ValueNaming } from './value.ts';

/** An argument that a fixture holds: of a set-up call, or of the call that its tests begin from. */
export interface HeldCall {
  readonly call: SymbolicCall;
  /** Of the fixture's data. */
  readonly member: string;
  /** The members that are the arrays of its pointers, by field. */
  readonly arrays: ReadonlyMap<string, string>;
  /** How its values are written in the program. */
  readonly naming: ValueNaming;
}

/** The vectors of an ioctl that have the same set-up calls. */
export interface Fixture {
  readonly name: string;
  readonly ioctl: Ioctl;
  readonly setup: readonly HeldCall[];
  /** What the tests of the fixture change something of. */
  readonly start: HeldCall;
  readonly vectors: readonly Vector[];
}

/** What a call is, apart from how it is made. */
export function valuesKey({ ioctl, values }: SymbolicCall): string {
  const own = slotsOf(ioctl).flatMap(({ key }) => {
    const value = values.get(key);
    return value === undefined ? [] : [`${key}=${keyOf(value)}`];
  });
  return [ioctl.name, ...own.filter((each) => !each.endsWith('=0'))].join(' ');
}

function setupKey(vector: Vector): string {
  return vector.setup.map(valuesKey).join('; ');
}

/** The call that most vectors differ least from: the contrast of most, or what succeeds. */
function startOf(vectors: readonly Vector[]): SymbolicCall {
  const good = vectors.map(({ contrast, call }) => contrast?.call ?? call);
  const count = new Map<string, number>();
  for (const call of good) count.set(valuesKey(call), (count.get(valuesKey(call)) ?? 0) + 1);
  const weight = (call: SymbolicCall): number => count.get(valuesKey(call)) ?? 0;
  return good.reduce((best, call) => (weight(call) > weight(best) ? call : best));
}

/** Gives names that are not taken, by numbering. */
class Names {
  private readonly taken = new Set<string>();

  constructor(taken: readonly string[]) {
    for (const each of taken) this.taken.add(each);
  }

  unique(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.taken.has(name); number++) name = `${wanted}_${String(number)}`;
    this.taken.add(name);
    return name;
  }
}

function held(
  setup: readonly SymbolicCall[],
  start: SymbolicCall,
  others: readonly SymbolicCall[],
): readonly HeldCall[] {
  const names = new Names(['fd', 'cmd']);
  const calls: HeldCall[] = [];
  const members = setup.map(({ ioctl }) => names.unique(ioctl.command.toLowerCase()));
  const result = (call: number, field: string): string => `self->${members[call] ?? ''}.${memberPath(field)}`;
  for (const [index, call] of [...setup, start].entries()) {
    const used = index < setup.length ? [call] : [start, ...others];
    const pointers = used
      .flatMap((each) => [...each.values.values()])
      .flatMap((value) => (value.kind === 'array' ? [value.field] : []));
    const arrays = new Map(
      [...new Set(pointers)].map((field) => [field, names.unique(memberPath(field).replaceAll(/\W+/g, '_'))]),
    );
    const array = (field: string): string => `self->${arrays.get(field) ?? ''}`;
    calls.push({ call, member: members[index] ?? 'cmd', arrays, naming: { array, result } });
  }
  return calls;
}

/** The struct that the elements of an array of a call are. */
function elementStruct({ ioctl }: SymbolicCall, pointer: string): string {
  return slotsOf(ioctl).find(({ key }) => key === pointer)?.field.pointsTo?.name ?? '';
}

/** Declarations of what a fixture holds. */
export function dataMembers({ setup, start }: Fixture): readonly string[] {
  return [...setup, start].flatMap(({ call, member, arrays }) => [
    ...[...arrays].map(([field, name]) => `struct ${elementStruct(call, field)} ${name}[${String(arrayElements)}]`),
    `struct ${call.ioctl.struct.name} ${member}`,
  ]);
}

/** Groups the vectors of an ioctl by their set-up calls: the plainest set-up has the ioctl's name. */
export function fixturesOf(ioctl: Ioctl, vectors: readonly Vector[]): readonly Fixture[] {
  const groups = new Map<string, Vector[]>();
  for (const vector of vectors) groups.set(setupKey(vector), [...(groups.get(setupKey(vector)) ?? []), vector]);
  const names = new Names([]);
  const ordered = [...groups.values()].sort((a, b) => b.length - a.length);
  return ordered.map((own, index) => {
    const setup = own[0]?.setup ?? [];
    const start = startOf(own);
    const calls = held(
      setup,
      start,
      own.flatMap(({ call, contrast }) => [call, ...(contrast ? [contrast.call] : [])]),
    );
    const base = ioctl.command.toLowerCase();
    const last = setup.at(-1)?.ioctl.command.toLowerCase() ?? 'open';
    const name = names.unique(index === 0 ? base : `${base}_after_${last}`);
    const [begin = { call: start, member: 'cmd', arrays: new Map(), naming: { array: String, result: String } }] =
      calls.slice(-1);
    return { name, ioctl, setup: calls.slice(0, -1), start: begin, vectors: own };
  });
}
