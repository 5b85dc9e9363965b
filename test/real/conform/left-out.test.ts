import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import type { BootLimits } from '../../../src/conform/guest/boot.ts';
import { runInGuest } from '../../../src/conform/guest/run-in-guest.ts';
import { abiwright } from '../../support/abiwright.ts';
import { bootImage, spins } from '../../support/boot-image.ts';
import { kernelImage } from '../../support/kernel-image.ts';
import { printer } from '../../support/templates.ts';

let image: string;

beforeAll(() => {
  image = kernelImage();
});

/** What the host remembers, since the search for vectors would take long in a guest. */
function remembered(): string {
  const words = ['conform', '--kernel', bootImage(spins), '--boot-limit', '1', '--only', 'vectors'];
  expect(abiwright(words).output).toContain('CON0106');
  const cache = join(dirname(inject('bundle')), 'cache/abiwright/build');
  return join(cache, readdirSync(cache)[0] ?? '');
}

const limits: BootLimits = { firstLine: 60_000, begin: 180_000, silence: 1_500_000, overall: 1_500_000 };

/** What a script of the shell prints in a guest. `conform` is the built command, on the guest's own device. */
async function inGuest(script: string): Promise<string> {
  const conform = `${process.execPath} ${inject('bundle')} conform --device /dev/iommu`;
  const { ended, troubles } = await runInGuest({
    kernel: image,
    parameters: '',
    command: {
      words: ['sh', '-c', `exec 2>&1; ${script.replaceAll('conform', conform)}`],
      ...{ folder: import.meta.dirname, present: ['/dev/iommu'], cache: [remembered()] },
    },
    limits,
    print: printer(),
    onProgress: () => undefined,
  });
  expect(troubles).toEqual([]);
  return ended?.output ?? '';
}

test('one who may open the device and nothing else has vectors performed, and no random calls', async () => {
  // But for reading the host's files, which are those of whoever runs the tests.
  const nobody = 'setpriv --inh-caps=-all --bounding-set=-all,+dac_read_search';
  const output = await inGuest(`
    ulimit -l 64
    ${nobody} conform --only vectors --only random --seed 1 --calls 100; echo "status $?"`);
  expect(output).toMatch(/^contract vectors {5}[1-9]\d* of \d+ agree/m);
  expect(output).toMatch(/^random sequences {5}left out: .*capabilities/m);
  expect(output).not.toContain('CON0114');
  expect(output).toMatch(/^status [01]$/m);
});

const setting = '/sys/kernel/debug/failslab/ignore-gfp-wait';

test('where failures cannot be set, failing calls are left out, and nothing else is', async () => {
  const output = await inGuest(`
    umount /sys/kernel/debug
    conform --only faults --only random --seed 1 --calls 100; echo "status $?"
    conform --only faults --seed 1 --calls 100; echo "alone: status $?"`);
  expect(output).toMatch(/^random sequences {5}\d+ calls, seed 1, 0 differences/m);
  expect(output).toMatch(/^failing allocations {2}left out: neither failslab nor fail_page_alloc .*: ENOENT$/m);
  expect(output).toMatch(/^status 0$/m);
  expect(output).toMatch(/^error CON0007: neither failslab/m);
  expect(output).toMatch(/^alone: status 2$/m);
});

test.each(['INT', 'KILL'])('settings of the fault injection are put back after SIG%s', async (signal) => {
  const output = await inGuest(`
    echo before: $(cat ${setting})
    conform --only faults --seed 1 --calls 1000 &
    until grep -q N ${setting}; do sleep 1; done
    echo meanwhile: $(cat ${setting})
    kill -${signal} $!
    wait
    sleep 5
    echo after: $(cat ${setting})`);
  const [before, meanwhile, after] = ['before', 'meanwhile', 'after'].map(
    (when) => new RegExp(`^${when}: (.*)$`, 'm').exec(output)?.[1],
  );
  expect([before, meanwhile, after]).toEqual(['Y', 'N', 'Y']);
});
