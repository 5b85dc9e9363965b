import type { Difference } from '../../src/recording/difference.ts';

/** A way in which the model is known to differ from a recorded kernel. */
export interface KnownDifference {
  readonly reason: string;
  test(difference: Difference): boolean;
}

const newHwpt: KnownDifference = {
  reason:
    "The driver refuses to attach a device to the HWPT that an IOAS has for devices, with EINVAL: the kernel takes it for one that does not suit the device, and makes another (iommufd_device_auto_get_domain() in device.c). In the model a driver's failure ends the call.",
  test: ({ ioctl, field, recording }) =>
    ioctl === 'IOMMU_TEST_CMD' && field === 'add_reserved.start' && recording.line > 0,
};

/** How a scenario of upstream's selftest differs from the model, by its name. */
export function knownDifferences(scenario: string): readonly KnownDifference[] {
  return scenario === 'basic_fail_nth.map_two_domains' ? [newHwpt] : [];
}
