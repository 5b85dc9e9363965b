import { expect, test } from 'vitest';
import { runProcess } from '../../src/host/run-process.ts';
import { isAlive } from '../support/is-alive.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const node = process.execPath;

test('gives the output, the errors and the status', async () => {
  const result = await runProcess(node, ['-e', 'console.log("out"); console.error("err"); process.exit(3)']);
  expect(result).toEqual({
    outcome: 'exited',
    status: 3,
    output: 'out\n',
    errors: 'err\n',
    detail: 'exited with status 3',
  });
});

test('passes arguments as they are, input, environment and folder', async () => {
  const folder = temporaryFolder();
  const script =
    'process.stdin.pipe(process.stdout); console.log(process.argv[1], process.env.GREETING, process.cwd())';
  const result = await runProcess(node, ['-e', script, '$(id); "quoted" *'], {
    folder,
    environment: { GREETING: 'hello' },
    input: 'from stdin',
  });
  expect(result.output).toBe(`$(id); "quoted" * hello ${folder}\nfrom stdin`);
});

test('takes a variable away', async () => {
  const result = await runProcess(node, ['-p', 'process.env.HOME === undefined'], { environment: { HOME: undefined } });
  expect(result.output).toBe('true\n');
});

test('says so when there is no such program, no such folder, or an argument that no program can have', async () => {
  expect(await runProcess('abiwright-no-such-program', [])).toMatchObject({
    outcome: 'not-found',
    detail: 'is not installed',
  });
  expect(await runProcess(node, [], { folder: '/no/such/folder' })).toMatchObject({ outcome: 'not-started' });
  expect(await runProcess(node, ['a\0b'])).toMatchObject({ outcome: 'not-started' });
});

test('ends a program that takes too long, and what it started', async () => {
  const result = await runProcess('sh', ['-c', 'sleep 600 & echo $!; wait'], { timeLimit: 3000 });
  expect(result).toMatchObject({ outcome: 'timed-out', status: null, detail: 'took longer than 3 s' });
  const started = Number(result.output);
  expect(started).toBeGreaterThan(0);
  await expect.poll(() => isAlive(started), { timeout: 60_000 }).toBe(false);
});

test('ends a program that prints without end', async () => {
  const result = await runProcess('sh', ['-c', 'while :; do echo aaaaaaaaaaaaaaaa; done'], { outputLimit: 1000 });
  expect(result.outcome).toBe('too-much-output');
  expect(result.output.length).toBeLessThanOrEqual(1000);
});

test('names the signal that ended a program', async () => {
  expect(await runProcess('sh', ['-c', 'kill -TERM $$'])).toMatchObject({
    outcome: 'signalled',
    detail: 'was ended by SIGTERM',
  });
});

test('does not fail when the program does not read its input', async () => {
  const result = await runProcess('true', [], { input: 'x'.repeat(1 << 20) });
  expect(result).toMatchObject({ outcome: 'exited', status: 0 });
});
