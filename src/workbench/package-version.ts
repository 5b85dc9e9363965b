import { join } from 'node:path';
import { packageRoot } from '../host/package-root.ts';
import { readText } from '../host/read.ts';

/** The version of abiwright, as its package.json says. */
export function packageVersion(): string {
  const path = join(packageRoot(), 'package.json');
  const read = readText(path);
  const manifest: unknown = read.ok ? JSON.parse(read.text) : null;
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  )
    return manifest.version;
  throw new Error(`${path} has no version`);
}
