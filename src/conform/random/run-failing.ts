import type { Interface, Ioctl } from '../../spec/interface.ts';
import { LeftOut } from '../left-out.ts';
import { Repertoire } from './repertoire.ts';
import { caseArbitrary } from './case-arbitrary.ts';
import { isSame, judge } from './judge.ts';
import { kindOf } from './kind.ts';
import type { Case, IoctlOperation, Performed } from './operation.ts';
import type { Performing } from './performing.ts';
import { smallest } from './shrink.ts';
import { differenceOf, type Differing, type RandomDifference } from './random-difference.ts';

export interface FailingOptions {
  /** The same seed makes the same calls. */
  readonly seed: number;
  /** How many random calls are made, to find ones that succeed. */
  readonly calls: number;
  readonly has?: (ioctl: Ioctl) => boolean;
  /** Told now and then how many points have been tried. */
  readonly progress?: (points: number) => void;
}

/** What came of one kind of call in which each point failed in turn. */
export interface FailedKind {
  /** The ioctl, and which of its cases. */
  readonly kind: string;
  /** Points of failure that it came to. */
  readonly points: number;
  /** Of those, how many the kernel got over: the call succeeded all the same. */
  readonly survived: number;
  /** The errnos of the others. */
  readonly errnos: readonly string[];
}

export interface FailingResult {
  readonly seed: number;
  readonly kinds: readonly FailedKind[];
  readonly points: number;
  readonly differences: readonly RandomDifference[];
}

const callsInCase = 120;
/** Points that are tried at once. */
const atOnce = 12;
/** A call that comes to more points than this is not tried to its end. */
const mostPoints = 240;

/**
 * Lets each point of a call fail in turn where the kernel may fail, an allocation for one. The errno must be one that the
 * spec lets the environment bring about, what the call left must be as `undo` and `keeps` say, and the call must then
 * end as it would have.
 *
 * @throws LeftOut where no point could be made to fail
 */
export async function runFailing(
  of: Interface,
  performing: Performing,
  options: FailingOptions,
): Promise<FailingResult> {
  const fastCheck = await import('fast-check');
  const cases = caseArbitrary(fastCheck, new Repertoire(of, options.has), callsInCase);
  const numRuns = Math.ceil(options.calls / callsInCase);
  const found = new Map<string, Trial>();
  for (const which of fastCheck.sample(cases, { seed: options.seed, numRuns, unbiased: true })) {
    const [performed] = await performing.perform([{ case: which, injection: null }]);
    if (performed)
      for (const trial of trials(of, which, performed)) if (!found.has(trial.kind)) found.set(trial.kind, trial);
  }
  if (found.size === 0) throw nothing('no call that was drawn succeeded, so that none could be made to fail');
  const run = new FailingRun(of, performing, options);
  for (const trial of found.values()) await run.try(trial);
  const { kinds, points, differences } = run;
  if (points === 0) throw nothing(`none of ${String(found.size)} kinds of call came to a point where it could fail`);
  return { seed: options.seed, kinds, points, differences };
}

function nothing(message: string): LeftOut {
  return new LeftOut('CON0007', message, null);
}

/** A call that succeeds, behind those that it needs. */
interface Trial {
  readonly kind: string;
  readonly case: Case;
  /** The operation that is to fail. */
  readonly operation: number;
}

function trials(of: Interface, which: Case, performed: Performed): readonly Trial[] {
  const succeeded = which.operations.filter((_, index) => performed.results[index]?.errno === null);
  return which.operations.flatMap((operation, index): Trial[] => {
    const came = performed.results[index];
    if (operation.op !== 'ioctl' || came?.errno !== null) return [];
    const before = succeeded.slice(0, succeeded.indexOf(operation));
    return [
      {
        kind: kindOf(of, operation, came),
        case: again({ ...which, operations: before }, operation),
        operation: operation.id,
      },
    ];
  });
}

/** A case that ends with a call, made twice, and looks at the ledgers after both. */
function again(before: Case, operation: IoctlOperation): Case {
  const id = operation.id + 1_000_000;
  const look = { id: id + 1, op: 'ledgers' } as const;
  return {
    ...before,
    operations: [...before.operations, operation, look, { ...operation, id: id + 2 }, { ...look, id: id + 3 }],
  };
}

class FailingRun {
  readonly kinds: FailedKind[] = [];
  readonly differences: RandomDifference[] = [];
  points = 0;
  private readonly of: Interface;
  private readonly performing: Performing;
  private readonly options: FailingOptions;

  constructor(of: Interface, performing: Performing, options: FailingOptions) {
    this.of = of;
    this.performing = performing;
    this.options = options;
  }

  async try(trial: Trial): Promise<void> {
    let points = 0;
    let survived = 0;
    const errnos = new Set<string>();
    for (let first = 1; first <= mostPoints; first += atOnce) {
      const tasks = Array.from({ length: atOnce }, (_, index) => ({
        case: trial.case,
        injection: { operation: trial.operation, nth: first + index },
      }));
      const all = await this.performing.perform(tasks);
      for (const performed of all) {
        const at = trial.case.operations.findIndex(({ id }) => id === trial.operation);
        const came = performed.results[at];
        if (came?.failed !== true) {
          this.ended({ kind: trial.kind, points, survived, errnos: [...errnos] });
          return;
        }
        points++;
        this.points++;
        if (came.errno === null) survived++;
        else errnos.add(came.errno);
        const found = judge(this.of, trial.case, performed, null);
        if (found) {
          const first = { which: trial.case, performed, found };
          this.differences.push(differenceOf(this.of, await this.shrunk(trial, first), first));
          this.ended({ kind: trial.kind, points, survived, errnos: [...errnos] });
          return;
        }
      }
      this.options.progress?.(this.points);
    }
    this.ended({ kind: trial.kind, points, survived, errnos: [...errnos] });
  }

  private ended(kind: FailedKind): void {
    this.kinds.push(kind);
  }

  /** The same difference in fewer calls. What comes before a call may change which of its points is the one that failed. */
  private async shrunk({ operation }: Trial, first: Differing): Promise<Differing> {
    return smallest(first, async (which) => {
      if (!which.operations.some(({ id }) => id === operation)) return null;
      const tasks = Array.from({ length: atOnce }, (_, index) => ({
        case: which,
        injection: { operation, nth: index + 1 },
      }));
      for (const performed of await this.performing.perform(tasks)) {
        const at = which.operations.findIndex(({ id }) => id === operation);
        const found = performed.results[at]?.failed === true ? judge(this.of, which, performed, null) : null;
        if (found && isSame(found, first.found)) return { which, performed, found };
      }
      return null;
    });
  }
}
