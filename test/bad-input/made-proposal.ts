import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a new proposal in a working folder. */
export function proposalFolder(folder: string, name: string): string {
  const path = join(folder, 'specs/proposals', name);
  mkdirSync(path, { recursive: true });
  return path;
}

/** The text of a proposal that has nothing wrong, and `rest` after it. */
export function proposalText(name: string, rest = ''): string {
  return `proposal: ${name}\ntitle: nothing to see\nbase: iommufd@v6.12\n${rest}`;
}

/** Writes a proposal that has nothing wrong but what is in `rest`. */
export function writeProposal(folder: string, name: string, rest = ''): string {
  const path = proposalFolder(folder, name);
  writeFileSync(join(path, 'proposal.yaml'), proposalText(name, rest));
  return path;
}
