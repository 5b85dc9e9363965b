import { expect, test } from 'vitest';
import { modelKernel } from '../../../src/conform/model/model-kernel.ts';
import { conformVectors } from '../../../src/conform/vectors/conform-vectors.ts';
import { VectorPerformer } from '../../../src/conform/vectors/perform-vector.ts';
import { findDeviceVectors } from '../../../src/vectors/find.ts';
import { restoredVectors, storedVectors } from '../../../src/vectors/stored.ts';
import { changedBase } from '../../support/changed-specs.ts';
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

test('what is written where a pointer refers to is compared', { timeout: 300_000 }, () => {
  const wrong = changedBase('model/verbs/mock.yaml', '>> (index * 8)) & 255', '>> (index * 8)) & 127');
  const info = wrong.ioctls.find((each) => each.command === 'GET_HW_INFO')!;
  const performer = new VectorPerformer(wrong, null, modelKernel(base));
  const results = findDeviceVectors(wrong, info).vectors.map((each) => performer.perform(each));
  const found = results.flatMap((each) => (each.outcome === 'differing' ? each.mismatches : []));
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ member, spec, kernel }) => `${String(member)}: ${spec}, ${kernel}`))).toEqual(
    new Set(['byte 4 of the buffer: 0x6f, 0xef']),
  );
});
