import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../src/host/read.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

/** Runs a module in a process of its own, sends it a signal when it has printed a line, and gives how it ended. */
async function interrupted(source: string, signal: NodeJS.Signals): Promise<NodeJS.Signals | number | null> {
  const file = join(temporaryFolder(), 'program.mts');
  writeFileSync(file, source.replaceAll('#src', join(root, 'src')));
  const child = spawn(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill(signal);
  await once(child, 'exit');
  return child.signalCode ?? child.exitCode;
}

test('a signal during a write is obeyed after it: all files are there, and no temporary one', async () => {
  const folder = temporaryFolder();
  const program = `
    import { writeFiles } from '#src/host/write.ts';
    const files = Array.from({ length: 200 }, (_, index) => ({ path: '${folder}/' + index, content: 'x'.repeat(100_000) }));
    await new Promise((done) => process.stdout.write('writing\\n', done));
    writeFiles(files);
    setTimeout(() => process.exit(7), 5000);`;
  expect(await interrupted(program, 'SIGINT')).toBe('SIGINT');
  const files = filesBelow(folder);
  expect(files.filter((file) => file.endsWith('.tmp'))).toEqual([]);
  // The signal may also have come before the write began.
  expect([0, 200]).toContain(files.length);
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
      const run = runProcess('sh', ['-c', 'touch here; sleep 1; touch ${folder}/still-running'], { folder: temporary });
      console.log('running');
      await run;
    });`;
    expect(await interrupted(program, signal)).toBe(signal);
    await new Promise((wake) => setTimeout(wake, 1500));
    expect(filesBelow(folder)).toEqual([]);
  },
);
