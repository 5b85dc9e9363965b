import type { Finding } from '../../diagnostics/finding.ts';
import type { ToldCalls } from '../../telling/verification.ts';
import { atomicityFindings } from '../../vectors/atomicity.ts';
import { findVectors } from '../../vectors/find.ts';
import { originKey } from '../../vectors/targets.ts';
import { rememberedAtomicity } from '../atomicity.ts';
import { interfaceOf, type LoadedSubjects, type Subject } from '../load.ts';
import { rememberVectors } from '../vectors.ts';

export interface JudgedCalls {
  /** Null of a system. */
  readonly calls: ToldCalls | null;
  readonly findings: readonly Finding[];
}

/** What is decided by contract vectors, one call at a time: what failures leave behind, and which endings have a call. */
export function judgeCalls(subject: Subject, loaded: LoadedSubjects, onStage: (stage: string) => void): JudgedCalls {
  if (subject.kind === 'system') return { calls: null, findings: [] };
  rememberVectors(subject, loaded, onStage);
  const of = interfaceOf(subject);
  const atomicity = rememberedAtomicity(subject, loaded, onStage);
  const reports = of.ioctls.map((each) => findVectors(of, each));
  const reached = reports.map(
    ({ vectors }) => new Set(vectors.flatMap(({ target }) => (target ? [`${originKey(target)} ${target.errno}`] : []))),
  );
  const leftOut = reports.flatMap((each) => each.leftOut);
  const missed = leftOut.filter((each) => each.why === 'not-found').length;
  return {
    calls: {
      failing: atomicity.failing,
      injected: atomicity.injected,
      remainders: atomicity.remainders.length,
      reached: reached.reduce((sum, each) => sum + each.size, 0),
      excused: leftOut.length - missed,
      missed,
    },
    findings: atomicityFindings(atomicity),
  };
}
