import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadProposal, type SpecSource } from '../../src/spec/load/load.ts';
import type { Proposal } from '../../src/spec/interface.ts';
import { iommufd } from './specs.ts';

const folder = 'specs/proposals';
const root = join(import.meta.dirname, '../..');

function source(path: string): SpecSource | null {
  return existsSync(join(root, path)) ? { path, text: readFileSync(join(root, path), 'utf8') } : null;
}

/** Every proposal of specs/proposals, on the project's own base. */
export function proposals(): Proposal[] {
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort() : [];
  return names.map((name) => {
    const proposal = source(`${folder}/${name}/proposal.yaml`) ?? { path: name, text: '' };
    const rationale = source(`${folder}/${name}/rationale.md`);
    const changelog = source(`${folder}/${name}/changelog.md`);
    const { value, findings } = loadProposal({ name, proposal, rationale, changelog }, iommufd());
    if (value !== null) return value;
    throw new Error(
      findings.map(({ code, message, span }) => `${span.file}:${span.line}: ${code} ${message}`).join('\n'),
    );
  });
}
