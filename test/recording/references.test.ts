import { expect, it } from 'vitest';
import { referencesOf } from '../../src/recording/references.ts';
import { iommufd } from '../support/specs.ts';

const base = iommufd().interface;

/** The memory that the arguments of the base refer to, as one line each. */
const references = [...base.ioctls, ...base.testIoctls].flatMap((ioctl) =>
  referencesOf(base, ioctl).map(({ pointer, extent, when, hasContents, isDescribed }) => {
    const name = ({ path }: { readonly path: readonly string[] }): string => path.join('.');
    const bytes =
      extent.kind === 'bitmap'
        ? `bitmap of ${name(extent.length)} by ${name(extent.pageSize)}`
        : [...extent.members.map(name), ...(extent.unit === 1 ? [] : [extent.unit])].join(' * ');
    const condition = when ? `, if ${name(when.member)} is ${String(when.value)}` : '';
    const contents = hasContents ? (isDescribed ? 'contents' : 'contents that no step knows') : 'mapped';
    return `${ioctl.name}: ${name(pointer)}, ${bytes}${condition}: ${contents}`;
  }),
);

it('finds all memory that arguments refer to, and how long it is', () => {
  expect(references).toEqual([
    'IOMMU_IOAS_ALLOW_IOVAS: allowed_iovas, num_iovas * 16: contents',
    'IOMMU_IOAS_IOVA_RANGES: allowed_iovas, num_iovas * 16: contents',
    'IOMMU_IOAS_MAP: user_va, length: mapped',
    'IOMMU_HWPT_ALLOC: data_uptr, data_len: contents',
    'IOMMU_GET_HW_INFO: data_uptr, data_len: contents',
    'IOMMU_HWPT_GET_DIRTY_BITMAP: data, bitmap of length by page_size: contents',
    'IOMMU_HWPT_INVALIDATE: data_uptr, entry_len * entry_num: contents',
    'VFIO_IOMMU_MAP_DMA: vaddr, length: mapped',
    'IOMMU_TEST_CMD: dirty.uptr, bitmap of dirty.length by dirty.page_size, if op is 13: contents',
  ]);
});
