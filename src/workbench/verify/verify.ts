import { finding, hasErrors, type Finding } from '../../diagnostics/finding.ts';
import { UsageError } from '../../host/errors.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { ModelError } from '../../machine/model-error.ts';
import type { World } from '../../spec/world.ts';
import { interfaceOf, SpecLoader, type LoadedSubjects } from '../load.ts';
import { exploreWorld, type ExploredWorld } from './explore-world.ts';

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
  readonly name: string;
  readonly worlds: readonly ExploredWorld[];
}

/**
 * Explores every world of one base, proposal or system.
 *
 * @throws UsageError CLI0014 where there is no such world or property
 */
export function verify(name: string, from: string, options: VerifyOptions): Verified {
  const loader = new SpecLoader(from);
  const loaded = loader.load([name]);
  const subject = loaded.subjects[0];
  if (!subject || hasErrors(loaded.findings)) return { ...loaded, name, worlds: [] };
  const worlds = loader.worlds(subject);
  const findings: Finding[] = [...loaded.findings, ...worlds.findings];
  if (hasErrors(findings)) return { ...loaded, name, findings, worlds: [] };
  const wanted = chosen(worlds.worlds, options.world, name);
  const of = interfaceOf(subject);
  const explored = wanted.flatMap((world) => {
    try {
      return exploreWorld(of, world, {
        states: options.maximumStates,
        bytes: options.maximumBytes,
        property: options.property,
        onProgress: (looked, depth) =>
          options.onProgress(`${world.name}: ${looked.toLocaleString('en')} states, ${depth} steps deep`),
      });
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      findings.push(finding('SEM0009', `${error.message}, in the world ${world.name}`, error.span));
      return [];
    }
  });
  const known = new Set(explored.flatMap((each) => each.verdicts.map((verdict) => verdict.property)));
  if (options.property !== null && known.size > 0 && !known.has(options.property))
    throw missing('property', options.property, [...known], name);
  return { ...loaded, name, findings, worlds: explored };
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
