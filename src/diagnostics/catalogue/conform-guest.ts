import type { CatalogueEntry } from './entry.ts';

const run = 'abiwright conform --kernel ~/bzImage';
const build = 'abiwright conform --tree ~/linux';

/** What a kernel does beyond what its calls return, and what keeps one from being compared at all. */
export const conformGuestEntries = {
  CON0101: {
    severity: 'error',
    title: 'the kernel panicked',
    why: 'A call, whatever its argument is, must not stop the machine. The parts of the run that were done before are in the report, and the one that was at work is not; the seed, which is printed before, brings the same calls again.',
    bad: 'Kernel panic - not syncing: Fatal exception',
    good: `${run} --seed 7     # the same calls, to see it again`,
  },
  CON0102: {
    severity: 'error',
    title: 'the lock checker reported',
    why: 'With CONFIG_PROVE_LOCKING the kernel checks in which order and context locks are taken, also where nothing has gone wrong yet. After its first report it is off, so no later result says anything of locks.',
    bad: 'WARNING: possible circular locking dependency detected',
    good: run,
  },
  CON0103: {
    severity: 'error',
    title: 'the kernel found a fault of its own',
    why: 'A BUG, an oops, or a report of KASAN, UBSAN or a list check says that the kernel has used memory wrongly or come to what it takes to be impossible. What its calls return afterwards cannot be trusted.',
    bad: 'BUG: KASAN: slab-use-after-free in iopt_unmap_iova_range',
    good: run,
  },
  CON0104: {
    severity: 'error',
    title: 'the kernel warned',
    why: 'A WARN says that an assumption of the code does not hold. A program without privileges must not be able to bring it about; on machines with panic_on_warn it stops them.',
    bad: 'WARNING: CPU: 0 PID: 61 at drivers/iommu/iommufd/pages.c:401',
    good: run,
  },
  CON0105: {
    severity: 'error',
    title: 'a call does not return',
    why: 'A call that sleeps, or runs, for longer than any argument of the tests can take is taken to be stuck. A process in it can often not even be killed.',
    bad: 'close(14) sleeps in iommufd_object_remove for 30 s',
    good: `${run} --call-limit 120     # where the machine is that slow`,
  },
  CON0106: {
    severity: 'error',
    title: 'the guest did not come up',
    why: 'A kernel that prints nothing on its first serial line, or starts no program, has not been tested, and that must not look like agreement. It may be built for another machine, without CONFIG_SERIAL_8250_CONSOLE or without CONFIG_BLK_DEV_INITRD, or hang as it starts.',
    bad: run,
    good: build,
  },
  CON0107: {
    severity: 'error',
    title: 'the guest ended before anything was compared',
    why: "To run a command on the host's own files, the kernel needs 9p over virtio (CONFIG_NET_9P_VIRTIO, CONFIG_9P_FS), devtmpfs, proc, sysfs and tmpfs. What it did last is shown.",
    bad: run,
    good: build,
  },
  CON0108: {
    severity: 'error',
    title: "the guest's kernel does not have the device",
    why: 'Without the device there is nothing to compare. The kernel needs CONFIG_IOMMUFD built in, not as a module: a guest loads none.',
    bad: 'CONFIG_IOMMUFD=m',
    good: 'CONFIG_IOMMUFD=y\nCONFIG_IOMMUFD_TEST=y     # for mock devices',
  },
  CON0109: {
    severity: 'error',
    title: 'QEMU ended by itself',
    why: 'It was killed, or could not run the machine. That says nothing of the kernel.',
    bad: 'pkill qemu     # in the middle of a run',
    good: run,
  },
  CON0110: {
    severity: 'error',
    title: 'what boots a kernel is missing',
    why: 'A guest takes QEMU for x86_64, a statically linked busybox, and a bzImage.',
    bad: 'abiwright conform --kernel ~/linux/vmlinux',
    good: 'apt-get install qemu-system-x86 busybox-static\nabiwright conform --kernel ~/linux/arch/x86/boot/bzImage',
  },
  CON0111: {
    severity: 'error',
    title: 'the run was not done in time',
    why: 'All of a run has a time limit, so that a run without supervision ends. What it was at is shown. Where nothing is stuck, a machine without KVM needs a higher limit or fewer calls.',
    bad: `${run} --calls 10000000`,
    good: `${run} --calls 10000000 --time-limit 7200`,
  },
  CON0112: {
    severity: 'error',
    title: 'the results of the guest did not come back',
    why: 'A guest writes what it found out into a temporary folder of the host. Where that file system is full, or the file is damaged, there is no result, and that must not look like agreement.',
    bad: `TMPDIR=/mnt/full ${run}`,
    good: `TMPDIR=/var/tmp ${run}`,
  },
  CON0113: {
    severity: 'error',
    title: 'the kernel could not be built',
    why: "What --tree names is built before it is booted, in the user's cache directory. What the compiler or make said is shown.",
    bad: build,
    good: 'make -C ~/linux allnoconfig drivers/iommu/     # what does the compiler say?',
  },
  CON0114: {
    severity: 'error',
    title: 'the program that makes the calls ended',
    why: 'Calls are made by a process of its own, which is watched. Where it ends without a result, something ended it: the kernel with a signal, or a shortage of memory.',
    bad: 'the calls were ended by SIGSEGV',
    good: `${run} --seed 7     # the same calls, to see it again`,
  },
} satisfies Record<string, CatalogueEntry>;
