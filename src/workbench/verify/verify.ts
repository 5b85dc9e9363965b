import { finding, hasErrors, type Finding } from '../../diagnostics/finding.ts';
import { UsageError } from '../../host/errors.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { ModelError } from '../../machine/model-error.ts';
import type { World } from '../../spec/world.ts';
import type { Verification } from '../../telling/verification.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects, type Subject } from '../load.ts';
import { deadSteps, type DeadSteps } from './dead-steps.ts';
import { exploreWorld, type ExploredWorld } from './explore-world.ts';
import { tell } from './tell.ts';

export interface VerifyOptions {
  /** Only this world; null for all that the subject has. */
  readonly world: string | null;
  /** Only this property; null for all. */
  readonly property: string | null;
  /** The most states that a world may have. */
  readonly maximumStates: number;
  /** The most bytes that the states of a world may take. */
  readonly maximumBytes: number;
  readonly onProgress: (text: string) => void;
}

export interface Verified extends LoadedSubjects {
  /** What was found; of no world where the findings have an error. */
  readonly verification: Verification;
}

/**
 * Explores the worlds of one base, proposal or system.
 *
 * @throws UsageError CLI0014 where there is no such world or property
 */
export function verify(name: string, from: string, options: VerifyOptions): Verified {
  const loader = new SpecLoader(from);
  const loaded = loader.load([name]);
  const [subject] = loaded.subjects;
  const worlds = subject && !hasErrors(loaded.findings) ? loader.worlds(subject) : { worlds: [], findings: [] };
  const findings: Finding[] = [...loaded.findings, ...worlds.findings];
  const stands = { ...loaded, findings };
  if (!subject || hasErrors(findings)) return { ...stands, verification: tell(name, [], null, loaded.sources) };
  const explored = exploreAll(subject, chosen(worlds.worlds, options.world, name), options, findings);
  const known = explored.flatMap((each) => each.verdicts.map((verdict) => verdict.property));
  const { property } = options;
  if (property !== null && known.length > 0 && !known.includes(property))
    throw missing('property', property, [...new Set(known)], name);
  const dead = options.world === null && property === null ? deadStepsOf(subject, explored, findings) : null;
  return { ...stands, verification: tell(name, explored, dead, loaded.sources) };
}

/** Explores worlds of a subject. What is wrong with a spec and only shows there is added to the findings. */
function exploreAll(
  subject: Subject,
  worlds: readonly World[],
  options: VerifyOptions,
  findings: Finding[],
): readonly ExploredWorld[] {
  const of = interfaceOf(subject);
  return worlds.flatMap((world) => {
    const onProgress = (looked: number, depth: number): void =>
      options.onProgress(`${of.name}, ${world.name}: ${looked.toLocaleString('en')} states, ${depth} steps deep`);
    const { maximumStates: states, maximumBytes: bytes, property } = options;
    try {
      return exploreWorld(of, world, { states, bytes, property, onProgress });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      findings.push(finding('SEM0009', `${error.message}, in the world ${world.name}`, error.span));
      return [];
    }
  });
}

/** Null of a base, which vectors judge, and where not all was explored. */
function deadStepsOf(
  subject: Subject,
  worlds: readonly ExploredWorld[],
  findings: readonly Finding[],
): DeadSteps | null {
  if (hasErrors(findings) || worlds.length === 0 || worlds.some((each) => each.stopped !== null)) return null;
  switch (subject.kind) {
    case 'base':
      return null;
    case 'proposal':
      return deadSteps(subject.proposal.result, worlds, new Set([subject.proposal.span.file]));
    case 'system':
      return deadSteps(subject.system.interface, worlds, subject.system.ownFiles);
  }
}

function chosen(worlds: readonly World[], wanted: string | null, name: string): readonly World[] {
  if (wanted === null) return worlds;
  const found = worlds.filter((each) => each.name === wanted);
  if (found.length > 0) return found;
  throw missing(
    'world',
    wanted,
    worlds.map((each) => each.name),
    name,
  );
}

function missing(what: string, wanted: string, known: readonly string[], name: string): UsageError {
  const close = nearest(wanted, known);
  const fix = close === null ? `one of ${known.join(', ')}` : `did you mean '${close}'?`;
  return new UsageError('CLI0014', `${name} has no ${what} '${wanted}'`, fix);
}
