import { join, resolve } from 'node:path';
import { EnvironmentError } from '../../host/errors.ts';
import { packageRoot } from '../../host/package-root.ts';
import { startProcess } from '../../host/start-process.ts';
import type { Trouble } from '../trouble.ts';

export type BuiltKernel = BuiltImage | { /** Why it does not build. */ readonly trouble: Trouble };

export interface BuiltImage {
  /** Of the bzImage. */
  readonly path: string;
  /** What there is to say of it, a clause each: `this source has no CONFIG_IOMMUFD_TEST=y`. */
  readonly warnings: readonly string[];
}

/** How the script begins what it says itself. */
const mark = 'build-kernel: ';
const warning = 'warning: ';
const keptLines = 400;
const shownLines = 40;

/**
 * Builds the kernel of a source tree, which stays as it is, in the user's cache directory (templates/conform/build-kernel).
 * Where it was built before it is there at once, and of another tree only what differs is compiled.
 *
 * @throws EnvironmentError CON0110 for what is no tree, and where a program is missing
 */
export async function buildKernel(tree: string, onProgress: (text: string) => void): Promise<BuiltKernel> {
  const script = join(packageRoot(), 'templates/conform/build-kernel');
  let output = '';
  let rest = '';
  const said: string[] = [];
  const start = Date.now();
  const running = startProcess('sh', [script, resolve(tree)], {
    // What make is making when it is told to end, it removes.
    interruptWith: 'SIGTERM',
    onOutput: {
      1: (chunk) => (output += chunk.toString('utf8')),
      2: (chunk) => {
        const lines = (rest + chunk.toString('utf8')).split('\n');
        rest = lines.pop() ?? '';
        said.push(...lines);
        said.splice(0, said.length - keptLines);
        const last = lines.at(-1)?.trim() ?? '';
        if (last !== '')
          onProgress(`building the kernel, ${String(Math.round((Date.now() - start) / 1000))} s: ${last}`);
      },
    },
  });
  const { status, signal, notStarted } = await running.ended;
  const path = output.trim();
  const own = said.flatMap((line) => (line.startsWith(mark) ? [line.slice(mark.length)] : []));
  const warnings = own.flatMap((line) => (line.startsWith(warning) ? [line.slice(warning.length)] : []));
  if (status === 0 && path !== '') return { path, warnings };
  if (notStarted !== null) throw new EnvironmentError('CON0110', `sh cannot be started (${notStarted})`);
  const last = own.at(-1);
  if (last !== undefined && !last.startsWith(warning)) throw new EnvironmentError('CON0110', last);
  const how = signal === null ? `ended with status ${String(status)}` : `was ended by ${signal}`;
  const errors = said.filter((line) => /\b(?:error|Error|undefined reference)\b/.test(line));
  const lines = (errors.length > 0 ? errors : said).slice(-shownLines);
  return { trouble: { code: 'CON0113', message: `the kernel of ${tree} does not build: make ${how}`, lines } };
}
