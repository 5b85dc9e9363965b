import { beforeAll, expect, test } from 'vitest';
import type { BootLimits } from '../../../src/conform/guest/boot.ts';
import { runInGuest, type GuestRun } from '../../../src/conform/guest/run-in-guest.ts';
import { kernelImage } from '../../support/kernel-image.ts';
import { printer } from '../../support/templates.ts';

let image: string;

beforeAll(() => {
  image = kernelImage();
});

const usual: BootLimits = { firstLine: 60_000, begin: 180_000, silence: 120_000, overall: 300_000 };

/** Runs a script of the shell in a guest. */
function run(script: string, limits: Partial<BootLimits> = {}): Promise<GuestRun> {
  return runInGuest({
    kernel: image,
    parameters: '',
    command: { words: ['sh', '-c', script], folder: import.meta.dirname, present: ['/dev/iommu'], cache: [] },
    limits: { ...usual, ...limits },
    print: printer(),
    onProgress: () => undefined,
  });
}

function codes({ troubles }: GuestRun): readonly string[] {
  return troubles.map((each) => each.code);
}

test("a guest sees the host's files, writes none of them, and brings back output and status", async () => {
  const script = `cat ${process.execPath} | head -c 4 | tail -c 3; pwd; touch here 2>&1; echo x > "$TMPDIR/y"; cat "$TMPDIR/y"; exit 7`;
  const { ended, troubles } = await run(script);
  expect(troubles).toEqual([]);
  expect(ended?.status).toBe(7);
  expect(ended?.output).toMatch(/^ELF/);
  expect(ended?.output).toContain(import.meta.dirname);
  expect(ended?.output).toContain('Read-only file system');
  expect(ended?.output).toMatch(/x\n$/);
});

test('a panic is found, with its lines, at once', async () => {
  const result = await run('echo c > /proc/sysrq-trigger; sleep 100');
  expect(codes(result)).toEqual(['CON0101']);
  expect(result.troubles[0]?.lines.join('\n')).toContain('sysrq_handle_crash');
  expect(result.ended).toBeNull();
});

test.each([
  ['CON0102', 'WARNING: possible circular locking dependency detected'],
  ['CON0103', 'BUG: KASAN: slab-use-after-free in iopt_unmap_iova_range+0x10/0x20'],
  ['CON0104', 'WARNING: CPU: 0 PID: 61 at drivers/iommu/iommufd/pages.c:401'],
])('what the kernel warns of is on the console, and found: %s', async (code, line) => {
  const result = await run(`echo '<4>${line}' > /dev/kmsg`);
  expect(codes(result)).toEqual([code]);
  expect(result.ended?.status).toBe(0);
});

test('a guest that gives no sign of life is ended', async () => {
  const result = await run('echo "$$" >&2; sleep 1000', { silence: 8_000 });
  expect(codes(result)).toEqual(['CON0105']);
  expect(result.ended).toBeNull();
});

test('one that does is not, until all is too long', async () => {
  const start = Date.now();
  const result = await run('while :; do printf "\\r\\033[Kat %s" "$SECONDS" >&2; sleep 1; done', {
    silence: 10_000,
    overall: 30_000,
  });
  expect(codes(result)).toEqual(['CON0111']);
  expect(result.troubles[0]?.message).toMatch(/^the guest was not done after 30 s; it was at: at/);
  expect(Date.now() - start).toBeLessThan(60_000);
});
