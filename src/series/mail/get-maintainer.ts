import type { TreeScripts } from '../checks/scripts.ts';
import type { Recipients } from './blocked.ts';
import type { Address } from './encode.ts';

export const maintainerScript = 'scripts/get_maintainer.pl';

/** get_maintainer.pl leaves it out for include/uapi (MAINTAINERS excludes it there), and it is who reviews new uAPI. */
export const linuxApi: Address = { name: '', email: 'linux-api@vger.kernel.org' };

const flags = ['--no-git', '--no-git-fallback', '--roles'];

interface Found {
  readonly address: Address;
  readonly role: string;
}

/** Lines as get_maintainer.pl prints them: `Name <address> (maintainer:PART)`, `list@host (open list:PART)`. */
export function readMaintainers(output: string): Found[] {
  return output.split('\n').flatMap((line): Found[] => {
    const [, who, role] = /^(.+?) \(([^()]*(?:\([^()]*\)[^()]*)*)\)$/.exec(line.trim()) ?? [];
    if (who === undefined || role === undefined) return [];
    const [, name, email] = /^"?(.*?)"?\s*<([^<>\s]+@[^<>\s]+)>$/.exec(who) ?? [];
    if (email !== undefined) return [{ address: { name: name ?? '', email }, role }];
    return /^[^\s<>]+@[^\s<>]+$/.test(who) ? [{ address: { name: '', email: who }, role }] : [];
  });
}

/** Whom the tree's MAINTAINERS names for the files of the mails. */
export interface Maintainers extends Recipients {
  /** Why nobody was looked up; null where it was done. */
  readonly notRun: string | null;
}

/**
 * Asks the tree's get_maintainer.pl for all mails at once: maintainers are written to, reviewers and lists get
 * a copy, and linux-api too.
 */
export async function findMaintainers(scripts: TreeScripts, files: readonly string[]): Promise<Maintainers> {
  if (!scripts.has(maintainerScript)) return { to: [], cc: [linuxApi], notRun: `the tree has no ${maintainerScript}` };
  const result = await scripts.run(maintainerScript, null, [...flags, ...files]);
  if (result.status !== 0)
    return { to: [], cc: [linuxApi], notRun: `${maintainerScript} ${result.detail}: ${result.errors.trim()}` };
  const found = readMaintainers(result.output);
  const isMaintainer = ({ role }: Found): boolean => /^(?:maintainer|supporter)\b/.test(role);
  const cc = found.filter((each) => !isMaintainer(each)).map((each) => each.address);
  const hasApi = found.some((each) => each.address.email === linuxApi.email);
  return {
    to: found.filter(isMaintainer).map((each) => each.address),
    cc: hasApi ? cc : [...cc, linuxApi],
    notRun: null,
  };
}

/** Whether MAINTAINERS has an entry for each of the files, beside the one for everything. */
export async function allMaintained(scripts: TreeScripts, files: readonly string[]): Promise<boolean> {
  for (const file of files) {
    const result = await scripts.run(maintainerScript, null, [...flags, '--nol', '-f', file]);
    if (readMaintainers(result.output).length === 0) return false;
  }
  return scripts.has(maintainerScript);
}
