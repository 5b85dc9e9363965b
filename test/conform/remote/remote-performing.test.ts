import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KernelRefusal } from '../../../src/conform/kernel.ts';
import { LeftOut } from '../../../src/conform/left-out.ts';
import type { Performed } from '../../../src/conform/random/operation.ts';
import type { Performing, Task } from '../../../src/conform/random/performing.ts';
import { performForHost } from '../../../src/conform/remote/perform-for-host.ts';
import { GuestGone, RemotePerforming } from '../../../src/conform/remote/remote-performing.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Says of each case how many operations it has. */
const counting: Performing = {
  perform: (tasks) => Promise.resolve(tasks.map((task) => performed(String(task.case.operations.length)))),
};

function performed(arrays: string): Performed {
  return { regions: [], arrays, results: [] };
}

function task(operations: number): Task {
  const each = Array.from({ length: operations }, (_unused, id) => ({ id, op: 'ledgers' as const }));
  return { case: { regions: [], operations: each }, injection: null };
}

const never = new Promise<never>(() => undefined);

test('the guest does what the host asks for, in its order, until there is no more', async () => {
  const folder = temporaryFolder();
  const guest = performForHost(folder, counting, () => undefined);
  const host = new RemotePerforming(folder, never);
  await host.ready();
  expect(await host.perform([task(3), task(1)])).toEqual([performed('3'), performed('1')]);
  expect(await host.perform([])).toEqual([]);
  expect(await host.perform([task(1000)])).toEqual([performed('1000')]);
  host.stop();
  await guest;
  expect(readdirSync(folder).sort()).toEqual(['serving', 'stop']);
});

test('a host whose guest is gone does not wait for it', async () => {
  const folder = temporaryFolder();
  let end = (): void => undefined;
  const gone = new Promise<void>((resolve) => (end = resolve));
  const host = new RemotePerforming(folder, gone);
  const asked = host.perform([task(1)]);
  end();
  await expect(asked).rejects.toThrow(GuestGone);
  await expect(host.ready()).rejects.toThrow(GuestGone);
  await expect(host.perform([task(1)])).rejects.toThrow(GuestGone);
});

test('nor one whose guest failed to start', async () => {
  const host = new RemotePerforming(temporaryFolder(), Promise.reject(new Error('no guest')));
  await expect(host.ready()).rejects.toThrow(GuestGone);
});

test('why the guest cannot do it is known to the host, and it is asked again', async () => {
  const folder = temporaryFolder();
  const reasons = [
    new LeftOut('CON0007', 'the kernel has no fault injection', 'build one that has'),
    new KernelRefusal('mmap', 'ENOMEM'),
  ];
  const guest = performForHost(folder, { perform: () => Promise.reject(reasons.shift()!) }, () => undefined);
  const host = new RemotePerforming(folder, never);
  await expect(host.perform([task(1)])).rejects.toMatchObject({
    reason: { code: 'CON0007', message: 'the kernel has no fault injection', fix: 'build one that has' },
  });
  await expect(host.perform([task(1)])).rejects.toMatchObject({
    reason: { code: 'CON0005', message: 'the kernel refused mmap: ENOMEM', fix: null },
  });
  host.stop();
  await guest;
});
