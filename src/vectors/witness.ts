import type { SymbolicCall } from './call.ts';
import { differences, taking, type Difference } from './difference.ts';
import type { Hits } from './hits.ts';
import type { Tried } from './ordinary-calls.ts';
import type { Setting } from './setting.ts';
import type { Setup } from './setup.ts';
import type { Target } from './targets.ts';
import type { World } from './world.ts';

/** A call that hits a target, and the one beside it that does not. */
export interface Witness {
  readonly target: Target;
  readonly setup: Setup;
  readonly call: SymbolicCall;
  /** The same call without its mistakes; null where every call hits the target, since only a device leads past it. */
  readonly contrast: SymbolicCall | null;
  /** What ends the contrast; null for success, and where there is none. */
  readonly contrastTarget: Target | null;
  /** The mistakes. Without any one of them the target is not hit. */
  readonly changed: readonly Difference[];
}

/** How good a witness is; the higher the better. One mistake in a call that else succeeds is best. */
export function quality({ contrast, contrastTarget, changed }: Witness): number {
  if (!contrast) return 0;
  return (contrastTarget ? 1 : 100) + Math.max(0, 10 - changed.length);
}

export const bestQuality = 109;

/** The settings of a set-up on every one of some machines; null where it fails on one of them. */
export class Settings {
  private readonly worlds: readonly World[];
  private readonly known = new Map<Setup, ReadonlyMap<World, Setting> | null>();

  constructor(worlds: readonly World[]) {
    this.worlds = worlds;
  }

  of(setup: Setup): ReadonlyMap<World, Setting> | null {
    let settings = this.known.get(setup);
    if (settings === undefined) {
      const all = this.worlds.map((world) => [world, setup.on(world)] as const);
      settings = all.every((each): each is readonly [World, Setting] => each[1] !== null) ? new Map(all) : null;
      this.known.set(setup, settings);
    }
    return settings;
  }
}

/**
 * Makes a witness of a call that hit a target on the usual machine: takes back every difference from `contrast` that it
 * does not need, and tries it on all machines. Null where it does not hold on one.
 */
export function witness(
  target: Target,
  setup: Setup,
  hit: SymbolicCall,
  contrast: Tried | null,
  hits: Hits,
  settings: Settings,
): Witness | null {
  const everywhere = settings.of(setup);
  if (!everywhere) return null;
  const hitsOn = (setting: Setting, call: SymbolicCall): Target | null => hits.of(setting.call(call));
  let call = hit;
  if (contrast)
    for (const difference of differences(hit, contrast.call)) {
      const without = taking(call, contrast.call, difference);
      if (hitsOn(setup.setting, without) === target) call = without;
    }
  const changed = contrast ? differences(call, contrast.call) : [];
  const contrastTarget = contrast ? hits.of(contrast.result) : null;
  const holdsOn = (setting: Setting): boolean => {
    const result = setting.call(call);
    if (hits.of(result) !== target || !result.sound) return false;
    if (!contrast) return true;
    const other = setting.call(contrast.call);
    if (hits.of(other) !== contrastTarget || (other.errno === null) !== (contrastTarget === null) || !other.sound)
      return false;
    return changed.every((difference) => hitsOn(setting, taking(call, contrast.call, difference)) !== target);
  };
  if (![...everywhere.values()].every(holdsOn)) return null;
  return { target, setup, call, contrast: contrast?.call ?? null, contrastTarget, changed };
}
