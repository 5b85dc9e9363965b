import type { CatalogueEntry } from './entry.ts';

const guest = 'abiwright conform --kernel ~/bzImage';

/** Talking to the kernel that abiwright runs on. They end the command with exit status 2. */
export const conformDeviceEntries = {
  CON0001: {
    severity: 'error',
    title: 'the device cannot be opened',
    why: 'Conformance is judged by calls on the device, so without it there is nothing to say, and saying nothing would look like agreement. The kernel may be built without it (CONFIG_IOMMUFD), its module not loaded, or this user not allowed.',
    bad: 'abiwright conform --device /dev/iommu     # as a user who may not open it',
    good: `modprobe iommufd\nsudo abiwright conform --device /dev/iommu\n${guest}`,
  },
  CON0002: {
    severity: 'error',
    title: 'the library that makes system calls cannot be loaded',
    why: 'System calls are made through koffi, whose binary for each platform is an optional package of its own. An installation that left optional packages out has none.',
    bad: 'npm ci --omit=optional',
    good: 'npm ci',
  },
  CON0003: {
    severity: 'error',
    title: 'no system calls are made on such a machine',
    why: 'The model is of a 64-bit little-endian Linux, with the numbers of flags, limits and requests that most architectures share. On another, a difference would tell of the machine and not of the kernel.',
    bad: 'abiwright conform --device /dev/iommu     # on macOS, or 32-bit ARM',
    good: guest,
  },
  CON0004: {
    severity: 'error',
    title: 'a generated selftest does not compile',
    why: 'The selftests are compiled with the header that is generated from the same spec. Where they do not compile, one of the two generators is wrong, or the C library lacks a header.',
    bad: 'abiwright conform --kernel ~/bzImage     # without the headers of the C library',
    good: 'apt-get install gcc libc6-dev\nabiwright conform --kernel ~/bzImage',
  },
} satisfies Record<string, CatalogueEntry>;
