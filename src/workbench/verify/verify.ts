import { hasErrors, type Finding } from '../../diagnostics/finding.ts';
import { UsageError } from '../../host/errors.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { World } from '../../spec/world.ts';
import type { Verification } from '../../telling/verification.ts';
import { builtInProperties } from '../../spec/property.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects } from '../load.ts';
import { judgeCalls } from './judge-calls.ts';
import { tell } from './tell.ts';
import { verifySubject, type ExploreBounds } from './verify-subject.ts';

export interface VerifyOptions extends ExploreBounds {
  /** Only this world; null for all that the subject has. */
  readonly world: string | null;
  /** Only this property; null for all. */
  readonly property: string | null;
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
  const { property, world } = options;
  // Whether a step is dead is judged over all worlds, and not by itself.
  const judged = builtInProperties.filter((each) => each !== 'no-dead-step');
  const known = [...judged, ...interfaceOf(subject).properties.map((each) => each.name)];
  if (property !== null && !known.includes(property)) throw missing('property', property, known, name);
  const wanted = { worlds: chosen(worlds.worlds, world, name), property, all: world === null && property === null };
  const verified = verifySubject(subject, wanted, loaded.sources, options);
  const calls = wanted.all ? judgeCalls(subject, loaded, options.onProgress) : { calls: null, findings: [] };
  return {
    ...stands,
    findings: [...findings, ...verified.findings, ...calls.findings],
    verification: { ...verified.verification, calls: calls.calls },
  };
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
