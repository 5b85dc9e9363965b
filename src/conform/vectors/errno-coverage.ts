import type { Ioctl } from '../../spec/interface.ts';
import { isForDevice } from '../../vectors/device-search.ts';
import { entryTargetsOf, targetsOf, type Target } from '../../vectors/targets.ts';
import type { Interface } from '../../spec/interface.ts';
import type { LeftOut, VectorReport } from '../../vectors/vector.ts';
import type { VectorResult } from './vector-result.ts';

/** Whether a kernel has been seen to end a call at a step. */
export interface ErrnoStanding {
  readonly ioctl: Ioctl;
  readonly target: Target;
  /** Should a kernel that has devices for tests come there? */
  readonly isForDevice: boolean;
  readonly standing:
    | 'reached'
    /** No call of a program can be made to end there, for the reason that is given. */
    | 'excused'
    /** The vectors about it could not be judged, for the reason that is given. */
    | 'skipped'
    /** It should be reached, and was not. */
    | 'missing';
  /** Null where it is reached. */
  readonly reason: string | null;
}

/** What is known of every way for each ioctl to fail, in the order of the steps. */
export function errnoCoverage(
  of: Interface,
  reports: readonly VectorReport[],
  results: readonly VectorResult[],
): readonly ErrnoStanding[] {
  const entry = entryTargetsOf(of);
  return reports.flatMap((report) => {
    const own = results.filter(({ vector }) => vector.ioctl === report.ioctl);
    return [...entry, ...targetsOf(of, report.ioctl)].map((target) => standing(target, report, own));
  });
}

function standing(target: Target, report: VectorReport, results: readonly VectorResult[]): ErrnoStanding {
  const of = { ioctl: report.ioctl, target, isForDevice: isForDevice(target) };
  const about = results.filter(({ vector }) => isSame(vector.target, target));
  if (about.some((each) => each.outcome === 'agreed')) return { ...of, standing: 'reached', reason: null };
  if (about.some((each) => each.outcome === 'differing'))
    return { ...of, standing: 'missing', reason: 'the kernel ends the call otherwise' };
  const [skipped] = about.flatMap((each) => (each.outcome === 'skipped' ? [each.reason] : []));
  if (skipped !== undefined) return { ...of, standing: 'skipped', reason: skipped };
  const excuse = report.leftOut.find((each) => isSame(each.target, target));
  if (excuse && isExcuse(excuse)) return { ...of, standing: 'excused', reason: excuse.reason };
  return { ...of, standing: 'missing', reason: excuse?.reason ?? 'no vector is about it' };
}

function isExcuse({ why }: LeftOut): boolean {
  return why !== 'not-found';
}

function isSame(one: Target | null, other: Target): boolean {
  return one !== null && one.key === other.key && one.step === other.step;
}
