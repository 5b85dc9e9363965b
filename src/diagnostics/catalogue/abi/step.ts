import type { CatalogueEntry } from '../entry.ts';
import { lines } from '../lines.ts';

/** What the steps promise. */
export const abiStepEntries = {
  ABI0070: {
    severity: 'error',
    title: 'ENOSYS from an ioctl',
    why: 'ENOSYS says that the system call itself does not exist, and C libraries act on that. An unknown ioctl is ENOTTY, something that this kernel does not offer is EOPNOTSUPP.',
    bad: lines('steps:', '  - { reject: size > 64, errno: ENOSYS }'),
    good: lines('steps:', '  - { reject: size > 64, errno: EOPNOTSUPP }'),
    source: 'Linux scripts/checkpatch.pl; Documentation/process/adding-syscalls.rst',
  },
  ABI0071: {
    severity: 'warning',
    title: 'an errno that nothing explains',
    why: 'The family says what some errnos mean everywhere. Any other errno means what this check makes of it, and who gets it has only the documentation to find out.',
    bad: lines('steps:', '  - { reject: size > 64, errno: EBUSY }'),
    good: lines('steps:', '  - reject: size > 64', '    errno: EBUSY', '    doc: Another call is using the room.'),
    source: 'Linux include/uapi/linux/iommufd.h, the comment at its top',
  },
  ABI0072: {
    severity: 'warning',
    title: 'an array of any length',
    why: 'The caller chooses how many elements there are. Without a limit one call can keep the kernel copying, or holding a lock, for as long as the caller likes.',
    bad: lines(
      'fields:',
      '  - { name: size, type: u32, role: size }',
      '  - { name: count, type: u32, role: length, unit: elements, doc: How many. }',
      '  - { name: ranges, type: aligned_u64, role: pointer, points-to: iommu_iova_range, doc: Which. }',
      'steps:',
      '  - { each: range, of: iommu_iova_range, at: ranges, count: count, errno: EFAULT, do: [] }',
    ),
    good: lines(
      'fields:',
      '  - { name: size, type: u32, role: size }',
      '  - { name: count, type: u32, role: length, unit: elements, doc: How many; at most 4096. }',
      '  - { name: ranges, type: aligned_u64, role: pointer, points-to: iommu_iova_range, doc: Which. }',
      'steps:',
      '  - { reject: count > 4096, errno: EINVAL }',
      '  - { each: range, of: iommu_iova_range, at: ranges, count: count, errno: EFAULT, do: [] }',
    ),
    source: 'Linux Documentation/process/botching-up-ioctls.rst, "Basics"',
  },
  ABI0073: {
    severity: 'error',
    title: 'a check of the call itself is missing',
    why: 'ENOTTY, EINVAL and E2BIG before anything else are how a program learns that a kernel lacks an ioctl, that its argument is too short, or that the kernel does not know a member which it set. Extensible arguments rest on these three.',
    bad: lines('entry:', '  - { reject: "!known_request", errno: ENOSYS }'),
    good: lines(
      'entry:',
      '  - { reject: "!known_request", errno: ENOTTY }',
      '  - { reject: size < min_size, errno: EINVAL }',
      '  - { reject: tail_nonzero, errno: E2BIG }',
    ),
    source:
      'Linux drivers/iommu/iommufd/main.c, iommufd_fops_ioctl(); include/linux/uaccess.h, copy_struct_from_user()',
  },
} satisfies Record<string, CatalogueEntry>;
