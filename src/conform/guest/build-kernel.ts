import { join, resolve } from 'node:path';
import { EnvironmentError } from '../../host/errors.ts';
import { packageRoot } from '../../host/package-root.ts';
import { startProcess } from '../../host/start-process.ts';
import type { Trouble } from '../trouble.ts';

export type BuiltKernel =
  { /** Of the bzImage. */ readonly path: string } | { /** Why it does not build. */ readonly trouble: Trouble };

const keptLines = 400;
const shownLines = 40;

/**
 * Builds the kernel of a source tree, which stays as it is, in the user's cache directory (templates/conform/build-kernel).
 * Where it was built before it is there at once, and of another tree only what differs is compiled.
 *
 * @throws EnvironmentError SER0001 for what is no tree, CON0110 where a program is missing
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
  if (status === 0 && path !== '') return { path };
  if (notStarted !== null) throw new EnvironmentError('CON0110', `sh cannot be started (${notStarted})`);
  const own = said.findLast((line) => line.startsWith('build-kernel: '))?.slice('build-kernel: '.length);
  if (own !== undefined && !own.startsWith('warning: ')) throw new EnvironmentError('CON0110', own);
  const how = signal === null ? `ended with status ${String(status)}` : `was ended by ${signal}`;
  const errors = said.filter((line) => /\b(?:error|Error|undefined reference)\b/.test(line));
  const lines = (errors.length > 0 ? errors : said).slice(-shownLines);
  return { trouble: { code: 'CON0113', message: `the kernel of ${tree} does not build: make ${how}`, lines } };
}
