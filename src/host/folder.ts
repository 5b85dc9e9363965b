import { realpathSync, rmdirSync, rmSync, statSync } from 'node:fs';

/** True of a folder, also through a symbolic link. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** True where two paths lead to the same file or folder; both are there. */
export function isSamePlace(first: string, second: string): boolean {
  return realpathSync(first) === realpathSync(second);
}

/** Removes a folder that this process made, with all it holds. Synchronous, so that it can run on a signal. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes a folder that has nothing in it; leaves any other as it is. */
export function removeEmptyFolder(path: string): void {
  try {
    // Unlike rm, this refuses a folder that has something in it.
    rmdirSync(path);
  } catch {
    // It is in use, or gone.
  }
}
