import { x86_64 } from '../../layout/abi/x86_64.ts';
import { readFields, writeFields } from '../../model/argument.ts';
import type { Ioctl } from '../../spec/interface.ts';

/** Where a kernel that is built for its own tests does otherwise than any other, on purpose. */
interface Deviation {
  readonly ioctl: string;
  readonly member: string;
  /** Bits that mean something to that kernel alone. */
  readonly bits: bigint;
  /** Where in the kernel. */
  readonly source: string;
}

export const deviations: readonly Deviation[] = [
  {
    ioctl: 'IOMMU_IOAS_COPY',
    member: 'flags',
    // MOCK_FLAGS_ACCESS_SYZ: the source is the number of a mapping and an offset in it.
    bits: 1n << 16n,
    source: 'iommufd_test_syz_conv_iova_id in drivers/iommu/iommufd/selftest.c',
  },
];

/** Clears what only a kernel for tests knows: its answer says nothing of other kernels. */
export function clearDeviations(ioctl: Ioctl, bytes: Uint8Array): void {
  for (const { member, bits } of deviations.filter((each) => each.ioctl === ioctl.name)) {
    const value = readFields(ioctl.struct, bytes, x86_64).get(member) ?? 0n;
    if ((value & bits) !== 0n) writeFields(ioctl.struct, bytes, [[member, value & ~bits]], x86_64);
  }
}
