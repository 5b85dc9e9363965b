import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Builds the command line into a folder of its own for the tests, so that runs at the same time do not meet. */
export default function buildBundle({ provide }: { provide: (key: 'bundle', value: string) => void }): () => void {
  const folder = mkdtempSync(join(root, 'node_modules', '.abiwright-test-'));
  execFileSync(process.execPath, [join(root, 'esbuild.config.mjs'), folder], { stdio: 'inherit' });
  provide('bundle', join(folder, 'abiwright.cjs'));
  return () => rmSync(folder, { recursive: true, force: true });
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file that `abiwright` starts. */
    bundle: string;
  }
}
