import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAnyDevice, openDeviceKernel } from '../../../src/conform/device/device-kernel.ts';
import { DeviceMemory } from '../../../src/conform/device/device-memory.ts';
import { DeviceProcess } from '../../../src/conform/device/device-process.ts';
import { loadLibc } from '../../../src/conform/device/libc.ts';
import { thisMachine } from '../../../src/host/machine.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const page = 4096n;

test('a device that is not there is told by its name and errno, with a mend', async () => {
  await expect(openDeviceKernel('/dev/no-such-iommu')).rejects.toMatchObject({
    code: 'CON0001',
    message: '/dev/no-such-iommu cannot be opened: ENOENT',
    fix: expect.stringContaining('modprobe iommufd') as unknown,
  });
});

test.each([
  { platform: 'darwin', architecture: 'arm64' },
  { platform: 'linux', architecture: 's390x' },
])('no call is made on $platform $architecture', async (other) => {
  await expect(openDeviceKernel('/dev/null', { ...thisMachine(), ...other })).rejects.toMatchObject({
    code: 'CON0003',
  });
});

test('what could be harmed by the calls is refused before any is made', async () => {
  const file = join(temporaryFolder(), 'device');
  writeFileSync(file, 'precious');
  for (const [device, why] of [
    [file, 'it is no character device'],
    ['/dev/null', 'it answers IOMMU_DESTROY with ENOTTY, with an argument and without'],
  ] as const)
    await expect(openDeviceKernel(device)).rejects.toMatchObject({
      ...{ code: 'CON0008', message: `${device} is not an iommufd device: ${why}`, exitStatus: 2 },
    });
  expect(readFileSync(file, 'utf8')).toBe('precious');
});

test('a device is opened, called and closed', async () => {
  const kernel = await openAnyDevice('/dev/null');
  const { result } = kernel.open();
  expect(kernel.ioctl(result, 0x3b80, 0n)).toEqual({ result: -1, errno: 'ENOTTY' });
  const copy = kernel.duplicate(result);
  expect(kernel.close(result).errno).toBeNull();
  expect(kernel.ioctl(result, 0x3b80, 0n).errno).toBe('EBADF');
  expect(kernel.ioctl(copy.result, 0x3b80, 0n).errno).toBe('ENOTTY');
  kernel.dispose();
  expect(kernel.ioctl(copy.result, 0x3b80, 0n).errno).toBe('EBADF');
});

test('memory has the alignment asked for, is shared through files, and is known to the page', async () => {
  const memory = new DeviceMemory(await loadLibc(), new Set());
  const mapping = { length: 4n * page, access: 'read-write', file: null, offset: 0n, alignment: 2n << 20n } as const;
  const { address } = memory.map(mapping);
  expect(address % (2n << 20n)).toBe(0n);
  memory.write(address + page - 1n, Uint8Array.of(1, 2));
  expect([...memory.read(address + page - 1n, 3)]).toEqual([1, 2, 0]);
  memory.protect(address + page, page, 'read');
  expect(memory.covers(address, 2n * page, true)).toBe(false);
  expect(() => {
    memory.write(address + page, Uint8Array.of(9));
  }).toThrow(RangeError);
  memory.unmap(address + page, page);
  expect(() => memory.read(address + page, 1)).toThrow(RangeError);
  const file = memory.createFile('memfd', 2n * page);
  const [one, other] = [0n, 0n].map(() =>
    memory.map({ ...mapping, length: page, file, offset: page, alignment: page }),
  );
  memory.write(one!.address, Uint8Array.of(7));
  expect([...memory.read(other!.address, 1)]).toEqual([7]);
  memory.dispose();
  expect(memory.covers(address, 1n, false)).toBe(false);
});

test('the limit of locked memory and the capabilities are as before at the end', async () => {
  const doors = new DeviceProcess(await loadLibc(), process.pid);
  const before = doors.lockedLimit();
  doors.setLockedLimit(8n * page);
  expect(doors.lockedLimit()).toBe(8n * page);
  doors.setPrivileged(false);
  doors.dispose();
  expect(doors.lockedLimit()).toBe(before);
  expect(doors.ledgers()).toEqual({ pinned: 0n, locked: 0n });
});
