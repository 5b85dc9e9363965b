import { join, relative } from 'node:path';
import { exists } from '../host/find.ts';
import { filesBelow, listFolder } from '../host/read.ts';
import type { SpecsFolder } from './specs-folder.ts';

/** Folders of specs/ that hold no system. */
const otherFolders = new Set(['proposals', 'schema', 'worlds']);

/** Folders to look for models in: the one in use, then that of its bases. Of two files with one name, the first is taken. */
function roots({ path, bases }: SpecsFolder): readonly string[] {
  return path === bases ? [path] : [path, bases];
}

/** The file of each system, by its name: those right in a folder of specs/ that is no family's. */
export function systemFiles(folder: SpecsFolder): ReadonlyMap<string, string> {
  const folders = roots(folder).flatMap((root) =>
    (listFolder(root) ?? [])
      .filter(({ kind, name }) => kind === 'directory' && !otherFolders.has(name))
      .map(({ name }) => join(root, name))
      .filter((path) => !exists(join(path, 'family.yaml'))),
  );
  return byName(folders);
}

/**
 * The files of worlds, by their paths below specs/worlds. A folder in it holds those of one subject, which may be
 * called as another's are.
 */
export function worldFiles(folder: SpecsFolder): ReadonlyMap<string, string> {
  const found = roots(folder).flatMap((root) => {
    const worlds = join(root, 'worlds');
    return filesBelow(worlds)
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => [relative(worlds, path), path] as const);
  });
  return new Map([...found].reverse());
}

function byName(folders: readonly string[]): ReadonlyMap<string, string> {
  const found = folders.flatMap((folder) =>
    (listFolder(folder) ?? [])
      .filter(({ kind, name }) => kind === 'file' && name.endsWith('.yaml'))
      .map(({ name }) => [name.slice(0, -'.yaml'.length), join(folder, name)] as const),
  );
  return new Map([...found].reverse());
}
