import koffi from 'koffi';
import { chmodSync, closeSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { abiwright } from '../support/abiwright.ts';
import { childrenOf, RunningAbiwright } from '../support/running-abiwright.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const F_SETLEASE = 1024;
const F_WRLCK = 1;

/** A file that the kernel lets nobody else open for as long as this process does not react (fcntl(2), leases): 45 s. */
function fileThatDoesNotOpen(): string {
  const path = join(temporaryFolder(), 'device');
  writeFileSync(path, '');
  const descriptor = openSync(path, 'r');
  const ignore = (): void => undefined;
  process.on('SIGIO', ignore);
  onTestFinished(() => {
    closeSync(descriptor);
    process.off('SIGIO', ignore);
  });
  const fcntl = koffi.load(null).func('int fcntl(int, int, int)');
  expect(fcntl(descriptor, F_SETLEASE, F_WRLCK)).toBe(0);
  return path;
}

describe('without a device', () => {
  test('says that there is none, and how another kernel is tested', () => {
    const { status, output, errors } = abiwright(['conform', '--device', '/dev/abiwright-has-none']);
    expect(status).toBe(2);
    expect(output).toBe('');
    expect(errors).toMatch(/^error CON0001: \/dev\/abiwright-has-none cannot be opened: ENOENT$/m);
    expect(errors).toMatch(/^ {2}fix: .*abiwright conform --kernel BZIMAGE$/m);
  });

  test('says so as JSON too', () => {
    const { status, output } = abiwright(['conform', '--device', '/dev/abiwright-has-none', '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(output)).toMatchObject({ error: { code: 'CON0001' } });
  });

  test('that it may open, it says that too', async () => {
    const path = join(temporaryFolder(), 'device');
    writeFileSync(path, '');
    chmodSync(path, 0);
    const run = new RunningAbiwright(['conform', '--device', path], {}, ['unshare', '--user']);
    const { status, errors } = await run.ended;
    expect(status).toBe(2);
    expect(errors).toMatch(/^error CON0001: .* cannot be opened: EACCES$/m);
    expect(errors).toMatch(/^ {2}fix: run it as root/m);
  });
});

test('says what it will touch, and the seed, before it starts', () => {
  const { errors } = abiwright(['conform', '--device', '/dev/abiwright-has-none', '--seed', '7']);
  const lines = errors.split('\n');
  const begin = lines.findIndex((line) =>
    line.includes('/dev/abiwright-has-none, in contexts that it opens for itself'),
  );
  expect(begin).toBe(0);
  expect(errors.indexOf('--seed 7')).toBeGreaterThan(0);
  expect(errors.indexOf('--seed 7')).toBeLessThan(errors.indexOf('CON0001'));
});

test('a call that does not return is told, and the process that made it is ended', async () => {
  const running = new RunningAbiwright([
    'conform',
    '--only',
    'vectors',
    '--device',
    fileThatDoesNotOpen(),
    '--call-limit',
    '3',
  ]);
  const worker = await running.child('node', 1);
  const { status, output, seconds } = await running.ended;
  expect(status).toBe(1);
  expect(output).toMatch(/^error CON0105: openat\(.*\) sleeps for 3 s and does not return; it was at: \S/m);
  expect(seconds).toBeLessThan(30);
  expect(readdirSync('/proc')).not.toContain(String(worker));
});

test('a run that takes too long is ended, and says where it was', () => {
  const words = [
    'conform',
    '--only',
    'vectors',
    '--device',
    fileThatDoesNotOpen(),
    '--call-limit',
    '40',
    '--time-limit',
    '3',
  ];
  const { status, output } = abiwright(words);
  expect(status).toBe(1);
  expect(output).toMatch(/^error CON0111: not done after 3 s; it was at: \S/m);
});

test('that the process which makes the calls is killed is no agreement', async () => {
  const running = new RunningAbiwright(['conform', '--only', 'vectors', '--device', fileThatDoesNotOpen()]);
  process.kill(await running.child('node', 1), 'SIGKILL');
  const { status, output } = await running.ended;
  expect(status).toBe(1);
  expect(output).toMatch(/^error CON0114: the calls were ended by SIGKILL; they were at: \S/m);
});

test('an interruption ends the process that makes the calls too', async () => {
  const running = new RunningAbiwright(['conform', '--only', 'vectors', '--device', fileThatDoesNotOpen()]);
  const worker = await running.child('node', 1);
  process.kill(running.pid, 'SIGINT');
  expect((await running.ended).signal).toBe('SIGINT');
  expect(childrenOf(process.pid).map((each) => each.pid)).not.toContain(worker);
});

test.each([
  [['--kernel', 'a', '--tree', 'b'], 'CLI0002'],
  [['--only', 'luck'], 'CLI0002'],
  [['--calls', '0'], 'CLI0002'],
  [['no-such-name', '--kernel', '/nothing'], 'CLI0003'],
  [['vfio-update-vaddr', '--kernel', '/nothing'], 'CLI0002'],
  [['--kernel', '/nothing'], 'CLI0008'],
  [['--tree', '/'], 'CON0110'],
])('%j is wrong usage', (words, code) => {
  const { status, errors } = abiwright(['conform', ...words]);
  expect(status).toBe(2);
  expect(errors).toContain(`error ${code}: `);
});
