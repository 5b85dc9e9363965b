import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/diagnostics/finding.ts';
import type { Proposal } from '../../src/spec/interface.ts';
import { loadBase, loadProposal, type LoadedBase, type SpecSource } from '../../src/spec/load/load.ts';

const root = join(import.meta.dirname, '../..');

function source(path: string): SpecSource {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

function required<T>({ value, findings }: { readonly value: T | null; readonly findings: readonly Finding[] }): T {
  if (value !== null) return value;
  throw new Error(
    findings.map(({ code, message, span }) => `${span.file}:${span.line}: ${code} ${message}`).join('\n'),
  );
}

/** Loads the base in a folder of the project, given by its path from the root. */
export function baseIn(folder: string): LoadedBase {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && file !== 'family.yaml')
    .sort();
  const parts = files.map((file) => source(`${folder}/${file}`));
  return required(loadBase({ family: source(`${folder}/family.yaml`), parts }));
}

/** Loads the proposal in a folder, given by its path from the root. */
export function proposalIn(folder: string, name: string, base: LoadedBase): Proposal {
  const sources = {
    proposal: source(`${folder}/proposal.yaml`),
    rationale: source(`${folder}/rationale.md`),
    changelog: null,
  };
  return required(loadProposal({ name, ...sources }, base));
}

let base: LoadedBase | undefined;

/** The project's own `iommufd@v6.12`. */
export function iommufd(): LoadedBase {
  return (base ??= baseIn('specs/iommufd'));
}

/** One of the project's own proposals. */
export function iommufdProposal(name: string): Proposal {
  return proposalIn(`specs/proposals/${name}`, name, iommufd());
}
