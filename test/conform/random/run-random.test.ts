import { expect, test } from 'vitest';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import { performingOn } from '../../../src/conform/random/performing.ts';
import { runRandom, type RandomResult } from '../../../src/conform/random/run-random.ts';
import { parseRecording } from '../../../src/recording/parse.ts';
import { replay } from '../../../src/recording/replay.ts';
import type { Interface } from '../../../src/spec/interface.ts';
import { changedBase } from '../../support/changed-specs.ts';
import { iommufd, iommufdProposal } from '../../support/specs.ts';

const right = iommufd().interface;

/** What a spec says, compared with a kernel that is as the shipped specs say. */
function run(spec: Interface, calls: number, seed = 7): Promise<RandomResult> {
  return runRandom(spec, performingOn(modelKernel(right)), { seed, calls });
}

test(
  'the shipped specs agree with their own model, and most kinds of calls succeed',
  { timeout: 300_000 },
  async () => {
    const result = await run(right, 4000);
    expect(result.differences).toEqual([]);
    expect(result.calls).toBeGreaterThan(3900);
    const [ioctls, dull] = [
      result.endings.map(({ ioctl }) => ioctl),
      result.endings.filter((each) => each.succeeded === 0),
    ];
    for (const { name } of [...right.ioctls, ...right.testIoctls]) expect(ioctls).toContain(name);
    expect(dull.length).toBeLessThan(4);
    expect(result.steps.unreached.length).toBeLessThan(result.steps.all / 5);
  },
);

test('the same seed makes the same calls, and another one others', { timeout: 300_000 }, async () => {
  const [first, again, other] = [await run(right, 800), await run(right, 800), await run(right, 800, 8)];
  expect(again).toEqual(first);
  expect(other.endings).not.toEqual(first.endings);
});

test('an ioctl of a proposal gets its calls, with no line written for it', { timeout: 300_000 }, async () => {
  const { result } = iommufdProposal('ioas-map-file');
  const { endings, differences } = await runRandom(result, performingOn(modelKernel(result)), { seed: 3, calls: 2000 });
  expect(differences).toEqual([]);
  const own = endings.find(({ ioctl }) => ioctl === 'IOMMU_IOAS_MAP_FILE')!;
  expect(own.calls).toBeGreaterThan(20);
  expect(own.failed.length).toBeGreaterThan(3);
});

const lookup = '      - { lookup: ioas, id: ioas_id, errno: ENOENT, doc: "`ioas_id` names no IOAS." }';
const reserved = '      - { reject: __reserved, errno: EOPNOTSUPP, place: reserved, doc: "`__reserved` is not 0." }';

test.each([
  {
    wrong: 'an errno',
    spec: () => changedBase('ioas_iova_ranges.yaml', reserved, reserved.replace('EOPNOTSUPP', 'EINVAL')),
    ioctl: 'IOMMU_IOAS_IOVA_RANGES',
    // The device is opened, and then the call is made.
    lines: 2,
    kernel: 'EOPNOTSUPP',
    model: 'EINVAL',
  },
  {
    wrong: 'two checks in the wrong order',
    // Both are at fault in a call with flags on no IOAS: what it says first tells the order.
    spec: () => changedBase('ioas_iova_ranges.yaml', `${reserved}\n${lookup}`, `${lookup}\n${reserved}`),
    ioctl: 'IOMMU_IOAS_IOVA_RANGES',
    lines: 2,
    kernel: 'EOPNOTSUPP',
    model: 'ENOENT',
  },
])('$wrong is found, and shown in as few calls as there can be', { timeout: 300_000 }, async (each) => {
  const spec = each.spec();
  const { differences, seed } = await run(spec, 12_000);
  const [difference] = differences;
  expect(difference).toMatchObject({ field: 'errno', kernel: each.kernel, model: each.model });
  expect(difference!.calls).toHaveLength(each.lines);
  expect(difference!.calls.at(-1)!.call).toContain(each.ioctl);
  expect(difference!.line).not.toBeNull();
  expect(seed).toBe(7);
  // What is saved shows the same with the same spec, and nothing with the right one.
  const { events, findings } = parseRecording('difference.jsonl', difference!.recording);
  expect(findings).toEqual([]);
  const found = replay(spec, 'difference.jsonl', events).flatMap((scenario) => scenario.differences);
  expect(found).toMatchObject([{ field: 'errno', expected: each.kernel, actual: each.model }]);
  expect(replay(right, 'difference.jsonl', events).flatMap((scenario) => scenario.differences)).toEqual([]);
});

test('a mistake that ends the model is found too, and is no shorter run', { timeout: 300_000 }, async () => {
  const spec = changedBase(
    'ioas_iova_ranges.yaml',
    reserved,
    reserved.replace('__reserved,', '1 / (allowed_iovas - allowed_iovas),'),
  );
  const { differences } = await run(spec, 4000);
  expect(differences).toMatchObject([{ field: 'model', kernel: 'steps that can be run' }]);
  expect(differences[0]!.model).toContain('division by 0');
});

test('pins that are never taken off the ledger are found by what side doors show', { timeout: 300_000 }, async () => {
  const text = '{ set: mm.pinned_vm, to: mm.pinned_vm - count }';
  const spec = changedBase('model/verbs/hold.yaml', text, '{ set: mm.pinned_vm, to: mm.pinned_vm }');
  const [difference] = (await run(spec, 8000)).differences;
  expect(difference).toMatchObject({ field: 'pinned', kernel: '0 pages' });
  // None can be left out by itself: what pins, on what, and what ends that.
  expect(difference!.calls.length).toBeLessThanOrEqual(8);
  expect(difference!.calls.at(-1)!.call).toBe('VmPin, VmLck');
});
