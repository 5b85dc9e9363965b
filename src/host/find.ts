import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The nearest `name` (a file or folder) in `from` or a folder above it; null where there is none. */
export function findUpwards(name: string, from: string): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, name);
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) return null;
  }
}

/** True of a file, folder or anything else that is there (a dangling symbolic link is not). */
export function exists(path: string): boolean {
  return existsSync(path);
}
