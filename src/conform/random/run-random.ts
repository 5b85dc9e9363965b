import type { Interface, Ioctl } from '../../spec/interface.ts';
import { Repertoire } from './repertoire.ts';
import { caseArbitrary } from './case-arbitrary.ts';
import { Coverage, type EndingCount, type Unreached } from './coverage.ts';
import { isSame, judge } from './judge.ts';
import type { Case, Performed } from './operation.ts';
import type { Performing } from './performing.ts';
import { callsUpTo, differenceOf, type Differing, type RandomDifference } from './random-difference.ts';
import { smallest } from './shrink.ts';

export interface RandomOptions {
  /** The same seed makes the same calls. */
  readonly seed: number;
  /** How many calls are made, at least; no more are made after a difference. */
  readonly calls: number;
  /** Which ioctls the kernel has; all where absent. */
  readonly has?: (ioctl: Ioctl) => boolean;
  /** Told now and then how many calls have been made. */
  readonly progress?: (calls: number) => void;
  /** Told what has come of it so far: of a difference as it was found, and where the kernel goes away. */
  readonly interim?: (result: RandomResult) => void;
}

export interface RandomResult {
  readonly seed: number;
  readonly calls: number;
  /** How many were asked for. */
  readonly wanted: number;
  readonly differences: readonly RandomDifference[];
  readonly endings: readonly EndingCount[];
  /** How many steps that fail, and branches, there are, and those that no call came to. */
  readonly steps: { readonly all: number; readonly unreached: readonly Unreached[] };
}

/** So many calls have state in common. */
export const callsInCase = 400;

/** A run of cases in which the model soon cannot go on is made longer so many times. */
const mostRounds = 5;

/** Makes random calls on a kernel, and compares each with the model of an interface. */
export async function runRandom(of: Interface, performing: Performing, options: RandomOptions): Promise<RandomResult> {
  const fastCheck = await import('fast-check');
  const run = new RandomRun(of, performing, options);
  const arbitrary = caseArbitrary(fastCheck, run.repertoire, callsInCase);
  const property = fastCheck.asyncProperty(arbitrary, (which) => run.next(which));
  try {
    for (let round = 0; round < mostRounds && run.calls < options.calls && !run.hasDiffered(); round++) {
      // A case ends early where the model can say nothing of what comes next.
      const numRuns = Math.ceil(((options.calls - run.calls) * 1.01) / callsInCase);
      const details = await fastCheck.check(property, { seed: options.seed + round, numRuns, unbiased: true });
      if (details.failed && !run.hasDiffered()) throw details.errorInstance;
      await run.settle();
    }
  } catch (error) {
    options.interim?.(run.result(run.first));
    throw error;
  }
  return run.result(run.first && (await run.shrunk(run.first)));
}

class RandomRun {
  readonly coverage = new Coverage();
  calls = 0;
  /** What was done otherwise than the model says; null where nothing was. */
  first: Differing | null = null;
  readonly repertoire: Repertoire;
  private readonly of: Interface;
  private readonly performing: Performing;
  private readonly options: RandomOptions;
  private underway: Promise<Performed> | null = null;
  private which: Case | null = null;

  constructor(of: Interface, performing: Performing, options: RandomOptions) {
    this.repertoire = new Repertoire(of, options.has);
    this.of = of;
    this.performing = performing;
    this.options = options;
  }

  hasDiffered(): boolean {
    return this.first !== null;
  }

  /** What has come of it so far. */
  result(differing: Differing | null): RandomResult {
    const { first, calls, coverage, repertoire, options } = this;
    const ioctls = repertoire.weighted.map(([, ioctl]) => ioctl);
    return {
      seed: options.seed,
      calls,
      wanted: options.calls,
      differences: first && differing ? [differenceOf(this.of, differing, first)] : [],
      endings: coverage.counts(),
      steps: coverage.steps(this.of, ioctls),
    };
  }

  /** Begins a case: it is done while the one before it is judged, and the one after it is drawn. False after a difference. */
  async next(which: Case): Promise<boolean> {
    const [before, came] = [this.which, await this.underway];
    this.which = which;
    this.underway = this.perform(which);
    // A failure is told when the case is waited for.
    this.underway.catch(() => undefined);
    if (before && came) this.judge(before, came);
    return this.first === null;
  }

  /** Judges the last case. */
  async settle(): Promise<void> {
    const [before, came] = [this.which, await this.underway];
    this.underway = null;
    if (before && came && this.first === null) this.judge(before, came);
  }

  /** The same difference in as few calls as were found to show it. */
  async shrunk(first: Differing): Promise<Differing> {
    return smallest(first, async (which) => {
      const performed = await this.perform(which);
      const found = judge(this.of, which, performed, null);
      return found && isSame(found, first.found) ? { which, performed, found } : null;
    });
  }

  private judge(which: Case, performed: Performed): void {
    const found = judge(this.of, which, performed, this.coverage);
    this.calls += callsUpTo(which, found ? found.at : which.operations.length - 1);
    this.options.progress?.(this.calls);
    if (!found) return;
    this.first = { which, performed, found };
    // To make it shorter takes a while, in which much may happen.
    this.options.interim?.(this.result(this.first));
  }

  private async perform(which: Case): Promise<Performed> {
    const [performed] = await this.performing.perform([{ case: which, injection: null }]);
    if (!performed) throw new Error('a case came to nothing');
    return performed;
  }
}
