import { expect, test } from 'vitest';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import { performingOn, type Performing } from '../../../src/conform/random/performing.ts';
import { GuestGone } from '../../../src/conform/remote/remote-performing.ts';
import type { Interface } from '../../../src/spec/interface.ts';
import type { Message } from '../../../src/workbench/conform/message.ts';
import type { ConformOptions } from '../../../src/workbench/conform/options.ts';
import { runRandomCalls } from '../../../src/workbench/conform/parts/random.ts';
import { reportJson } from '../../../src/workbench/conform/report-json.ts';
import { reportOf } from '../../../src/workbench/conform/report.ts';
import { changedBase } from '../../support/changed-specs.ts';
import { iommufd } from '../../support/specs.ts';

const right = iommufd().interface;
const reserved = '      - { reject: __reserved, errno: EOPNOTSUPP, place: reserved, doc: "`__reserved` is not 0." }';
const wrong = changedBase('ioas_iova_ranges.yaml', reserved, reserved.replace('EOPNOTSUPP', 'EINVAL'));

const options: ConformOptions = {
  ...{ name: 'iommufd@v6.12', device: '/dev/iommu', parts: ['random'], seed: 7, calls: 12_000, implemented: false },
  ...{ callLimit: 1, timeLimit: 1, save: 'kept', selftests: null, serve: null, columns: 80, colour: false },
};

/** What is told of random calls on a kernel as the shipped specs say, which goes away after so many cases. */
async function told(spec: Interface, cases: number): Promise<readonly Message[]> {
  const kernel = performingOn(modelKernel(right));
  let left = cases;
  const performing: Performing = {
    perform: (tasks) => (left-- > 0 ? kernel.perform(tasks) : Promise.reject(new GuestGone('the guest is gone'))),
  };
  const messages: Message[] = [];
  const tell = (message: Message): number => messages.push(message);
  const loaded = { subjects: [], findings: [], sources: new Map<string, string>(), modelFiles: new Set<string>() };
  const subject = { kind: 'base', interface: spec } as const;
  try {
    const outcome = await runRandomCalls({ subject, loaded, options, onStage: () => undefined, tell, performing });
    tell({ kind: 'part', part: 'random', ...outcome });
  } catch (error) {
    expect(error).toBeInstanceOf(GuestGone);
  }
  return messages;
}

test('a difference is told as it was found where the kernel goes away before it is made shorter', async () => {
  const whole = await told(wrong, Infinity);
  const parts = whole.filter(({ kind }) => kind === 'part');
  const [first, last] = parts;
  expect(parts).toHaveLength(2);
  const found = reportOf([first!], null, []);
  const shorter = reportOf(whole, null, []);
  // The difference is in one of the first cases: then the kernel goes away.
  const needed = Math.ceil((reportJson(found) as { random: { calls: number } }).random.calls / 400) + 1;
  const broken = reportOf(await told(wrong, needed), null, []);
  expect(broken.parts).toEqual(found.parts);
  expect(broken.parts[0]!.failed).toBe(true);
  expect(broken.files.map(({ path }) => path)).toEqual(['7.jsonl']);
  // Without an end to it, both would be told.
  expect(shorter.parts).toHaveLength(1);
  expect(shorter.files).toHaveLength(1);
  expect(shorter.files[0]!.text.length).toBeLessThan(broken.files[0]!.text.length);
  expect(last).toMatchObject({ json: { random: { differences: [{ saved: 'kept/7.jsonl', field: 'errno' }] } } });
  expect(shorter.parts[0]!.text).toContain('again: abiwright replay kept/7.jsonl --with iommufd@v6.12');
});

test('of a run that ends early, what was done is told, and of how much', async () => {
  const { parts } = reportOf(await told(right, 3), null, []);
  expect(parts).toMatchObject([{ failed: false, json: { random: { wanted: 12_000, differences: [] } } }]);
  expect(parts[0]!.text).toMatch(/1,1\d\d of 12,000 calls, seed 7, 0 differences/);
});
