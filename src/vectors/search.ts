import type { Interface, Ioctl } from '../spec/interface.ts';
import type { Step } from '../spec/step.ts';
import { slotsOf } from './call.ts';
import { IoctlSearch, isBare } from './ioctl-search.ts';
import { outline, relevantColumns } from './outline.ts';
import { Setup } from './setup.ts';
import { usualWorld, worlds } from './world.ts';
import { Settings } from './witness.ts';

/** Every state that so many set-up calls lead to is tried with every boundary. */
const thoroughDepth = 2;
/** Calls with two boundaries that are tried of one ioctl after one set-up. */
const mostPairs = 3000;

/** What the search of an interface has found. */
export interface Searches {
  readonly byIoctl: ReadonlyMap<Ioctl, IoctlSearch>;
  readonly settings: Settings;
  /** How calls have come to a step: `IOMMU_IOAS_UNMAP through iopt_unmap_iova()`. */
  waysTo(step: Step): readonly string[];
}

/**
 * Searches all ioctls of an interface together, since the successful calls of one set up another: breadth first over
 * short set-ups, then two of these one after the other, then two mistakes at once. It stops when nothing is left to find.
 */
export function search(of: Interface): Searches {
  const shared = {
    settings: new Settings(worlds),
    reached: new Set<Step>(),
    expects: isBare,
    capabilities: 'conditions' as const,
  };
  const searches = of.ioctls.map((ioctl) => new IoctlSearch(of, ioctl, shared));
  const setups = thorough(of, searches);
  for (const each of searches) glanceAtPairs(each, setups);
  for (const each of searches)
    for (const setup of setups)
      if (each.open.some((target) => !shared.reached.has(target.step))) each.explorePairs(setup, mostPairs);
  return {
    byIoctl: new Map(searches.map((each) => [each.ioctl, each])),
    settings: shared.settings,
    waysTo: (step) => searches.flatMap((each) => each.waysTo(step)),
  };
}

/** Tries every ioctl after every set-up of up to thoroughDepth calls. Gives the set-ups. */
function thorough(of: Interface, searches: readonly IoctlSearch[]): readonly Setup[] {
  const relevant = relevantColumns(searches.map((each) => each.program));
  const looks = (setup: Setup): string => outline(of, setup.setting.model.state, usualWorld, relevant);
  const start = Setup.none(of);
  const seen = new Set([looks(start)]);
  const setups = [start];
  for (let index = 0; index < setups.length; index++) {
    const setup = setups[index];
    if (!setup) break;
    const last = setup.calls.length === thoroughDepth;
    const successes = searches.flatMap((each) =>
      (index === 0 || !last || each.unfinished) && each.promising(setup)
        ? each.explore(setup, index)
        : each.visit(setup, index),
    );
    if (last) continue;
    for (const { call, odd } of successes) {
      const after = setup.with(call, odd);
      if (!after || seen.has(looks(after))) continue;
      seen.add(looks(after));
      setups.push(after);
    }
  }
  return setups;
}

/** One set-up for each state that looks different to the ioctl. */
function distinctFor(search: IoctlSearch, setups: readonly Setup[]): readonly Setup[] {
  const relevant = relevantColumns([search.program]);
  const byLooks = new Map<string, Setup>();
  for (const setup of setups) {
    const { model } = setup.setting;
    const looks = outline(model.interface, model.state, usualWorld, relevant);
    if (!byLooks.has(looks)) byLooks.set(looks, setup);
  }
  return [...byLooks.values()];
}

/**
 * Tries an ioctl that has targets left and is about two objects or more: after every two set-ups, one for each object, at
 * most one call of which is odd.
 */
function glanceAtPairs(search: IoctlSearch, setups: readonly Setup[]): void {
  if (search.open.length === 0 || slotsOf(search.ioctl).filter((slot) => slot.field.role === 'object').length < 2)
    return;
  const telling = distinctFor(
    search,
    setups.filter((setup) => setup.calls.length === thoroughDepth),
  );
  for (const odd of [0, 1])
    for (const first of telling)
      for (const second of telling) {
        if (first.odd + second.odd === odd && search.open.length > 0) search.glance(first, second);
      }
}
