import { inOrder, type Finding } from '../diagnostics/finding.ts';
import { lint } from '../lint/lint.ts';
import { loweringFindings } from '../machine/lowering-findings.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects } from './load.ts';

export interface Checked extends LoadedSubjects {
  /** How many ioctls each subject has, for the summary. */
  readonly names: readonly { readonly name: string; readonly ioctls: number }[];
}

/** Loads the named bases and proposals (none: all), and holds them against the rules. */
export function check(names: readonly string[], from: string): Checked {
  const loaded = new SpecLoader(from).load(names);
  const findings: Finding[] = [...loaded.findings];
  for (const subject of loaded.subjects) {
    findings.push(...lint(interfaceOf(subject), subject.kind === 'proposal' ? subject.proposal : null));
    findings.push(...loweringFindings(interfaceOf(subject)));
  }
  return {
    ...loaded,
    findings: inOrder(distinct(findings)),
    names: loaded.subjects.map((subject) => ({
      name: interfaceOf(subject).name,
      ioctls: interfaceOf(subject).ioctls.length,
    })),
  };
}

/** A proposal's interface holds its base too, so one thing can be found twice. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter((each) => {
    const key = JSON.stringify([each.code, each.span, each.message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
