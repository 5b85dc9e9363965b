import { expect, test } from 'vitest';
import { KernelRefusal, type Kernel } from '../../../src/conform/kernel.ts';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import type { Operation } from '../../../src/conform/random/operation.ts';
import { performingOn } from '../../../src/conform/random/performing.ts';
import { iommufd } from '../../support/specs.ts';

const { interface: of } = iommufd();
const nothing = [{ case: { regions: [], operations: [] }, injection: null }];

/** A kernel that is as the specs say, but for this. */
function kernel(change: (of: Kernel) => Partial<Record<keyof Kernel, unknown>>): Kernel {
  const made = modelKernel(of);
  for (const [name, value] of Object.entries(change(made))) Object.defineProperty(made, name, { value });
  return made;
}

const refusing = kernel(({ process }) => ({
  process: {
    ...process,
    setLockedLimit: () => {
      throw new KernelRefusal('setrlimit', 'EPERM');
    },
  },
}));

test.each([
  ['that may not raise its limits', refusing, 'CON0005', /RLIMIT_MEMLOCK.*EPERM/],
  ['without capabilities', kernel(({ process }) => ({ process: { ...process, capable: false } })), 'CON0005', /lacks/],
  ['on a kernel with larger pages', kernel(() => ({ pageSize: 65_536n })), 'CON0006', /pages of 4096 bytes.* 65536$/],
])('a user %s makes no random calls, and is told why when the first is due', async (_who, on, code, message) => {
  // Other parts are run all the same, so nothing may be refused before.
  const performing = performingOn(on);
  await expect(performing.perform(nothing)).rejects.toMatchObject({
    reason: { code, message: expect.stringMatching(message) as unknown },
    exitStatus: 2,
  });
});

test('where no call is to fail, it is not asked whether the kernel can be made to', async () => {
  const on = kernel(() => ({}));
  Object.defineProperty(on, 'failures', {
    get: () => {
      throw new Error('asked');
    },
  });
  const operations: readonly Operation[] = [
    { id: 1, op: 'open' },
    {
      ...{ id: 2, op: 'ioctl', descriptor: { kind: 'result', operation: 1 } },
      ...{ request: 0x3b81, privileged: true, argument: { kind: 'number', number: '0' }, gives: [] },
    },
  ];
  const [performed] = await performingOn(on).perform([{ case: { regions: [], operations }, injection: null }]);
  expect(performed?.results.map(({ errno }) => errno)).toEqual([null, 'EFAULT']);
});
