import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';

const oneWeek = 7 * 24 * 3600 * 1000;

/**
 * The user's cache directory for what one build of abiwright keeps on one release of Node (XDG Base Directory
 * Specification). All in it can be lost at any time.
 */
export function cacheFolder(buildId: string): string {
  return join(cacheRoot(), `${buildId}-${process.version}-${process.arch}`);
}

/**
 * What was kept in a file; null where there is none, or it is damaged or another user's.
 *
 * A file holds its data twice: comparing the two finds damage many times faster than a digest would, and V8 must not be
 * given damaged code.
 */
export function readCacheFile(path: string): Buffer | null {
  try {
    if (process.getuid !== undefined && statSync(path).uid !== process.getuid()) return null;
    const stored = readFileSync(path);
    const data = stored.subarray(0, stored.length >> 1);
    return data.length > 0 && data.equals(stored.subarray(data.length)) ? data : null;
  } catch {
    return null;
  }
}

/** Keeps data in a file, as a whole or not at all. That it cannot is no error. */
export function writeCacheFile(path: string, data: Uint8Array): void {
  try {
    makeFolder(dirname(path));
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, Buffer.concat([data, data]), { mode: 0o600 });
    renameSync(temporary, path);
    removeOldBuilds();
  } catch {
    // Without a cache everything works, and is only slower.
  }
}

function cacheRoot(): string {
  const configured = process.env['XDG_CACHE_HOME'] ?? '';
  return join(configured.startsWith('/') ? configured : join(homedir(), '.cache'), 'abiwright', 'build');
}

function removeOldBuilds(): void {
  for (const build of readdirSync(cacheRoot())) {
    const path = join(cacheRoot(), build);
    if (Date.now() - statSync(path).mtimeMs > oneWeek) rmSync(path, { recursive: true, force: true });
  }
}
