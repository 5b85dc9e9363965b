import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
/** A program that says that it runs, and ends with 5 when it may. */
const patient = `'sh', ['-c', 'echo ready >ready; until [ -e end ]; do sleep 0.1; done; exit 5'], {}`;

interface Started {
  readonly folder: string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** What it printed, and how it ended. */
  readonly ended: Promise<{ readonly printed: string; readonly how: unknown }>;
}

/** Runs statements of a module in a process and a folder of their own. */
function start(statements: string): Started {
  const folder = temporaryFolder();
  const file = join(folder, 'program.mts');
  const from = (name: string): string => join(root, 'src/host', name);
  writeFileSync(
    file,
    `import { ChildProcess } from 'node:child_process';
     import { runInForeground } from '${from('run-in-foreground.ts')}';
     import { handOverSignals } from '${from('interrupt.ts')}';
     ${statements}`,
  );
  const child = spawn(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), file], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  const ended = once(child, 'close').then(() => ({ printed, how: child.signalCode ?? child.exitCode }));
  return { folder, signal: (signal) => child.kill(signal), ended };
}

async function appears(path: string): Promise<void> {
  await expect.poll(() => existsSync(path), { timeout: 60_000 }).toBe(true);
}

test('a program that may not be told to end, as that of another user, goes on, and its status is given', async () => {
  const { folder, signal, ended } = start(
    `ChildProcess.prototype.kill = function () {
       return this.emit('error', Object.assign(new Error('kill EPERM'), { code: 'EPERM' }));
     };
     const ending = runInForeground(${patient});
     console.log(JSON.stringify(await ending));`,
  );
  await appears(join(folder, 'ready'));
  for (const each of ['SIGTERM', 'SIGHUP'] as const) signal(each);
  await new Promise((resolve) => setTimeout(resolve, 500));
  writeFileSync(join(folder, 'end'), '');
  const { printed, how } = await ended;
  expect(JSON.parse(printed)).toEqual({ status: 5, signal: null, notStarted: null });
  expect(how).toBe(0);
});

test('a signal that comes right behind the end of the program ends nothing', async () => {
  const { folder, ended } = start(
    `const { emit } = ChildProcess.prototype;
     ChildProcess.prototype.emit = function (name, ...rest) {
       if (name === 'exit') process.kill(process.pid, 'SIGINT');
       return emit.call(this, name, ...rest);
     };
     const { status } = await runInForeground(${patient});
     await new Promise((resolve) => setTimeout(resolve, 500));
     process.exitCode = status;`,
  );
  writeFileSync(join(folder, 'end'), '');
  expect((await ended).how).toBe(5);
});

test('signals are taken back once, however often that is asked for', async () => {
  const { folder, signal, ended } = start(
    `import { writeFileSync } from 'node:fs';
     handOverSignals((signal) => { console.log(signal); process.exit(5); });
     const takeBack = handOverSignals(() => console.log('mine'));
     takeBack();
     takeBack();
     writeFileSync('ready', '');
     setTimeout(() => undefined, 60_000);`,
  );
  await appears(join(folder, 'ready'));
  signal('SIGTERM');
  expect(await ended).toEqual({ printed: 'SIGTERM\n', how: 5 });
});
