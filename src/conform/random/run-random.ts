import type { Interface, Ioctl } from '../../spec/interface.ts';
import { Repertoire } from './repertoire.ts';
import { caseArbitrary } from './case-arbitrary.ts';
import { Coverage, type EndingCount, type Unreached } from './coverage.ts';
import { isSame, judge } from './judge.ts';
import type { Case } from './operation.ts';
import type { Performing } from './performing.ts';
import { callsUpTo, differenceOf, type Differing, type RandomDifference } from './random-difference.ts';

export interface RandomOptions {
  /** The same seed makes the same calls. */
  readonly seed: number;
  /** How many calls are made, at least; no more are made after a difference. */
  readonly calls: number;
  /** Which ioctls the kernel has; all where absent. */
  readonly has?: (ioctl: Ioctl) => boolean;
  /** Told now and then how many calls have been made. */
  readonly progress?: (calls: number) => void;
}

export interface RandomResult {
  readonly seed: number;
  readonly calls: number;
  readonly differences: readonly RandomDifference[];
  readonly endings: readonly EndingCount[];
  /** How many steps that fail, and branches, there are, and those that no call came to. */
  readonly steps: { readonly all: number; readonly unreached: readonly Unreached[] };
}

/** So many calls have state in common. */
export const callsInCase = 400;

/** Makes random calls on a kernel, and compares each with the model of an interface. */
export async function runRandom(of: Interface, performing: Performing, options: RandomOptions): Promise<RandomResult> {
  const fastCheck = await import('fast-check');
  const repertoire = new Repertoire(of, options.has);
  const run = new RandomRun(of, performing, options);
  // A case ends early where the model can say nothing of what comes next.
  const cases = Math.ceil((options.calls * 1.01) / callsInCase);
  const arbitrary = caseArbitrary(fastCheck, repertoire, callsInCase, (which) => run.at.get(which));
  const property = fastCheck.asyncProperty(arbitrary, (which) => run.holds(which));
  const details = await fastCheck.check(property, {
    seed: options.seed,
    numRuns: cases,
    unbiased: true,
    maxSkipsPerRun: 0,
  });
  if (details.failed && run.smallest === null) throw details.errorInstance;
  const { calls, coverage } = run;
  const ioctls = repertoire.weighted.map(([, ioctl]) => ioctl);
  return {
    seed: options.seed,
    calls,
    differences: run.difference(),
    endings: coverage.counts(),
    steps: coverage.steps(of, ioctls),
  };
}

class RandomRun {
  readonly coverage = new Coverage();
  /** The index of the operation that differed, of those cases that had one. */
  readonly at = new WeakMap<Case, number>();
  calls = 0;
  smallest: Differing | null = null;
  private first: Differing | null = null;
  private readonly of: Interface;
  private readonly performing: Performing;
  private readonly options: RandomOptions;

  constructor(of: Interface, performing: Performing, options: RandomOptions) {
    this.of = of;
    this.performing = performing;
    this.options = options;
  }

  /** Whether the kernel does in a case what the model says; of smaller cases, whether it does what was found before. */
  async holds(which: Case): Promise<boolean> {
    const [performed] = await this.performing.perform([{ case: which, injection: null }]);
    if (!performed) throw new Error('a case came to nothing');
    const found = judge(this.of, which, performed, this.first ? null : this.coverage);
    if (!this.first) {
      this.calls += callsUpTo(which, found ? found.at : which.operations.length - 1);
      this.options.progress?.(this.calls);
    }
    if (!found || (this.first && !isSame(found, this.first.found))) return true;
    this.at.set(which, found.at);
    this.smallest = { which, performed, found };
    this.first ??= this.smallest;
    return false;
  }

  /** The one that was found, in as few calls as were found to show it. */
  difference(): readonly RandomDifference[] {
    const { smallest, first } = this;
    return smallest && first ? [differenceOf(this.of, smallest, first)] : [];
  }
}
