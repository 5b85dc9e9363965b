import { differences } from './difference.ts';
import type { Tried } from './ordinary-calls.ts';
import type { IoctlSearch } from './ioctl-search.ts';
import type { Setup } from './setup.ts';
import type { Target } from './targets.ts';
import { bestQuality, quality } from './witness.ts';

/** Calls that hit one target which are looked at more closely. */
const mostHits = 40;

/** The calls of one ioctl that were tried after one set-up: what hit a target that is still wanted, and what succeeded. */
export class Tries {
  readonly setup: Setup;
  readonly successes: Tried[] = [];
  private readonly bases: Tried[] = [];
  private readonly hits = new Map<Target, Tried[]>();
  private readonly search: IoctlSearch;

  constructor(search: IoctlSearch, setup: Setup) {
    this.search = search;
    this.setup = setup;
  }

  add(tried: Tried): void {
    const { result } = tried;
    if (!result.sound) return;
    if (result.errno === null) {
      this.successes.push(tried);
      return;
    }
    const target = this.search.hits.of(result);
    if (!target || !this.wanted(target)) return;
    const hits = this.hits.get(target);
    if (!hits) this.hits.set(target, [tried]);
    else if (hits.length < mostHits) hits.push(tried);
  }

  /** A call to measure others by, whatever it ended in. */
  addBase(tried: Tried): void {
    this.bases.push(tried);
    this.add(tried);
  }

  /** Hands the best hit of each target to the search. */
  keepBest(): void {
    for (const [target, hits] of this.hits) {
      const contrasts = this.contrasts(target);
      const pairs = hits.map((hit) => nearest(hit, contrasts)).sort((a, b) => a.distance - b.distance);
      for (const { hit, contrast } of pairs) {
        this.search.improve(target, this.setup, hit, contrast);
        if (!this.wanted(target)) break;
      }
    }
  }

  private wanted(target: Target): boolean {
    const known = this.search.found.get(target);
    return !known || quality(known) < bestQuality;
  }

  /** What the mistakes of a call are told by: calls that succeed, or else that come as far as any does. */
  private contrasts(target: Target): readonly Tried[] {
    if (this.successes.length > 0) return this.successes;
    const others = this.bases.filter((base) => this.search.hits.of(base.result) !== target);
    const furthest = Math.max(...others.map((base) => this.search.hits.rank(base.result)));
    return others.filter((base) => this.search.hits.rank(base.result) === furthest);
  }
}

interface Pair {
  readonly hit: Tried;
  readonly contrast: Tried | null;
  readonly distance: number;
}

function nearest(hit: Tried, contrasts: readonly Tried[]): Pair {
  return contrasts.reduce<Pair>(
    (best, contrast) => {
      const distance = differences(hit.call, contrast.call).length;
      return distance < best.distance ? { hit, contrast, distance } : best;
    },
    { hit, contrast: null, distance: Infinity },
  );
}
