import { describe, expect, test } from 'vitest';
import { changesOf, newValues } from '../../src/emit/change.ts';
import { freezing, unmapFlags } from '../series/support/proposals.ts';

describe('changesOf', () => {
  test('gives a new ioctl what its argument mentions', () => {
    const [change, ...others] = changesOf(freezing());
    expect(others).toEqual([]);
    expect(change?.ioctl?.name).toBe('IOMMU_IOAS_FREEZE');
    expect(change?.added).toBe(true);
    expect(change?.declarations.map((each) => each.name)).toEqual(['iommufd_ioas_freeze_flags']);
    expect(change?.appended).toEqual([]);
  });

  test('gives an ioctl of the base its growth and its values', () => {
    const [change, ...others] = changesOf(unmapFlags());
    expect(others).toEqual([]);
    expect(change?.added).toBe(false);
    expect(change?.appended.map(({ struct, fields }) => [struct.name, fields.map((field) => field.name)])).toEqual([
      ['iommu_ioas_unmap', ['flags', '__reserved']],
    ]);
    expect(newValues(change ?? fail()).flatMap(({ values }) => values.map((value) => value.name))).toEqual([
      'IOMMU_IOAS_UNMAP_QUIETLY',
    ]);
  });

  test('gives the first ioctl what is said of others, but for those that change themselves', () => {
    const proposal = unmapFlags();
    const structs = proposal.result.ioctls.map((each) => each.struct);
    const documented = structs.filter(({ name }) => ['iommu_destroy', 'iommu_ioas_unmap'].includes(name));
    const changes = changesOf({ ...proposal, delta: { ...proposal.delta, documented } });
    expect(changes.map((each) => each.documented.map(({ name }) => name))).toEqual([['iommu_destroy']]);
  });

  test('puts what no ioctl mentions first, as a preparation', () => {
    const proposal = freezing();
    const constant = proposal.base.declarations.find((each) => 'declares' in each && each.declares === 'struct');
    if (constant === undefined || !('declares' in constant)) throw new Error('the base has no struct');
    const changes = changesOf({
      ...proposal,
      delta: { ...proposal.delta, declarations: [...proposal.delta.declarations, constant] },
    });
    expect(changes.map((each) => each.ioctl?.name ?? null)).toEqual([null, 'IOMMU_IOAS_FREEZE']);
    expect(changes[0]?.declarations).toEqual([constant]);
  });
});

function fail(): never {
  throw new Error('no change');
}
