/**
 * `npm run bench`: what abiwright takes beside programs that everybody has, from one run, as ratios of medians. Absolute
 * times depend on the machine; the ratios less so. Each title says what abiwright had kept from earlier runs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../../src/host/read.ts';
import { kernelTree } from '../support/kernel-tree.ts';
import { searchWorld, spinWorld, worldSystem } from './explore.ts';
import { timeInTurns, type Subject, type Timing } from './timing.ts';

const root = join(import.meta.dirname, '../..');
const bundle = join(root, 'dist/abiwright.cjs');
const rounds = 15;
const fewRounds = 5;

const folder = mkdtempSync(join(tmpdir(), 'abiwright-bench-'));
/** What abiwright remembers here is forgotten at will; the user's own cache is left alone. */
const cache = join(folder, 'cache');

const bare: Subject = { name: 'node -e 0', program: process.execPath, arguments: ['-e', '0'] };

/** Removes files of the cache: `.data` is what was remembered of specs, and with nothing said all, compiled code too. */
function forget(ending: '.data' | ''): void {
  for (const file of filesBelow(cache)) if (file.endsWith(ending)) rmSync(file);
}

function abiwright(name: string, ...words: string[]): Subject {
  return { name, program: process.execPath, arguments: [bundle, ...words], environment: { XDG_CACHE_HOME: cache } };
}

/** The kernel's own generator, making the header of the netdev family. */
function ynl(): Subject {
  const tree = kernelTree();
  const generator = join(tree, 'tools/net/ynl/ynl-gen-c.py');
  const spec = join(tree, 'Documentation/netlink/specs/netdev.yaml');
  const words = [generator, '--mode', 'uapi', '--header', '--spec', spec];
  return { name: 'ynl-gen-c.py, netdev header', program: 'python3', arguments: words };
}

function print(title: string, timings: readonly Timing[], limit?: { ratio: number; of: number }): void {
  console.log(`\n${title}`);
  const [base] = timings;
  if (base === undefined) return;
  for (const [index, { name, median, least }] of timings.entries()) {
    const bound = limit?.of === index ? `  at most ${limit.ratio.toFixed(1)}` : '';
    const ratio = (median / base.median).toFixed(2);
    console.log(
      `  ${name.padEnd(44)}${median.toFixed(0).padStart(7)} ms  least ${least.toFixed(0).padStart(5)} ms  ${ratio}${bound}`,
    );
  }
}

/** The largest shipped world, beside SPIN on the same world as Promela. */
function printSearch(): void {
  const system = worldSystem('vfio-update-vaddr-v6.3', 'devices-in-all-orders');
  searchWorld(system);
  const own = searchWorld(system);
  const other = spinWorld(system, own.states);
  console.log(`\nEvery state of devices-in-all-orders, the same in both: ${own.states.toLocaleString('en')}`);
  for (const { name, states, seconds, bytes } of [other, own]) {
    const room = bytes === null ? '' : `  ${(bytes / states).toFixed(1)} bytes a state  at most 40`;
    const ratio = (other.seconds / seconds).toFixed(2);
    console.log(
      `  ${name.padEnd(44)}${(states / seconds / 1000).toFixed(0).padStart(7)} thousand states a second  ${ratio}${own.name === name ? '  at least 1.0' : ''}${room}`,
    );
  }
}

/** The thread's deadlock: from the spec to the verdict, beside SPIN with all that it has to make first. */
function printVerdict(): void {
  const small = worldSystem('vfio-update-vaddr', 'mdev-dma-and-close');
  const { states } = searchWorld(small);
  const start = performance.now();
  spinWorld(small, states);
  const other = performance.now() - start;
  const [own] = timeInTurns(
    [{ ...abiwright('abiwright', 'verify', 'vfio-update-vaddr', '--world', 'mdev-dma-and-close'), status: 1 }],
    fewRounds,
  );
  const median = own?.median ?? NaN;
  console.log('\nThe deadlock of the thread, to its verdict');
  console.log(`  ${'SPIN, with spin -a and gcc'.padEnd(44)}${other.toFixed(0).padStart(7)} ms`);
  console.log(`  ${'abiwright verify'.padEnd(44)}${median.toFixed(0).padStart(7)} ms  ${(median / other).toFixed(2)}`);
}

try {
  printSearch();
  printVerdict();
  const header = ['generate', 'iommufd@v6.12', '--target', 'uapi', '--out', join(folder, 'out')];

  const start = timeInTurns([bare, abiwright('abiwright --help', '--help')], rounds);
  print('Start-up', start, { ratio: 2, of: 1 });

  const headers = timeInTurns([ynl(), abiwright('abiwright, iommufd header', ...header)], rounds);
  print('One header from its spec, the base and what was found of it remembered from an earlier run', headers, {
    ratio: 1,
    of: 1,
  });

  const read = timeInTurns(
    [ynl(), { ...abiwright('abiwright, iommufd header', ...header), before: () => forget('.data') }],
    rounds,
  );
  print('The same, read and checked anew: only compiled code is kept, as Python keeps its own', read);

  const cold = timeInTurns(
    [ynl(), { ...abiwright('abiwright, iommufd header', ...header), before: () => forget('') }],
    fewRounds,
  );
  print('The same, with an empty cache: the first run ever', cold);

  const everything = [
    abiwright('check, everything', 'check'),
    abiwright('generate, everything', 'generate', '--out', join(folder, 'all')),
  ];
  print('Everything in specs/, remembered', timeInTurns([bare, ...everything], fewRounds));
  const anew = everything.map((each) => ({ ...each, before: () => forget('') }));
  print('Everything in specs/, with an empty cache', timeInTurns([bare, ...anew], 1));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
