import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAlive } from '../../support/is-alive.ts';
import { kernelImage } from '../../support/kernel-image.ts';
import { RunningAbiwright } from '../../support/running-abiwright.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Printed {
  readonly kernel: { readonly troubles: readonly { code: string; message: string; lines: readonly string[] }[] };
}

test('a call that does not return is told by its name, in time, though no kill ends it, and nothing is left', async () => {
  const folder = temporaryFolder();
  const words = ['conform', '--kernel', kernelImage(), '--only', 'vectors', '--call-limit', '7', '--json'];
  const preload = ['--require', join(import.meta.dirname, 'hung-ioctl.cjs')];
  const running = new RunningAbiwright(words, { TMPDIR: folder }, [], preload);
  const qemu = await running.child('qemu-system-x86_64', 4);
  const { status, output } = await running.ended;
  expect(status).toBe(1);
  const { kernel } = JSON.parse(output) as Printed;
  expect(kernel.troubles.map(({ code }) => code)).toEqual(['CON0105']);
  expect(kernel.troubles[0]?.message).toMatch(
    /^ioctl\(\d+, IOMMU_IOAS_ALLOC\) sleeps for 7 s and does not return; it was at: starting$/,
  );
  expect(isAlive(qemu)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});
