import { finding, hasErrors, type Finding } from '../../diagnostics/finding.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { UsageError } from '../../host/errors.ts';
import { ModelError } from '../../machine/model-error.ts';
import { PromelaLimit } from '../../machine/promela/limit.ts';
import { promelaOf } from '../../machine/promela/world.ts';
import { systemOf } from '../../machine/system/system.ts';
import type { Interface } from '../../spec/interface.ts';
import type { World } from '../../spec/world.ts';
import { interfaceOf, SpecLoader } from '../load.ts';
import { templatePrinter } from '../templates.ts';
import { assumptionsOf } from './assumptions.ts';

export interface PromelaText {
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
  /** Empty where there are errors. */
  readonly text: string;
}

/**
 * A world of a base, a proposal or a system as Promela.
 *
 * @param wanted the world; null where there is one only
 * @throws UsageError CLI0014 where there is no such world, CLI0016 where there are several and none is named
 */
export function promelaText(name: string, from: string, wanted: string | null): PromelaText {
  const loader = new SpecLoader(from);
  const { subjects, findings, sources } = loader.load([name]);
  const [subject] = subjects;
  const worlds = subject && !hasErrors(findings) ? loader.worlds(subject) : { worlds: [], findings: [] };
  const all = [...findings, ...worlds.findings];
  if (!subject || hasErrors(all)) return { findings: all, sources, text: '' };
  const world = chosen(worlds.worlds, wanted, name);
  const printed = print(interfaceOf(subject), world, name);
  return { findings: [...all, ...printed.findings], sources, text: printed.text };
}

function print(of: Interface, world: World, name: string): Pick<PromelaText, 'findings' | 'text'> {
  try {
    const about = { name, assumptions: assumptionsOf(world), processes: null, heaviest: null };
    return { findings: [], text: templatePrinter()('promela/world', promelaOf(systemOf(of, world), about)) };
  } catch (error) {
    if (error instanceof PromelaLimit) return { findings: [finding('WLD0009', error.message, error.span)], text: '' };
    if (!(error instanceof ModelError)) throw error;
    return { findings: [finding('SEM0009', `${error.message}, in the world ${world.name}`, error.span)], text: '' };
  }
}

function chosen(worlds: readonly World[], wanted: string | null, name: string): World {
  const names = worlds.map((each) => each.name);
  if (wanted === null) {
    const [only] = worlds;
    if (only && worlds.length === 1) return only;
    throw new UsageError(
      'CLI0016',
      `${name} has ${worlds.length} worlds`,
      worlds.length === 0 ? null : `say which: --world ${names.join(', --world ')}`,
    );
  }
  const found = worlds.find((each) => each.name === wanted);
  if (found) return found;
  const close = nearest(wanted, names);
  const fix = close === null ? `one of ${names.join(', ')}` : `did you mean '${close}'?`;
  throw new UsageError('CLI0014', `${name} has no world '${wanted}'`, fix);
}
