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
  CON0005: {
    severity: 'error',
    title: 'random calls cannot be made by this user, or on this kernel',
    why: 'They are made with all capabilities and with none, and RLIMIT_MEMLOCK is raised and lowered between them. The model knows what each of that comes to. It does not know what a process may do that has some capabilities and not others, or one that is root in a container only. Vectors that need a capability are skipped for such a user, and the others are performed. The same is said where the kernel refuses something else that a part needs, as memory.',
    bad: 'abiwright conform --only random     # as a user who may open the device',
    good: `sudo abiwright conform --only random\n${guest}`,
  },
  CON0006: {
    severity: 'error',
    title: 'random calls are for pages of 4096 bytes',
    why: 'Addresses and lengths are drawn as multiples of 4096, and the model pins and counts such pages. On a kernel with larger ones a mapping of 4096 bytes ends in EINVAL, as it should, and would be told as a difference.',
    bad: 'abiwright conform --only random     # on arm64 with CONFIG_ARM64_64K_PAGES',
    good: 'CONFIG_ARM64_4K_PAGES=y',
  },
  CON0007: {
    severity: 'error',
    title: 'no call could be made to fail',
    why: 'Failing calls take the fault injection of the kernel, by /proc/self/task/TID/fail-nth, and its settings in debugfs, which only root may change. They also take random calls that succeed. Where one of these is not there, nothing was compared, and that must not look like agreement.',
    bad: '# CONFIG_FAULT_INJECTION is not set',
    good: 'CONFIG_FAULT_INJECTION=y\nCONFIG_FAULT_INJECTION_DEBUG_FS=y\nCONFIG_FAILSLAB=y\nCONFIG_FAIL_PAGE_ALLOC=y',
  },
  CON0008: {
    severity: 'error',
    title: 'the device is not one of iommufd',
    why: 'Calls with arguments of all kinds are made on the device. Those of iommufd were made for that; on a disk or another device nobody knows what they would do. So it must be a character device, and answer IOMMU_DESTROY with one errno where the size is 0 and with another where there is no argument, as only who knows that request does.',
    bad: 'abiwright conform --device /dev/sda',
    good: 'abiwright conform --device /dev/iommu',
  },
} satisfies Record<string, CatalogueEntry>;
