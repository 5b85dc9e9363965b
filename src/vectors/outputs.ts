import { elementKey, arrayElements, slotsOf, type Slot, type SymbolicCall } from './call.ts';
import { scalarSlotsOf } from './call.ts';
import { valueAt } from './difference.ts';
import type { Setting } from './setting.ts';
import type { Setup } from './setup.ts';
import { number, numberOf, pages, pageSize, symbol, type SymbolicValue } from './value.ts';
import type { Expectation, ExpectedOutput } from './vector.ts';
import type { World } from './world.ts';

/** What the members that an ioctl may write hold after a call, as far as it can be told for every machine. */
export function expectedOutputs(
  setup: Setup,
  call: SymbolicCall,
  settings: ReadonlyMap<World, Setting>,
): readonly ExpectedOutput[] {
  return new Outputs(setup, call, settings).all();
}

/** Numbers below it are written as such, whatever else they might be. */
const mostPlain = 0x1000n;

class Outputs {
  private readonly setup: Setup;
  private readonly call: SymbolicCall;
  private readonly settings: readonly Setting[];
  private readonly ids: readonly SymbolicValue[];
  private readonly sizes: readonly SymbolicValue[];

  constructor(setup: Setup, call: SymbolicCall, settings: ReadonlyMap<World, Setting>) {
    this.setup = setup;
    this.call = call;
    this.settings = [...settings.values()];
    const given = slotsOf(call.ioctl).map((slot) => valueAt(call, slot.key));
    this.ids = setup.objects.map((each) => each.id);
    this.sizes = [
      ...given.filter((each) => each.kind !== 'number'),
      ...setup.starts,
      ...setup.ends,
      pageSize,
      pages(2n),
      symbol('ULONG_MAX'),
    ];
  }

  all(): readonly ExpectedOutput[] {
    const own = slotsOf(this.call.ioctl).filter(({ field, element }) => element === null && field.direction !== 'in');
    const members = own.flatMap((slot) => this.output(slot.key, slot));
    return [...members, ...slotsOf(this.call.ioctl).flatMap((slot) => this.elements(slot))];
  }

  private output(key: string, slot: Slot | null): readonly ExpectedOutput[] {
    const results = this.settings.map((setting) => setting.call(this.call));
    const written = results.some((result) => result.after.get(key) !== (result.before.get(key) ?? 0n));
    const succeeds = results.every((result) => result.errno === null);
    if (slot && succeeds && slot.field.direction !== 'in' && this.isChosen(key))
      return [{ key, expectation: this.choice(slot), written: true }];
    const values = results.map((result) => result.after.get(key) ?? 0n);
    const isId = slot !== null && slot.field.object !== null;
    const value = written ? this.symbolic(values, isId ? this.ids : this.sizes) : valueAt(this.call, key);
    return value ? [{ key, expectation: { kind: 'equal', value }, written }] : [];
  }

  /** The elements that the kernel wrote of the array that a pointer refers to. */
  private elements(slot: Slot): readonly ExpectedOutput[] {
    const { pointsTo } = slot.field;
    if (pointsTo === null || slot.element !== null) return [];
    return Array.from({ length: arrayElements }, (_, index) => index).flatMap((index) => {
      const keys = scalarSlotsOf(pointsTo).map((member) => elementKey(slot.key, index, member.key));
      const outputs = keys.flatMap((key) => this.output(key, null));
      return outputs.some((each) => each.written) ? outputs : [];
    });
  }

  /** May the kernel choose another value? */
  private isChosen(key: string): boolean {
    const usual = this.valueAfter(key, []);
    return this.valueAfter(key, [usual + 0x100n * this.page]) !== usual;
  }

  private choice(slot: Slot): Expectation {
    if (slot.field.role === 'fd') return { kind: 'descriptor' };
    const usual = this.valueAfter(slot.key, []);
    const isGrid = this.valueAfter(slot.key, [usual + 1n]) !== usual + 1n;
    const onPage = this.settings.every(
      (setting) => (setting.call(this.call).after.get(slot.key) ?? 1n) % setting.world.symbols.PAGE_SIZE === 0n,
    );
    return {
      kind: 'chosen',
      nonzero: this.valueAfter(slot.key, [0n]) !== 0n,
      multipleOf: isGrid && onPage ? pageSize : null,
    };
  }

  private valueAfter(key: string, preferred: readonly bigint[]): bigint {
    return this.setup.setting.call(this.call, preferred).after.get(key) ?? 0n;
  }

  private get page(): bigint {
    return this.setup.setting.world.symbols.PAGE_SIZE;
  }

  /** A way to write what the values are on each machine; null where none is known. */
  private symbolic(values: readonly bigint[], known: readonly SymbolicValue[]): SymbolicValue | null {
    const is = (value: SymbolicValue): boolean =>
      this.settings.every((setting, index) => numberOf(value, setting.binding(this.call.ioctl)) === values[index]);
    const [first = 0n] = values;
    const everywhere = values.every((value) => value === first);
    const named = known.find(is);
    return everywhere && (first < mostPlain || !named)
      ? known === this.ids && named
        ? named
        : number(first)
      : (named ?? null);
  }
}
