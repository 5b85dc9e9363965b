import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Builds the command line into a folder of its own for the tests, so that runs at the same time do not meet. Where that
 * fails, the tests that need the command line fail, and the others run.
 */
export default function buildBundle({ provide }: { provide: (key: 'bundle', value: string) => void }): () => void {
  const folder = mkdtempSync(join(root, 'node_modules', '.abiwright-test-'));
  const build = spawnSync(process.execPath, [join(root, 'esbuild.config.mjs'), folder], { stdio: 'inherit' });
  provide('bundle', build.status === 0 ? join(folder, 'abiwright.cjs') : '');
  return () => rmSync(folder, { recursive: true, force: true });
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file that `abiwright` starts; empty where it could not be built. */
    bundle: string;
  }
}
