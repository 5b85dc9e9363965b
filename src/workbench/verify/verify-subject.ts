import type { Sources } from '../../diagnostics/render-text.ts';
import { finding, hasErrors, type Finding } from '../../diagnostics/finding.ts';
import { remember } from '../../host/remember.ts';
import { ModelError } from '../../machine/model-error.ts';
import type { World } from '../../spec/world.ts';
import type { Verification } from '../../telling/verification.ts';
import { interfaceOf, type LoadedSubjects, type SpecLoader, type Subject } from '../load.ts';
import { ownSources } from '../own-sources.ts';
import { deadSteps, type DeadSteps } from './dead-steps.ts';
import { exploreWorld, type ExploredWorld } from './explore-world.ts';
import { tell } from './tell.ts';

/** How far to explore, and who is told how far it is. */
export interface ExploreBounds {
  /** The most states that a world may have. */
  readonly maximumStates: number;
  /** The most bytes that the states of a world may take. */
  readonly maximumBytes: number;
  readonly onProgress: (text: string) => void;
}

/** The bounds that `verify` has unless it is told others. */
export const ordinaryBounds = { maximumStates: 20_000_000, maximumBytes: 4096 * 2 ** 20 } as const;

/** What is to be explored. */
export interface Wanted {
  readonly worlds: readonly World[];
  /** Null for all. */
  readonly property: string | null;
  /** Are these all worlds and properties of the subject? */
  readonly all: boolean;
}

export interface VerifiedSubject {
  readonly verification: Verification;
  readonly findings: readonly Finding[];
}

/** Explores worlds of a subject. What is wrong with a spec and only shows there is a finding. */
export function verifySubject(
  subject: Subject,
  { worlds, property, all }: Wanted,
  sources: Sources,
  bounds: ExploreBounds,
): VerifiedSubject {
  const findings: Finding[] = [];
  const explored = exploreAll(subject, worlds, property, bounds, findings);
  const dead = all ? deadStepsOf(subject, explored, findings) : null;
  return { verification: tell(interfaceOf(subject).name, explored, dead, sources), findings };
}

/**
 * Explores all worlds of a subject within the ordinary bounds, or takes what was found in the last run in which the
 * specs were the same.
 */
export function rememberedVerification(
  loader: SpecLoader,
  subject: Subject,
  loaded: LoadedSubjects,
  onProgress: (text: string) => void,
): VerifiedSubject {
  const { worlds, findings } = loader.worlds(subject);
  const { name } = interfaceOf(subject);
  if (hasErrors(findings)) return { verification: tell(name, [], null, loaded.sources), findings };
  const made = new Set(worlds.map((each) => each.span.file));
  const inputs = [...ownSources(subject, loaded), ...[...loaded.sources].filter(([path]) => made.has(path))].flat();
  const verified = remember(
    `verified-${name}`,
    inputs,
    () =>
      verifySubject(subject, { worlds, property: null, all: true }, loaded.sources, { ...ordinaryBounds, onProgress }),
    (each) => !hasErrors(each.findings),
  );
  return { ...verified, findings: [...findings, ...verified.findings] };
}

function exploreAll(
  subject: Subject,
  worlds: readonly World[],
  property: string | null,
  { maximumStates: states, maximumBytes: bytes, ...bounds }: ExploreBounds,
  findings: Finding[],
): readonly ExploredWorld[] {
  const of = interfaceOf(subject);
  return worlds.flatMap((world) => {
    const onProgress = (looked: number, depth: number): void =>
      bounds.onProgress(`${of.name}, ${world.name}: ${looked.toLocaleString('en')} states, ${depth} steps deep`);
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
