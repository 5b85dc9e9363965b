import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/diagnostics/finding.ts';
import type { Interface, Proposal } from '../../src/spec/interface.ts';
import { loadBase, loadProposal } from '../../src/spec/load/load.ts';
import { iommufd } from './specs.ts';

const root = join(import.meta.dirname, '../..');
const base = 'specs/iommufd';

/** The project's own base with one text of one of its files replaced, which must be there once. */
export function changedBase(file: string, text: string, by: string): Interface {
  const source = (name: string): { path: string; text: string } => {
    const path = `${base}/${name}`;
    const own = readFileSync(join(root, path), 'utf8');
    if (name !== file) return { path, text: own };
    if (own.split(text).length !== 2) throw new Error(`${path} does not have this once: ${text}`);
    return { path, text: own.replace(text, () => by) };
  };
  const files = readdirSync(join(root, base), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  const parts = files.filter((name) => name !== 'family.yaml').sort();
  return loaded(loadBase({ family: source('family.yaml'), parts: parts.map(source) })).interface;
}

/** One of the project's own proposals with its spec changed, which must not be as it was. */
export function changedProposal(name: string, change: (text: string) => string): Proposal {
  const source = (file: string): { path: string; text: string } => {
    const path = `specs/proposals/${name}/${file}`;
    return { path, text: readFileSync(join(root, path), 'utf8') };
  };
  const { path, text } = source('proposal.yaml');
  const proposal = { path, text: change(text) };
  if (proposal.text === text) throw new Error(`${path} is as it was`);
  return loaded(loadProposal({ name, proposal, rationale: source('rationale.md'), changelog: null }, iommufd()));
}

function loaded<T>({ value, findings }: { readonly value: T | null; readonly findings: readonly Finding[] }): T {
  if (value !== null) return value;
  throw new Error(findings.map(({ message, span }) => `${span.file}:${span.line}: ${message}`).join('\n'));
}
