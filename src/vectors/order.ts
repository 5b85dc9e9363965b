import { differences, taking, type Difference } from './difference.ts';
import type { IoctlSearch } from './ioctl-search.ts';
import type { SymbolicCall } from './call.ts';
import type { Setting } from './setting.ts';
import type { Target } from './targets.ts';
import type { SymbolicValue } from './value.ts';
import type { Settings, Witness } from './witness.ts';
import type { World } from './world.ts';

/** A witness of two steps: `target` ends the call, and `before` is the one that would. */
export interface OrderWitness extends Witness {
  readonly before: Target;
}

/**
 * Calls with two mistakes, which tell in what order two steps stand: the earlier ends the call, and with its mistake put
 * back the later does. One for each step, with the nearest step behind it that has another errno.
 */
export function orderWitnesses(
  search: IoctlSearch,
  wanted: readonly Witness[],
  settings: Settings,
): readonly OrderWitness[] {
  return wanted.flatMap((first, index) => {
    for (const second of wanted.slice(index + 1)) {
      // That a reply comes last needs no test.
      if (second.target.errno === first.target.errno || second.target.step.kind === 'reply') continue;
      const both = combined(first, second, search, settings) ?? masked(first, second, search, settings);
      if (both) return [both];
    }
    return [];
  });
}

function combined(first: Witness, second: Witness, search: IoctlSearch, settings: Settings): OrderWitness | null {
  const everywhere = settings.of(first.setup);
  if (!first.contrast || !everywhere || !isIndependent(first, second)) return null;
  const later = second.changed.reduce((call, each) => taking(call, second.call, each), first.contrast);
  const call = first.changed.reduce((sum, each) => taking(sum, first.call, each), later);
  const ends = (setting: Setting, made: SymbolicCall): Target | null => search.hits.of(setting.call(made));
  const changed = differences(call, later);
  const holds = [...everywhere.values()].every(
    (setting) =>
      ends(setting, call) === first.target &&
      ends(setting, later) === second.target &&
      changed.every((each) => ends(setting, taking(call, later, each)) !== first.target),
  );
  return holds
    ? { ...first, call, contrast: later, contrastTarget: second.target, changed, before: second.target }
    : null;
}

/** The same where the earlier mistake is in the set-up as well: after the other's, the very call ends at the later step. */
function masked(first: Witness, second: Witness, search: IoctlSearch, settings: Settings): OrderWitness | null {
  const here = settings.of(first.setup);
  const there = settings.of(second.setup);
  if (!here || !there || !isIndependent(first, second)) return null;
  const call = second.changed.reduce((sum, each) => taking(sum, second.call, each), first.call);
  const endsAt = (on: ReadonlyMap<World, Setting>, target: Target): boolean =>
    [...on.values()].every((setting) => search.hits.of(setting.call(call)) === target);
  if (!endsAt(here, first.target) || !endsAt(there, second.target)) return null;
  return { ...first, call, contrast: null, contrastTarget: null, changed: first.changed, before: second.target };
}

/** Are the mistakes of two calls in different places, and those of the second possible after the set-up of the first? */
function isIndependent(first: Witness, second: Witness): boolean {
  const same = (a: Difference, b: Difference): boolean => a.kind === b.kind && a.key === b.key;
  const apart = !second.changed.some((each) => first.changed.some((other) => same(each, other)));
  const portable = second.changed.every((each) => {
    const value = each.kind === 'slot' ? second.call.values.get(each.key) : undefined;
    return first.setup === second.setup || !value || !refersToCalls(value);
  });
  return second.changed.length > 0 && apart && portable;
}

function refersToCalls(value: SymbolicValue): boolean {
  switch (value.kind) {
    case 'result':
      return true;
    case 'unary':
      return refersToCalls(value.operand);
    case 'binary':
      return refersToCalls(value.left) || refersToCalls(value.right);
    default:
      return false;
  }
}
