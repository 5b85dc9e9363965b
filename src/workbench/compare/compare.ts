import { hasErrors, type Finding } from '../../diagnostics/finding.ts';
import { comparisonOf, type Compared, type Comparison } from '../../telling/comparison.ts';
import type { Verification } from '../../telling/verification.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects, type Subject } from '../load.ts';
import { rememberedVerification } from '../verify/verify-subject.ts';
import { newAbi } from './new-abi.ts';

export interface ComparedSubjects extends LoadedSubjects {
  /** Null where the findings have an error. */
  readonly comparison: Comparison | null;
  /** What exploring each of them found, the control first. */
  readonly verifications: readonly Verification[];
}

/** Explores bases, proposals and systems, and puts them beside the base that the first of them builds on. */
export function compare(names: readonly string[], from: string, onProgress: (text: string) => void): ComparedSubjects {
  const loader = new SpecLoader(from);
  const loaded = loader.load([...new Set(names)]);
  if (hasErrors(loaded.findings)) return { ...loaded, comparison: null, verifications: [] };
  const control = controlOf(loader, loaded.subjects);
  const subjects = distinct([...control, ...loaded.subjects]);
  const findings: Finding[] = [...loaded.findings];
  const compared = subjects.map((subject): Compared => {
    const { verification, findings: wrong } = rememberedVerification(loader, subject, loaded, onProgress);
    findings.push(...wrong);
    return { verification, newAbi: subject.kind === 'proposal' ? newAbi(subject.proposal.delta) : null };
  });
  const comparison = hasErrors(findings) ? null : comparisonOf(compared);
  return { ...loaded, findings, comparison, verifications: compared.map((each) => each.verification) };
}

/** Linux as it is: the base of the first proposal, or else the first base that there is. */
function controlOf(loader: SpecLoader, subjects: readonly Subject[]): readonly Subject[] {
  for (const subject of subjects)
    if (subject.kind === 'proposal') return [{ kind: 'base', interface: subject.proposal.base }];
  return loader.load(loader.familyNames().slice(0, 1)).subjects;
}

function distinct(subjects: readonly Subject[]): readonly Subject[] {
  return [...new Map(subjects.map((each) => [interfaceOf(each).name, each] as const)).values()];
}
