import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runInGuest } from '../../../src/conform/guest/run-in-guest.ts';
import { abiwright } from '../../support/abiwright.ts';
import { bootImage, spins } from '../../support/boot-image.ts';
import { isAlive } from '../../support/is-alive.ts';
import { kernelImage } from '../../support/kernel-image.ts';
import { childrenOf, RunningAbiwright } from '../../support/running-abiwright.ts';
import { printer } from '../../support/templates.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let image: string;

beforeAll(() => {
  image = kernelImage();
});

/** A folder for temporary files, which must be empty again. */
function scratch(): { readonly folder: string; readonly left: () => readonly string[] } {
  const folder = temporaryFolder();
  return { folder, left: () => readdirSync(folder) };
}

/** The emulators that this process has started. */
function running(): readonly number[] {
  return childrenOf(process.pid).flatMap(({ pid, name }) => (name.startsWith('qemu-system') ? [pid] : []));
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a guest', () => {
  test('that never prints is given up', () => {
    const { folder, left } = scratch();
    const words = ['conform', '--kernel', bootImage(spins), '--boot-limit', '5', '--only', 'vectors'];
    const { status, output } = abiwright(words, { environment: { TMPDIR: folder } });
    expect(status).toBe(1);
    expect(output).toMatch(/^error CON0106: the guest printed nothing in 5 s$/m);
    expect(left()).toEqual([]);
  });

  test('that panics at once is told with what it said', () => {
    const { folder, left } = scratch();
    const words = ['conform', '--kernel', image, '--append', 'rdinit=/missing', '--only', 'vectors', '--json'];
    const { status, output } = abiwright(words, { environment: { TMPDIR: folder } });
    expect(status).toBe(1);
    const { kernel } = JSON.parse(output) as {
      kernel: { troubles: readonly { code: string; message: string; lines: readonly string[] }[] };
    };
    expect(kernel.troubles.map((each) => each.code)).toEqual(['CON0101']);
    expect(kernel.troubles[0]?.message).toMatch(/^the kernel panicked: .*(?:root|init)/);
    expect(kernel.troubles[0]?.lines.join('\n')).toMatch(/Call Trace/);
    expect(left()).toEqual([]);
  });

  test('whose kernel has no such device says so', () => {
    const { status, output } = abiwright([
      'conform',
      '--kernel',
      image,
      '--device',
      '/dev/nothing',
      '--only',
      'vectors',
    ]);
    expect(status).toBe(1);
    expect(output).toMatch(/^error CON0108: the guest's kernel has no \/dev\/nothing$/m);
  });

  test('whose command is not done in time is ended, and says where it was', () => {
    const words = ['conform', '--kernel', image, '--time-limit', '1', '--only', 'vectors'];
    const { status, output } = abiwright(words);
    expect(status).toBe(1);
    expect(output).toMatch(/^error CON0111: not done after 1 s; it was at: /m);
  });
});

describe('QEMU', () => {
  test('that is killed in the middle is no agreement, and leaves nothing', async () => {
    const { folder, left } = scratch();
    const running = new RunningAbiwright(['conform', '--kernel', image, '--only', 'vectors'], { TMPDIR: folder });
    const qemu = await running.child('qemu-system-x86_64', 6);
    process.kill(qemu, 'SIGKILL');
    const { status, errors, output } = await running.ended;
    expect(status).toBe(2);
    expect(output).toBe('');
    expect(errors).toMatch(/error CON0109: QEMU was ended by SIGKILL/);
    expect(left()).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends with the command: %s', async (signal) => {
    const { folder, left } = scratch();
    const running = new RunningAbiwright(['conform', '--kernel', image, '--only', 'vectors'], { TMPDIR: folder });
    const qemu = await running.child('qemu-system-x86_64', 3);
    expect(left()).not.toEqual([]);
    process.kill(running.pid, signal);
    const ended = await running.ended;
    expect(ended.signal).toBe(signal);
    expect(isAlive(qemu)).toBe(false);
    expect(left()).toEqual([]);
  });

  test('ends with a command that is killed, and the folder goes too', async () => {
    const { folder, left } = scratch();
    // A guest that would never end.
    const words = ['conform', '--kernel', bootImage(spins), '--boot-limit', '600', '--only', 'vectors'];
    const running = new RunningAbiwright(words, { TMPDIR: folder });
    const qemu = await running.child('qemu-system-x86_64', 6);
    expect(left()).not.toEqual([]);
    process.kill(running.pid, 'SIGKILL');
    expect((await running.ended).signal).toBe('SIGKILL');
    await expect.poll(() => isAlive(qemu), { timeout: 30_000 }).toBe(false);
    await expect.poll(left, { timeout: 30_000 }).toEqual([]);
  });

  test('is ended where the host fails at what it does meanwhile', async () => {
    const { folder, left } = scratch();
    const kernel = bootImage(spins);
    vi.stubEnv('TMPDIR', folder);
    const start = Date.now();
    const run = runInGuest({
      ...{ kernel, parameters: '', print: printer(), onProgress: () => undefined },
      command: { words: ['true'], folder, present: [], cache: [] },
      limits: { firstLine: 600_000, begin: 600_000, silence: 600_000, overall: 600_000 },
      alongside: async () => {
        await expect.poll(running, { timeout: 60_000 }).toEqual([expect.any(Number)]);
        throw new Error('the disk is full');
      },
    });
    await expect(run).rejects.toThrow('the disk is full');
    expect(running()).toEqual([]);
    expect(left()).toEqual([]);
    expect(Date.now() - start).toBeLessThan(120_000);
  });

  test('that is not installed is said to be', () => {
    const path = temporaryFolder();
    const { stdout } = spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' });
    spawnSync('ln', ['-s', stdout.trim(), join(path, 'busybox')]);
    const { status, errors } = abiwright(['conform', '--kernel', image], { environment: { PATH: path } });
    expect(status).toBe(2);
    expect(errors).toMatch(/error CON0110: qemu-system-x86_64 is not installed/);
  });
});

describe('a full disk', () => {
  /** Runs it with TMPDIR on a file system of its own, of `size`, and lists what is left there. */
  async function onSmallDisk(
    size: string,
    words: readonly string[],
  ): Promise<{ status: number | null; said: string; left: string }> {
    const folder = temporaryFolder();
    const script = `mount -t tmpfs -o size=${size} small "$TMPDIR" && { "$@"; status=$?; echo "left: $(ls -A "$TMPDIR")"; exit $status; }`;
    const before = ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, 'sh'];
    const { status, output, errors } = await new RunningAbiwright(words, { TMPDIR: folder }, before).ended;
    return { status, said: output + errors, left: /^left: (.*)$/m.exec(output)?.[1] ?? '?' };
  }

  test('for what the guest starts with', async () => {
    const { status, said, left } = await onSmallDisk('256k', ['conform', '--kernel', image, '--only', 'vectors']);
    expect(said).toMatch(/error CLI0006: cannot write .* \(ENOSPC\)/);
    expect(status).toBe(2);
    expect(left).toBe('');
  });

  test('for what the guest finds out', async () => {
    // Room for what it starts with, of which busybox is all but 4 KiB, and for its folder, but for no more.
    const busybox = spawnSync('sh', ['-c', 'stat -L -c %s "$(command -v busybox)"'], { encoding: 'utf8' });
    const size = `${String(Math.ceil(Number(busybox.stdout) / 4096) * 4 + 12)}k`;
    const { status, said, left } = await onSmallDisk(size, ['conform', '--kernel', image, '--only', 'vectors']);
    expect(said).toMatch(/error CON0112: what the guest found out /);
    expect(status).toBe(1);
    expect(left).toBe('');
  });
});

describe('a file that is no kernel', () => {
  test.each([
    ['is not there', () => join(temporaryFolder(), 'bzImage'), 'CLI0008'],
    [
      'is something else',
      () => {
        const path = join(temporaryFolder(), 'vmlinux');
        writeFileSync(path, '\x7fELF'.padEnd(4096));
        return path;
      },
      'CON0110',
    ],
    [
      'is a folder',
      () => {
        const path = join(temporaryFolder(), 'folder');
        mkdirSync(path);
        return path;
      },
      'CLI0008',
    ],
  ])('%s', (_what, path, code) => {
    const { status, errors } = abiwright(['conform', '--kernel', path()]);
    expect(status).toBe(2);
    expect(errors).toContain(`error ${code}: `);
  });

  test('may not be read', async () => {
    const path = join(temporaryFolder(), 'bzImage');
    writeFileSync(path, 'secret');
    chmodSync(path, 0);
    const { status, errors } = await new RunningAbiwright(['conform', '--kernel', path], {}, ['unshare', '--user'])
      .ended;
    expect(status).toBe(2);
    expect(errors).toMatch(/error CLI0008: .* cannot be read \(EACCES\)/);
  });
});
