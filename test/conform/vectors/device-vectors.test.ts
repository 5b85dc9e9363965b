import { expect, test } from 'vitest';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import { conformVectors } from '../../../src/conform/vectors/conform-vectors.ts';
import { findDeviceVectors } from '../../../src/vectors/find.ts';
import { restoredVectors, storedVectors } from '../../../src/vectors/stored.ts';
import { iommufd } from '../../support/specs.ts';

const base = iommufd().interface;

test('with a device of the test kernel every errno is reached, or excused', { timeout: 600_000 }, () => {
  const { results, errnos, sizes, devices } = conformVectors(base, null, modelKernel(base));
  expect(devices).toBe(true);
  expect(results.flatMap((each) => (each.outcome === 'agreed' ? [] : [each.vector.name]))).toEqual([]);
  expect(sizes.filter((each) => each.kernel !== each.spec)).toEqual([]);
  expect(errnos.filter((each) => each.standing === 'missing').map((each) => each.target.key)).toEqual([]);
  const excuses = new Set(
    errnos.flatMap(({ standing, reason }) =>
      standing === 'excused' && reason?.startsWith('needs ') === true ? [reason] : [],
    ),
  );
  expect([...excuses].sort()).toEqual([
    'needs a device whose driver does not let go of memory',
    'needs a device whose driver takes neither flags nor data',
    'needs a device, and memory of a process that is no more',
  ]);
});

test('with a limit of no locked pages, pinning fails for a caller without capabilities', () => {
  const map = base.ioctls.find((each) => each.command === 'IOAS_MAP')!;
  const { vectors } = findDeviceVectors(base, map);
  const charged = vectors.filter((each) => each.errno === 'ENOMEM');
  expect(charged.map(({ call, contrast }) => [call.manner.privileged, contrast?.errno])).toEqual([[false, null]]);
  expect(charged.map(({ setup }) => setup.map((each) => each.ioctl.name))).toEqual([
    ['IOMMU_IOAS_ALLOC', 'IOMMU_TEST_CMD MOCK_DOMAIN'],
  ]);
});

test('what was found is the same after it was stored', () => {
  const restored = restoredVectors(base, storedVectors(base, findDeviceVectors));
  for (const ioctl of base.ioctls) expect(restored.get(ioctl)).toEqual(findDeviceVectors(base, ioctl));
});
