import type { Interface } from '../spec/interface.ts';
import { slotsOf, type SymbolicCall } from './call.ts';
import { Setting } from './setting.ts';
import { add, number, type SymbolicValue } from './value.ts';
import { usualWorld, type World } from './world.ts';

/** An object that a set-up call has made. */
export interface MadeObject {
  /** The kind that the member of the argument says: `ioas`. */
  readonly kind: string;
  readonly id: SymbolicValue;
}

/** Successful calls that lead somewhere, and how things are then. */
export class Setup {
  readonly calls: readonly SymbolicCall[];
  /** How many of the calls are not as an ordinary caller would make them. */
  readonly odd: number;
  /** On the machine that vectors are searched on. */
  readonly setting: Setting;
  readonly objects: readonly MadeObject[];
  /** Where in the space of the kernel's own addresses the calls have put something: where it starts, and what follows it. */
  readonly starts: readonly SymbolicValue[];
  readonly ends: readonly SymbolicValue[];

  private constructor(calls: readonly SymbolicCall[], odd: number, setting: Setting) {
    this.calls = calls;
    this.odd = odd;
    this.setting = setting;
    this.objects = calls.flatMap(madeBy);
    const ranges = calls.map((call, index) => rangesOf(call, index, setting));
    this.starts = ranges.flatMap((each) => each.starts);
    this.ends = ranges.flatMap((each) => each.ends);
  }

  static none(of: Interface, world: World = usualWorld): Setup {
    return new Setup([], 0, Setting.start(of, world));
  }

  /** These calls and one more; null where that fails. */
  with(call: SymbolicCall, odd: boolean): Setup | null {
    const setting = this.setting.after(call);
    return setting && new Setup([...this.calls, call], this.odd + Number(odd), setting);
  }

  /** These calls, and then those of another set-up; null where these are in the way of those. */
  followedBy(other: Setup): Setup | null {
    const calls = other.calls.map((call) => shifted(call, this.calls.length));
    const setting = afterAll(this.setting, calls);
    return setting && new Setup([...this.calls, ...calls], this.odd + other.odd, setting);
  }

  /** The same calls on another machine; null where one of them fails there. */
  on(world: World): Setting | null {
    return afterAll(Setting.start(this.setting.model.interface, world), this.calls);
  }
}

function afterAll(start: Setting, calls: readonly SymbolicCall[]): Setting | null {
  return calls.reduce<Setting | null>((setting, call) => setting?.after(call) ?? null, start);
}

/** The call with the set-up calls that it refers to counted from `by`. */
export function shifted(call: SymbolicCall, by: number): SymbolicCall {
  const shift = (value: SymbolicValue): SymbolicValue => {
    switch (value.kind) {
      case 'result':
        return { ...value, call: value.call + by };
      case 'unary':
        return { ...value, operand: shift(value.operand) };
      case 'binary':
        return { ...value, left: shift(value.left), right: shift(value.right) };
      default:
        return value;
    }
  };
  return { ...call, values: new Map([...call.values].map(([key, value]) => [key, shift(value)])) };
}

function madeBy(call: SymbolicCall, index: number): readonly MadeObject[] {
  return slotsOf(call.ioctl).flatMap(({ key, field }) =>
    field.role === 'output-object' || (field.role === 'fd' && field.object !== null)
      ? [{ kind: field.object ?? 'any', id: { kind: 'result', call: index, field: key } as const }]
      : [],
  );
}

/** 64-bit numbers of bytes that a call gave, or that came back of a member that the kernel wrote. */
function rangesOf(
  call: SymbolicCall,
  index: number,
  setting: Setting,
): { readonly starts: readonly SymbolicValue[]; readonly ends: readonly SymbolicValue[] } {
  const given = setting.numbers(call);
  const of = (isLength: boolean): readonly SymbolicValue[] =>
    slotsOf(call.ioctl).flatMap(({ key, width, field, element }): readonly SymbolicValue[] => {
      if (width !== 64 || (element === null && field.unit !== 'bytes') || (field.role === 'length') !== isLength)
        return [];
      const changed = setting.results[index]?.get(key) !== given.get(key);
      return [changed ? { kind: 'result', call: index, field: key } : (call.values.get(key) ?? number(0n))];
    });
  const starts = of(false);
  return { starts, ends: starts.flatMap((start) => of(true).map((length) => add(start, length))) };
}
