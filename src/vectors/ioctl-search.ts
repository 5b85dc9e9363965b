import type { Program } from '../machine/program.ts';
import { Programs } from '../model/programs.ts';
import { functionOf } from '../spec/function-of.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import type { Step } from '../spec/step.ts';
import { slotsOf, type Slot, type SymbolicCall } from './call.ts';
import { boundaries, ordinary } from './candidates.ts';
import { differences, valueAt, withManner, withValue } from './difference.ts';
import { capabilities, harvest, specials, type Special } from './harvest.ts';
import { Hits } from './hits.ts';
import { ordinaryCalls, type Tried } from './ordinary-calls.ts';
import { shifted, type Setup } from './setup.ts';
import { Successes } from './successes.ts';
import { targetsOf, type Target } from './targets.ts';
import { Tries } from './tries.ts';
import { number, plus, same, type SymbolicValue } from './value.ts';
import { bestQuality, quality, witness, type Settings, type Witness } from './witness.ts';

/** What the searches of all ioctls have in common. */
export interface Shared {
  readonly settings: Settings;
  /** Steps that some ioctl has been seen to end at. */
  readonly reached: Set<Step>;
  /** Should a call hit the target? */
  readonly expects: (target: Target) => boolean;
  /** Where capabilities are looked for that calls are tried without. */
  readonly capabilities: 'conditions' | 'everywhere';
}

/** The search for calls of one ioctl. It is given set-ups, and keeps the best witness of each target. */
export class IoctlSearch {
  readonly ioctl: Ioctl;
  readonly program: Program;
  readonly targets: readonly Target[];
  readonly hits: Hits;
  readonly found = new Map<Target, Witness>();
  readonly successes: Successes;
  /** Names of the capabilities that the ioctl asks for. */
  readonly capabilities: readonly string[];
  private readonly harvested: readonly SymbolicValue[];
  private readonly specials: readonly Special[];
  private readonly of: Interface;
  private readonly shared: Shared;
  /** Ordinary calls that succeed, by what they come after. */
  private readonly succeeded = new Map<Setup, readonly SymbolicCall[]>();

  constructor(of: Interface, ioctl: Ioctl, shared: Shared) {
    const program = Programs.of(of).ioctl(ioctl);
    this.of = of;
    this.ioctl = ioctl;
    this.program = program;
    this.targets = targetsOf(of, ioctl);
    this.hits = new Hits(this.targets);
    this.harvested = harvest(program);
    this.specials = specials(program);
    this.capabilities = capabilities(program, shared.capabilities);
    this.shared = shared;
    this.successes = new Successes(shared.settings);
  }

  /** Targets that no call has hit, and that one should. */
  get open(): readonly Target[] {
    return this.targets.filter((target) => !this.found.has(target) && this.shared.expects(target));
  }

  /** Is there a target that a better call may be found for? */
  get unfinished(): boolean {
    return this.targets.some((target) => {
      const known = this.found.get(target);
      return this.shared.expects(target) && (!known || quality(known) < bestQuality);
    });
  }

  /** How calls of this ioctl have come to a step. */
  waysTo(step: Step): readonly string[] {
    const ways = [...this.found.keys()]
      .filter((target) => target.step === step)
      .map((target) => target.verbs.at(-2) ?? null);
    const through = (verb: string | null): string => (verb === null ? '' : ` through ${functionOf(verb, this.of)}`);
    return [...new Set(ways.map((verb) => this.ioctl.name + through(verb)))];
  }

  /** Is there anything to learn after a set-up? Not of an ioctl that never succeeds, once all is known of it. */
  promising(setup: Setup): boolean {
    return setup.calls.length === 0 || this.open.length > 0 || this.successes.list.length > 0;
  }

  /**
   * Tries ordinary calls, and each with one slot at a boundary. Gives what succeeded.
   *
   * @param index the number of the set-up
   */
  explore(setup: Setup, index: number): readonly Tried[] {
    const tries = new Tries(this, setup);
    const bases = this.bases(setup);
    for (const base of bases) tries.addBase(base);
    for (const base of bases)
      for (const call of this.variants(base.call, setup)) tries.add(this.try(setup, call, true));
    return this.finish(tries, index);
  }

  /** Tries ordinary calls only. */
  visit(setup: Setup, index: number): readonly Tried[] {
    const tries = new Tries(this, setup);
    for (const base of this.bases(setup)) tries.addBase(base);
    return this.finish(tries, index);
  }

  /**
   * Tries, after two set-ups, what ordinary calls succeeded after the second: on every object, and each also with one slot
   * where nothing is aligned.
   */
  glance(first: Setup, second: Setup): void {
    const known = this.succeeded.get(second);
    const both = known ? first.followedBy(second) : null;
    if (!known || !both) return;
    const tries = new Tries(this, both);
    for (const call of known.map((each) => shifted(each, first.calls.length)))
      for (const base of this.tryAll(both, [call, ...this.onOtherObjects(call, both)])) {
        tries.addBase(base);
        for (const slot of wideSlots(this.ioctl))
          tries.add(this.try(both, withValue(base.call, slot.key, misaligned(slot, base.call)), true));
      }
    tries.keepBest();
  }

  /** Tries ordinary calls with two slots at boundaries, `most` of them at most. */
  explorePairs(setup: Setup, most: number): void {
    const tries = new Tries(this, setup);
    let tried = 0;
    for (const base of this.bases(setup)) {
      tries.addBase(base);
      for (const first of this.variants(base.call, setup))
        for (const second of this.variants(first, setup, changedSlot(first, base.call)))
          if (++tried <= most) tries.add(this.try(setup, second, true));
    }
    tries.keepBest();
  }

  private finish(tries: Tries, index: number): readonly Tried[] {
    tries.keepBest();
    const ordinary = tries.successes.filter((each) => !each.odd).map((each) => each.call);
    if (ordinary.length > 0) this.succeeded.set(tries.setup, ordinary);
    for (const each of tries.successes) this.successes.consider(tries.setup, index, each);
    return tries.successes;
  }

  /** Ordinary calls, those that a condition of the ioctl singles out, and those with other flags that end otherwise. */
  private bases(setup: Setup): readonly Tried[] {
    const ordinary = ordinaryCalls(this.ioctl, setup, (result) => this.hits.rank(result));
    const special = ordinary.flatMap(({ call }) =>
      this.tryAll(
        setup,
        this.specials.map((values) => ({ ...call, values: new Map([...call.values, ...values]) })),
      ),
    );
    const bases = [...ordinary, ...special.filter((each) => each.result.errno === null)];
    const otherwise = bases.flatMap((base) => this.tryAll(setup, this.withOtherFlags(base.call, setup)));
    return [...bases, ...this.distinct(otherwise)];
  }

  private withOtherFlags(call: SymbolicCall, setup: Setup): readonly SymbolicCall[] {
    return this.slots((slot) => slot.field.role === 'flags' && slot.field.enum !== null).flatMap((slot) =>
      others(call, slot, setup),
    );
  }

  private onOtherObjects(call: SymbolicCall, setup: Setup): readonly SymbolicCall[] {
    return this.slots((slot) => slot.field.role === 'object').flatMap((slot) => others(call, slot, setup));
  }

  private slots(which: (slot: Slot) => boolean): readonly Slot[] {
    return slotsOf(this.ioctl).filter(which);
  }

  /** One call of each end: of each target, and of success with each choice of flags. */
  private distinct(tried: readonly Tried[]): readonly Tried[] {
    const ends = new Map<string, Tried>();
    for (const each of tried) {
      const target = this.hits.of(each.result);
      const end =
        target?.key ??
        `success ${this.slots((slot) => slot.field.role === 'flags')
          .map(({ key }) => String(each.result.before.get(key)))
          .join()}`;
      if (!ends.has(end)) ends.set(end, each);
    }
    return [...ends.values()];
  }

  private try(setup: Setup, call: SymbolicCall, odd: boolean): Tried {
    return { call, result: setup.setting.call(call), odd };
  }

  private tryAll(setup: Setup, calls: readonly SymbolicCall[]): readonly Tried[] {
    return calls.map((call) => this.try(setup, call, false));
  }

  /** The call with one slot at a boundary; of the slots after `after`, where that is given. */
  private variants(call: SymbolicCall, setup: Setup, after: Slot | null = null): readonly SymbolicCall[] {
    const slots = slotsOf(this.ioctl);
    const rest = after ? slots.slice(slots.indexOf(after) + 1) : slots;
    const changed = rest.flatMap((slot) =>
      boundaries(slot, call, setup, this.harvested)
        .filter((value) => !same(value, valueAt(call, slot.key)))
        .map((value) => withValue(call, slot.key, value)),
    );
    if (after) return changed;
    const readOnly = withManner(call, { argument: 'read-only' });
    return [...changed, readOnly, ...(this.capabilities.length > 0 ? [withManner(call, { privileged: false })] : [])];
  }

  /** Keeps a call that hit a target, if it is better than what is known. */
  improve(target: Target, setup: Setup, hit: Tried, contrast: Tried | null): void {
    const known = this.found.get(target);
    const better = witness(target, setup, hit.call, contrast, this.hits, this.shared.settings);
    if (!better || (known && quality(better) <= quality(known))) return;
    this.found.set(target, better);
    this.shared.reached.add(target.step);
  }
}

/** Should a call hit the target that has nothing but /dev/iommu? */
export function isBare(target: Target): boolean {
  return target.needs === null && target.unreachable === null && target.step.kind !== 'fault';
}

/** The call with every other ordinary value of one slot. */
function others(call: SymbolicCall, slot: Slot, setup: Setup): readonly SymbolicCall[] {
  return ordinary(slot, setup)
    .filter((value) => !same(value, valueAt(call, slot.key)))
    .map((value) => withValue(call, slot.key, value));
}

function wideSlots(ioctl: Ioctl): readonly Slot[] {
  return slotsOf(ioctl).filter(
    ({ width, field, element }) => width === 64 && field.direction !== 'out' && element === null,
  );
}

function misaligned(slot: Slot, call: SymbolicCall): SymbolicValue {
  return slot.field.role === 'length' ? number(1n) : plus(valueAt(call, slot.key), 1n);
}

function changedSlot(call: SymbolicCall, base: SymbolicCall): Slot | null {
  const [difference] = differences(call, base);
  return slotsOf(call.ioctl).find((slot) => slot.key === difference?.key) ?? null;
}
