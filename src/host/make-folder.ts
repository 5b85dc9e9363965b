import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. Returns the uppermost one that it made, or null where the folder was there.
 *
 * Not `mkdirSync` with `recursive`: where the kernel refuses with ENOENT, as in /proc, that never returns (Node 20).
 *
 * @throws the system's error for a folder that cannot be made
 */
export function makeFolder(path: string): string | null {
  if (existsSync(path)) return null;
  const above = dirname(path);
  const made = above === path ? null : makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!existsSync(path)) throw error;
  }
  return made ?? path;
}
