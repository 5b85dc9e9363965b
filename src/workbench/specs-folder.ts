import { isAbsolute, join, relative } from 'node:path';
import { finding, type Finding } from '../diagnostics/finding.ts';
import { wholeFile } from '../diagnostics/span.ts';
import { exists, findUpwards } from '../host/find.ts';
import { packageRoot } from '../host/package-root.ts';
import { filesBelow, listFolder, readText } from '../host/read.ts';
import type { SpecSource } from '../spec/load/load.ts';

/** The folder of specs that a command works on. */
export interface SpecsFolder {
  readonly path: string;
  /** Where base specs are; the package's own, where the working folder has proposals only. */
  readonly bases: string;
}

/**
 * The nearest `specs` folder from `from` upwards that looks like one of ours, or else the package's.
 * A folder that has proposals but no base uses the package's base.
 */
export function findSpecsFolder(from: string): SpecsFolder {
  const own = join(packageRoot(), 'specs');
  const usable = nearestSpecsFolder(from) ?? own;
  return { path: usable, bases: hasFamily(usable) ? usable : own };
}

/** The nearest `specs` folder from `from` upwards that looks like one of ours; null where there is none. */
export function nearestSpecsFolder(from: string): string | null {
  const found = findUpwards('specs', from);
  return found !== null && (exists(join(found, 'proposals')) || hasFamily(found)) ? found : null;
}

function hasFamily(folder: string): boolean {
  return (listFolder(folder) ?? []).some(
    (entry) => entry.kind === 'directory' && exists(join(folder, entry.name, 'family.yaml')),
  );
}

/** Reads one spec file; a file that cannot be read is a finding. */
export function readSource(path: string, findings: Finding[]): SpecSource | null {
  const shown = shownPath(path);
  const read = readText(path);
  if (read.ok) return { path: shown, text: read.text.replace(/^\uFEFF/, '') };
  findings.push(
    finding(
      read.problem === 'not-utf-8' ? 'YAML0003' : read.problem === 'too-large' ? 'YAML0005' : 'YAML0006',
      `${shown} ${read.detail}`,
      wholeFile(shown),
    ),
  );
  return null;
}

/** Every YAML file below a folder. */
export function yamlFiles(folder: string): readonly string[] {
  return filesBelow(folder).filter((path) => path.endsWith('.yaml'));
}

/** A path as a reader at this terminal would write it. */
export function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? path : near;
}
