import type { Interface, Ioctl } from '../../spec/interface.ts';
import { Repertoire } from './repertoire.ts';
import { caseArbitrary } from './case-arbitrary.ts';
import { Coverage, type EndingCount, type Unreached } from './coverage.ts';
import { describeCase, type DescribedCall } from './describe.ts';
import { eventsOf } from './events.ts';
import { judge, type Found } from './judge.ts';
import type { Case, Performed } from './operation.ts';
import type { Performing } from './performing.ts';
import { recordingText } from '../../recording/print.ts';

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

/** Something that the kernel did otherwise than the model, in as few calls as were found to do. */
export interface RandomDifference {
  /** The calls up to the one that differs, which is the last. */
  readonly calls: readonly DescribedCall[];
  /** How many calls there were before any were left out. */
  readonly shrunkFrom: number;
  /** `errno`, a member of the argument...: see Difference in src/recording. */
  readonly field: string;
  readonly kernel: string;
  readonly model: string;
  /** The step that made the model answer so; null where it was none. */
  readonly file: string | null;
  readonly line: number | null;
  /** The calls as a recording that `abiwright replay` reads. */
  readonly recording: string;
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
    differences: run.smallest === null ? [] : [run.difference(run.smallest)],
    endings: coverage.counts(),
    steps: coverage.steps(of, ioctls),
  };
}

interface Differing {
  readonly which: Case;
  readonly performed: Performed;
  readonly found: Found;
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
      this.calls += callsOf(which, found ? found.at : which.operations.length - 1);
      this.options.progress?.(this.calls);
    }
    if (!found || (this.first && !isSame(found, this.first.found))) return true;
    this.at.set(which, found.at);
    this.smallest = { which, performed, found };
    this.first ??= this.smallest;
    return false;
  }

  difference({ which, performed, found }: Differing): RandomDifference {
    const { difference, at } = found;
    const operations = which.operations.slice(0, at + 1);
    const { first } = this;
    return {
      calls: describeCase(this.of, { ...which, operations }, performed),
      shrunkFrom: first ? callsOf(first.which, first.found.at) : 0,
      field: difference.field,
      kernel: difference.expected,
      model: difference.actual,
      file: difference.step?.file ?? null,
      line: difference.step?.line ?? null,
      recording: recordingText(eventsOf({ ...which, operations }, performed, this.of.family.device)),
    };
  }
}

/** How many calls an operation, and those before it, are. */
function callsOf({ operations }: Case, last: number): number {
  return operations.slice(0, last + 1).filter(({ op }) => op === 'ioctl').length;
}

/** Is it one and the same mistake that two cases show, as far as can be told? */
function isSame({ difference: a }: Found, { difference: b }: Found): boolean {
  return (
    a.ioctl === b.ioctl &&
    a.field === b.field &&
    (a.field !== 'errno' || (a.expected === b.expected && a.actual === b.actual))
  );
}
