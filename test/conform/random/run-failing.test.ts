import { describe, expect, test } from 'vitest';
import { LeftOut } from '../../../src/conform/left-out.ts';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import { performingOn, type Performing } from '../../../src/conform/random/performing.ts';
import type { RandomDifference } from '../../../src/conform/random/random-difference.ts';
import { runFailing, type FailingResult } from '../../../src/conform/random/run-failing.ts';
import { parseRecording } from '../../../src/recording/parse.ts';
import { replay } from '../../../src/recording/replay.ts';
import type { Interface } from '../../../src/spec/interface.ts';
import { changedBase } from '../../support/changed-specs.ts';
import { iommufd } from '../../support/specs.ts';

const right = iommufd().interface;

/** Calls that fail as a spec says, compared with a kernel that is as the shipped specs say. */
function run(spec: Interface, calls: number): Promise<FailingResult> {
  return runFailing(spec, performingOn(modelKernel(right)), { seed: 5, calls });
}

test('the shipped specs agree with their own model wherever a call fails', { timeout: 300_000 }, async () => {
  const { differences, points, kinds } = await run(right, 600);
  expect(differences).toEqual([]);
  expect(points).toBeGreaterThan(20);
  expect(kinds.some(({ errnos }) => errnos.includes('ENOMEM'))).toBe(true);
});

test('an errno that a call should not fail with is found, and shown in few calls', { timeout: 300_000 }, async () => {
  const fault = '      - { fault: ENFILE, doc: The system has too many open files. }\n';
  const spec = changedBase('model/devices.yaml', fault, '');
  const { differences } = await run(spec, 600);
  expect(differences).toMatchObject([{ field: 'errno', kernel: 'ENFILE' }]);
  const [{ calls, shrunkFrom, recording }] = differences as [RandomDifference];
  expect(calls.map(({ call }) => call)).toEqual(['open /dev/iommu', 'IOMMU_FAULT_QUEUE_ALLOC']);
  expect(shrunkFrom).toBeGreaterThan(2);
  // What is saved shows the same with the same spec, and nothing with the right one.
  const { events, findings } = parseRecording('difference.jsonl', recording);
  expect(findings).toEqual([]);
  const replayed = (of: Interface): readonly unknown[] =>
    replay(of, 'difference.jsonl', events).flatMap((scenario) => scenario.differences);
  expect(replayed(right)).toEqual([]);
  expect(replayed(spec)[0]).toMatchObject({ field: 'errno', expected: 'ENFILE' });
});

describe('nothing is compared, and that is said with its reason,', () => {
  const model = performingOn(modelKernel(right));
  const asks = (perform: Performing['perform']): Promise<unknown> =>
    runFailing(right, { perform }, { seed: 5, calls: 120 });

  test('where the kernel has no fault injection', async () => {
    const came = asks((tasks) => {
      if (tasks[0]?.injection) throw new LeftOut('CON0007', 'the kernel has no fault injection', null);
      return model.perform(tasks);
    });
    await expect(came).rejects.toMatchObject({ reason: { message: 'the kernel has no fault injection' } });
  });

  test('where no call has succeeded', async () => {
    const came = asks(async (tasks) =>
      (await model.perform(tasks)).map((performed) => ({
        ...performed,
        results: performed.results.map((each) => ({ ...each, errno: each.errno ?? 'ENOMEM' })),
      })),
    );
    await expect(came).rejects.toMatchObject({
      reason: { code: 'CON0007', message: expect.stringMatching(/^no call that was drawn succeeded/) as unknown },
    });
  });

  test('where none has come to a point where it could fail', async () => {
    const came = asks((tasks) => model.perform(tasks.map((each) => ({ ...each, injection: null }))));
    await expect(came).rejects.toMatchObject({
      reason: {
        code: 'CON0007',
        message: expect.stringMatching(/^none of \d+ kinds of call came to a point/) as unknown,
      },
    });
  });
});
