import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../../src/diagnostics/finding.ts';
import type { Interface } from '../../../src/spec/interface.ts';
import { loadBase, loadProposal, type LoadedBase, type SpecSource } from '../../../src/spec/load/load.ts';
import { loadSystem, type LoadedSystem } from '../../../src/spec/load/system.ts';
import { changed, type Change } from './mutant.ts';

const root = join(import.meta.dirname, '../../..');
const base = 'iommufd@v6.12';

/** What is wrong with the files; nothing is where there is none. */
type Mistake = readonly Change[];

function source(path: string, mistake: Mistake): SpecSource {
  const text = readFileSync(join(root, path), 'utf8');
  const own = mistake.filter((each) => each.file === path);
  return { path, text: own.reduce((before, each) => changed(before, each), text) };
}

function required<T>({ value, findings }: { readonly value: T | null; readonly findings: readonly Finding[] }): T {
  if (value !== null) return value;
  throw new Error(
    findings.map(({ code, message, span }) => `${span.file}:${span.line}: ${code} ${message}`).join('\n'),
  );
}

/** The base, one of the proposals or one of the systems, with a mistake in its files. */
export function subject(name: string, mistake: Mistake): Interface {
  if (name === base) return baseWith(mistake).interface;
  if (existsSync(join(root, `specs/vfio/${name}.yaml`))) return systemWith(name, mistake).interface;
  const prose = { rationale: source(`specs/proposals/${name}/rationale.md`, []), changelog: null };
  const proposal = source(`specs/proposals/${name}/proposal.yaml`, mistake);
  return required(loadProposal({ name, proposal, ...prose }, baseWith(mistake))).result;
}

let unchanged: LoadedBase | undefined;

function baseWith(mistake: Mistake): LoadedBase {
  if (mistake.every(({ file }) => !file.startsWith('specs/iommufd/'))) return (unchanged ??= loaded([]));
  return loaded(mistake);
}

function loaded(mistake: Mistake): LoadedBase {
  const files = readdirSync(join(root, 'specs/iommufd'), { recursive: true, encoding: 'utf8' });
  const parts = files.filter((file) => file.endsWith('.yaml') && file !== 'family.yaml').sort();
  return required(
    loadBase({
      family: source('specs/iommufd/family.yaml', mistake),
      parts: parts.map((file) => source(`specs/iommufd/${file}`, mistake)),
    }),
  );
}

function systemWith(name: string, mistake: Mistake): LoadedSystem {
  const path = (below: string): string => `specs/vfio/${below}.yaml`;
  return required(
    loadSystem(source(path(name), mistake), {
      part: (below) => (existsSync(join(root, path(below))) ? source(path(below), mistake) : null),
      system: (extended) => systemWith(extended, mistake),
    }),
  );
}
