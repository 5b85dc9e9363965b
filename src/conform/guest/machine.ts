import type { Accelerator } from './accelerator.ts';

/** What a guest is made of. Paths are the host's. */
export interface GuestMachine {
  /** A bzImage. */
  readonly kernel: string;
  readonly initramfs: string;
  /** The folder that the guest writes what it found out to. */
  readonly results: string;
  /** Words for the kernel's command line, behind its own. */
  readonly parameters: string;
  /** In MiB. */
  readonly memory: number;
}

/** The program that runs the guest. */
export const emulator = 'qemu-system-x86_64';

/** The descriptor of the emulator that the guest's second serial line, its progress, comes out of. */
export const progressDescriptor = 3;

/**
 * The words after `qemu-system-x86_64`: no network, no disk, no window. The console is standard output. The whole host is
 * shared for reading, and one folder for writing.
 */
export function machineArguments(machine: GuestMachine, accelerator: Accelerator): readonly string[] {
  return [
    ['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ['-M', 'q35', '-accel', accelerator, '-cpu', 'max', '-smp', '1', '-m', String(machine.memory)],
    [
      '-kernel',
      machine.kernel,
      '-initrd',
      machine.initramfs,
      '-append',
      `${kernelCommandLine} ${machine.parameters}`.trim(),
    ],
    ['-serial', 'stdio'],
    ['-chardev', `socket,id=progress,fd=${progressDescriptor}`, '-serial', 'chardev:progress'],
    share('host', '/', 'readonly=on,multidevs=remap'),
    share('results', machine.results, 'multidevs=remap'),
  ].flat();
}

/**
 * A panic ends the machine at once, an oops is a panic, and what is at least a warning (5 is one above KERN_WARNING)
 * is on the console.
 */
const kernelCommandLine = 'console=ttyS0 panic=-1 oops=panic loglevel=5';

/** A folder of the host as a file system of type 9p. A comma in the path ends an option, so two stand for one. */
function share(tag: string, path: string, more: string): readonly string[] {
  return [
    '-fsdev',
    `local,id=${tag},path=${path.replaceAll(',', ',,')},security_model=none,${more}`,
    '-device',
    `virtio-9p-pci,fsdev=${tag},mount_tag=${tag}`,
  ];
}
