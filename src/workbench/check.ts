import { inOrder, type Finding } from '../diagnostics/finding.ts';
import { remember } from '../host/remember.ts';
import { lint } from '../lint/lint.ts';
import { loweringFindings, worldFindings } from '../machine/lowering-findings.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects, type Subject } from './load.ts';
import { ownSources } from './own-sources.ts';
import { Findings } from '../spec/resolve/findings.ts';
import type { SubjectSize } from './summary.ts';

export interface Checked extends LoadedSubjects {
  /** What each subject has, for the summary. */
  readonly names: readonly SubjectSize[];
}

/**
 * Loads the named bases, proposals and systems (none: all), and holds them and their worlds against the rules.
 *
 * @param withWorlds false where what is to be made has nothing to do with the worlds
 */
export function check(names: readonly string[], from: string, withWorlds = true): Checked {
  const loader = new SpecLoader(from);
  const loaded = loader.load(names);
  const findings: Finding[] = [...loaded.findings, ...(names.length === 0 && withWorlds ? loader.worldFindings() : [])];
  // A world that several subjects have is lowered once: what differs between them is theirs, and lowered with each.
  const lowered = new Set<string>();
  const sizes = loaded.subjects.map((subject): SubjectSize => {
    const of = interfaceOf(subject);
    findings.push(...findingsOf(subject, loaded), ...unknownAlternatives(subject, loader));
    const { worlds, findings: wrong } = withWorlds ? loader.worlds(subject) : { worlds: [], findings: [] };
    const first = worlds.filter(({ span }) => !lowered.has(span.file));
    for (const { span } of first) lowered.add(span.file);
    findings.push(...wrong, ...first.flatMap((world) => worldFindings(of, world)));
    return {
      name: of.name,
      ioctls: subject.kind === 'system' ? null : of.ioctls.length,
      verbs: of.verbs.size,
      worlds: worlds.length,
    };
  });
  return { ...loaded, findings: inOrder(distinct(findings)), names: sizes };
}

/** What the rules and the lowering say of a subject, or said in the last run in which its files were the same. */
function findingsOf(subject: Subject, loaded: LoadedSubjects): readonly Finding[] {
  const of = interfaceOf(subject);
  // A system has no uAPI that rules could be about.
  if (subject.kind === 'system') return loweringFindings(of);
  return remember(
    `check-${of.name}`,
    ownSources(subject, loaded).flat(),
    () => [...lint(of, subject.kind === 'proposal' ? subject.proposal : null), ...loweringFindings(of)],
    () => true,
  );
}

/** Alternatives that are neither a proposal nor a system. */
function unknownAlternatives(subject: Subject, loader: SpecLoader): readonly Finding[] {
  if (subject.kind !== 'proposal') return [];
  const findings = new Findings();
  const known = [...loader.proposalNames(), ...loader.systemNames()].filter((each) => each !== subject.proposal.name);
  for (const { name, span } of subject.proposal.alternatives)
    if (!known.includes(name)) findings.unknown('proposal or system', name, span, known);
  return findings.list;
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
