import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../src/host/read.ts';
import { isAlive } from '../support/is-alive.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Runs a module in a process of its own, sends it a signal once `ready` says so, and gives how it ended. `#src` stands
 * for the sources.
 */
async function interrupted(source: string, signal: NodeJS.Signals, ready: () => boolean): Promise<unknown> {
  const file = join(temporaryFolder(), 'program.mts');
  writeFileSync(file, source.replaceAll('#src', join(root, 'src')));
  const child = spawn(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  while (!ready() && child.exitCode === null) await new Promise(setImmediate);
  child.kill(signal);
  await ended;
  return child.signalCode ?? child.exitCode;
}

test('a signal during a write is obeyed after it: all files are there, and no temporary one', async () => {
  const folder = temporaryFolder();
  const program = `
    import { writeFiles } from '#src/host/write.ts';
    writeFiles(Array.from({ length: 200 }, (_, index) => ({ path: '${folder}/' + index, content: 'x'.repeat(200_000) })));
    setTimeout(() => process.exit(7), 60_000);`;
  expect(await interrupted(program, 'SIGINT', () => filesBelow(folder).length > 0)).toBe('SIGINT');
  const files = filesBelow(folder);
  expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([]);
  expect(files).toHaveLength(200);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s removes temporary folders and ends programs',
  async (signal) => {
    const folder = temporaryFolder();
    const program = `
    import { withTemporaryFolder } from '#src/host/temporary-folder.ts';
    import { runProcess } from '#src/host/run-process.ts';
    process.env.TMPDIR = '${folder}';
    await withTemporaryFolder(async (temporary) => {
      await runProcess('sh', ['-c', 'sleep 600 & echo $! >process; wait'], { folder: temporary });
    });`;
    let started = 0;
    const ready = (): boolean => {
      const [file] = filesBelow(folder);
      started = file === undefined ? 0 : Number(readFileSync(file, 'utf8'));
      return started > 0;
    };
    expect(await interrupted(program, signal, ready)).toBe(signal);
    expect(readdirSync(folder)).toEqual([]);
    await expect.poll(() => isAlive(started), { timeout: 60_000 }).toBe(false);
  },
);
