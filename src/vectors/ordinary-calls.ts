import type { Ioctl } from '../spec/interface.ts';
import { plainly, slotsOf, type Slot, type SymbolicCall } from './call.ts';
import { ordinary } from './candidates.ts';
import type { Setup } from './setup.ts';
import type { Result } from './setting.ts';
import { number, type SymbolicValue } from './value.ts';

/** A call and how it ended. */
export interface Tried {
  readonly call: SymbolicCall;
  readonly result: Result;
  /** True where a slot is at a boundary, and not as an ordinary caller would have it. */
  readonly odd: boolean;
}

/** How far a failing call came: the place of the step that ended it. Success is Infinity. */
export type Rank = (result: Result) => number;

/** Past this many combinations of ordinary values, one ioctl is given up in one set-up. */
const mostCombinations = 4000;

/**
 * For each choice of operations and options, the first ordinary call that succeeds, or else the one that comes furthest.
 * If any succeeds, only those that do.
 */
export function ordinaryCalls(ioctl: Ioctl, setup: Setup, rank: Rank): readonly Tried[] {
  const slots = slotsOf(ioctl);
  const selectors = slots.filter((slot) => slot.field.role === 'type');
  const flags = slots.filter((slot) => slot.field.role === 'flags');
  const others = slots.filter((slot) => slot.field.role !== 'type' && slot.field.role !== 'flags');
  const usual: Choice = others.map((slot) => [slot.key, ordinary(slot, setup)[0] ?? number(0n)]);
  const best = [...product(selectors, setup)].flatMap((chosen) => {
    const furthest = (choices: Iterable<Choice>): Tried | null => {
      let found: Tried | null = null;
      let combinations = 0;
      for (const values of choices) {
        if (++combinations > mostCombinations) break;
        const call: SymbolicCall = { ioctl, values: new Map([...chosen, ...values]), manner: plainly };
        const result = setup.setting.call(call);
        if (!result.sound) continue;
        if (!found || rank(result) > rank(found.result)) found = { call, result, odd: false };
        if (result.errno === null) break;
      }
      return found;
    };
    const withFlags = (set: Choice): Tried | null =>
      furthest(combine([...set.map((each) => [each]), ...choicesOf(others, setup)]));
    const sets = [...product(flags, setup)];
    const all = withFlags(sets[0] ?? []);
    if (!all || all.result.errno === null || sets.length === 1) return all ? [all] : [];
    const furthestBeside = (rest: Choice): Tried | null => {
      const flagged = furthest(sets.map((set) => [...set, ...rest])) ?? all;
      return withFlags(valuesOf(flags, flagged.call));
    };
    const beside = furthestBeside(usual);
    if (beside?.result.errno === null) return [beside];
    // The flags may be looked at last, where usual values do not come to: from the furthest call to one that is further.
    let reached = all;
    for (;;) {
      const next = furthestBeside(valuesOf(others, reached.call));
      if (next?.result.errno === null) return [next];
      if (!next || rank(next.result) <= rank(reached.result)) return beside ?? [];
      reached = next;
    }
  });
  const most = best.reduce((most, each) => Math.max(most, rank(each.result)), -1);
  return best.filter((each) => rank(each.result) === most);
}

type Choice = readonly (readonly [string, SymbolicValue])[];

function valuesOf(slots: readonly Slot[], call: SymbolicCall): Choice {
  return slots.map(({ key }) => [key, call.values.get(key) ?? number(0n)]);
}

function choicesOf(slots: readonly Slot[], setup: Setup): readonly Choice[] {
  return slots.map((slot) => ordinary(slot, setup).map((value) => [slot.key, value] as const));
}

/** Every combination of ordinary values, the last slot's changing first. */
function product(slots: readonly Slot[], setup: Setup): Generator<Choice> {
  return combine(choicesOf(slots, setup));
}

function* combine(choices: readonly Choice[]): Generator<Choice> {
  const [first, ...rest] = choices;
  if (!first) {
    yield [];
    return;
  }
  for (const value of first) for (const others of combine(rest)) yield [value, ...others];
}
