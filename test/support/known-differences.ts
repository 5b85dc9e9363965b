import type { Difference } from '../../src/recording/difference.ts';

/** A way in which the model is known to differ from a recorded kernel. */
export interface KnownDifference {
  readonly reason: string;
  test(difference: Difference): boolean;
}

const newHwpt: KnownDifference = {
  reason:
    "The driver refuses to attach a device to the HWPT that an IOAS has for devices, with EINVAL: the kernel takes it for one that does not suit the device, and makes another (iommufd_device_auto_get_domain() in device.c). In the model a driver's failure ends the call.",
  // The first member of the union lies over the IDs of the mock device and, in its upper half, of the HWPT.
  test: ({ ioctl, field, expected, actual }) =>
    ioctl === 'IOMMU_TEST_CMD' && field === 'add_reserved.start' && low(expected) === low(actual),
};

/** How a scenario of upstream's selftest differs from the model, by its name. */
export function knownDifferences(scenario: string): readonly KnownDifference[] {
  return scenario === 'basic_fail_nth.map_two_domains' ? [newHwpt] : [];
}

function low(number: string): bigint {
  return BigInt.asUintN(32, BigInt(number));
}
