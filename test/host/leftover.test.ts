import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive } from '../support/is-alive.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const within = { timeout: 60_000 };

/** Runs statements of a module in a process of its own, in `folder`, with temporary folders below it. */
function start(
  folder: string,
  statements: string,
): { readonly kill: (signal?: NodeJS.Signals) => Promise<void>; readonly status: Promise<unknown> } {
  const file = join(temporaryFolder(), 'program.mts');
  const from = (name: string): string => join(root, 'src/host', name);
  writeFileSync(
    file,
    `import { withTemporaryFolder } from '${from('temporary-folder.ts')}';
     import { runProcess } from '${from('run-process.ts')}';
     import { startProcess } from '${from('start-process.ts')}';
     import { runInForeground } from '${from('run-in-foreground.ts')}';
     import { writeFileSync } from 'node:fs';
     ${statements}`,
  );
  const child = spawn(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), file], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  return {
    status: ended.then(([status]: unknown[]) => status),
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await ended;
    },
  };
}

/** The numbers of processes that a file of `folder` has, once it has them. */
async function told(folder: string, name: string): Promise<number> {
  const path = join(folder, name);
  await expect.poll(() => existsSync(path) && /^\d+\n$/.test(readFileSync(path, 'utf8')), within).toBe(true);
  return Number(readFileSync(path, 'utf8'));
}

/** What is in a folder of temporary folders. */
function temporaryOnes(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('abiwright-'));
}

const sleeper = (name: string): string => `'trap "" TERM; sleep 600 & echo $! >"$HERE/${name}"; wait; wait'`;

test.each([
  [
    'runProcess',
    (here: string) => `await runProcess('sh', ['-c', ${sleeper('pid')}], { environment: { HERE: '${here}' } })`,
  ],
  [
    'startProcess',
    (here: string) =>
      `await startProcess('sh', ['-c', ${sleeper('pid')}], { environment: { HERE: '${here}' }, onOutput: {} }).ended`,
  ],
])('a process that is killed leaves no folder, and no program of %s nor what that has started', async (_name, run) => {
  const folder = temporaryFolder();
  const { kill } = start(folder, `await withTemporaryFolder(async () => { ${run(folder)} });`);
  const pid = await told(folder, 'pid');
  expect(temporaryOnes(folder)).toHaveLength(1);
  expect(isAlive(pid)).toBe(true);
  await kill();
  await expect.poll(() => isAlive(pid), within).toBe(false);
  await expect.poll(() => temporaryOnes(folder), within).toEqual([]);
});

test('what puts things in order itself is asked to end', async () => {
  const folder = temporaryFolder();
  const script = `trap 'echo "$$" >"$HERE/asked"; exit' TERM; echo "$$" >"$HERE/pid"; while :; do sleep 0.1; done`;
  const { kill } = start(
    folder,
    `await startProcess('sh', ['-c', ${JSON.stringify(script)}], {
       environment: { HERE: '${folder}' }, interruptWith: 'SIGTERM', onOutput: {} }).ended;`,
  );
  const pid = await told(folder, 'pid');
  await kill();
  expect(await told(folder, 'asked')).toBe(pid);
});

test('a program in the foreground goes on, and has the folder as long', async () => {
  const folder = temporaryFolder();
  const script = `echo "$$" >"$HERE/pid"; until [ -e "$HERE/end" ]; do sleep 0.1; done`;
  const { kill } = start(
    folder,
    `await withTemporaryFolder(() => runInForeground('sh', ['-c', ${JSON.stringify(script)}], { HERE: '${folder}' }));`,
  );
  const pid = await told(folder, 'pid');
  await kill();
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(isAlive(pid)).toBe(true);
  expect(temporaryOnes(folder)).toHaveLength(1);
  writeFileSync(join(folder, 'end'), '');
  await expect.poll(() => isAlive(pid), within).toBe(false);
  await expect.poll(() => temporaryOnes(folder), within).toEqual([]);
});

test('a folder below one that is named from here is meant, whatever its name', async () => {
  const folder = temporaryFolder();
  const { kill } = start(
    folder,
    `import { mkdirSync } from 'node:fs';
     mkdirSync("it's $(touch x) * ");
     process.env['TMPDIR'] = "it's $(touch x) * ";
     await withTemporaryFolder(async (made) => {
       mkdirSync(made + '/below');
       writeFileSync('pid', process.pid + '\\n');
       await new Promise((resolve) => setTimeout(resolve, 600_000));
     });`,
  );
  await told(folder, 'pid');
  const named = join(folder, "it's $(touch x) * ");
  expect(readdirSync(named)).toHaveLength(1);
  await kill();
  await expect.poll(() => readdirSync(named), within).toEqual([]);
  expect(existsSync(join(folder, 'x'))).toBe(false);
});

test.each(['SIGKILL', 'SIGINT'] as const)('%s leaves no setting of the kernel changed', async (signal) => {
  const folder = temporaryFolder();
  const { kill } = start(
    folder,
    `import { keepFailureSettings, wantFailures } from '${join(root, 'src/conform/device/failure-settings.ts')}';
     import { mkdirSync } from 'node:fs';
     mkdirSync('debug/fail_page_alloc', { recursive: true });
     writeFileSync('debug/fail_page_alloc/min-order', '1\\n');
     keepFailureSettings('${folder}/debug');
     wantFailures('${folder}/debug');
     writeFileSync('pid', process.pid + '\\n');
     setTimeout(() => undefined, 600_000);`,
  );
  await told(folder, 'pid');
  const now = (): string => readFileSync(join(folder, 'debug/fail_page_alloc/min-order'), 'utf8');
  expect(now()).toBe('0\n');
  await kill(signal);
  await expect.poll(now, within).toBe('1\n');
});

test('what has ended is left alone, and nothing waits for it', async () => {
  const folder = temporaryFolder();
  const { status } = start(
    folder,
    `let path = '';
     await withTemporaryFolder(async (made) => { path = made; await runProcess('true', []); });
     writeFileSync(path, 'of somebody else');
     setTimeout(() => writeFileSync('pid', process.pid + '\\n'), 100);`,
  );
  await told(folder, 'pid');
  expect(await status).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(temporaryOnes(folder)).toHaveLength(1);
});
