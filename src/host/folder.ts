import { realpathSync, statSync } from 'node:fs';

/** True of a folder, also through a symbolic link. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** True where two paths lead to the same file or folder; both are there. */
export function isSamePlace(first: string, second: string): boolean {
  return realpathSync(first) === realpathSync(second);
}
