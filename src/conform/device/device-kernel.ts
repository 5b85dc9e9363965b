import { EnvironmentError } from '../../host/errors.ts';
import { isCharacterDevice } from '../../host/is-character-device.ts';
import { thisMachine, type Machine } from '../../host/machine.ts';
import { readText } from '../../host/read.ts';
import type { FailureInjection, Kernel, Outcome } from '../kernel.ts';
import { DeviceFailures } from './device-failures.ts';
import { DeviceMemory } from './device-memory.ts';
import { DeviceProcess } from './device-process.ts';
import { loadLibc, type Libc } from './libc.ts';
import { O_CLOEXEC, O_RDWR, outcome } from './system-calls.ts';

const _SC_PAGESIZE = 30;

/** Where a kernel says how long a huge page is that it makes of anonymous memory; nowhere where it makes none. */
const hugePageFile = '/sys/kernel/mm/transparent_hugepage/hpage_pmd_size';

/** IOMMU_DESTROY: `_IO(';', 0x80)` of linux/iommufd.h. */
const destroy = 0x3b80;

/**
 * The kernel that this runs on, to be called through an iommufd device. It opens contexts of its own, and touches nothing
 * but what it made: see `promise`.
 *
 * @throws EnvironmentError CON0001 where the device cannot be opened, CON0002 where there is no library, CON0003 where the
 * machine is of another kind, CON0008 where the device is none of iommufd
 */
export async function openDeviceKernel(device: string, on: Machine = thisMachine()): Promise<Kernel> {
  const kernel = await openAnyDevice(device, on);
  try {
    requireIommufd(kernel);
  } catch (error) {
    kernel.dispose();
    throw error;
  }
  return kernel;
}

/**
 * Makes sure that a device is one of iommufd, before anything is called that could do harm. An iommufd looks at the size
 * that an argument begins with, and knows IOMMU_DESTROY of no object: a size of 0 and an argument that is not there end in
 * different errnos (EINVAL, EFAULT), also on a kernel that has them wrong. Whoever does not know the request answers both
 * alike: ENOTTY, or EINVAL as an old VFIO container.
 */
function requireIommufd(kernel: Kernel): void {
  const { device, memory, pageSize } = kernel;
  const refusal = (why: string): EnvironmentError =>
    new EnvironmentError(
      'CON0008',
      `${device} is not an iommufd device: ${why}`,
      'give the device of iommufd, /dev/iommu',
    );
  const { result } = kernel.open();
  if (!isCharacterDevice(result)) throw refusal('it is no character device');
  const mapping = { length: pageSize, access: 'read-write', file: null, offset: 0n, alignment: pageSize } as const;
  const { address } = memory.map(mapping);
  const [empty, missing] = [address, 0n].map((each) => kernel.ioctl(result, destroy, each).errno ?? 'success');
  memory.unmap(address, pageSize);
  kernel.close(result);
  if (empty === missing) throw refusal(`it answers IOMMU_DESTROY with ${String(empty)}, with an argument and without`);
}

/**
 * The same of any file that can be opened for reading and writing, for tests.
 *
 * @throws EnvironmentError CON0001 to CON0003
 */
export async function openAnyDevice(device: string, on: Machine = thisMachine()): Promise<Kernel> {
  if (on.platform !== 'linux' || !architectures.includes(on.architecture))
    throw new EnvironmentError(
      'CON0003',
      `no system calls are made on ${on.platform} ${on.architecture}`,
      'test a kernel in QEMU: abiwright conform --kernel BZIMAGE',
    );
  const libc = await loadLibc();
  const kernel = new DeviceKernel(libc, device, on);
  const first = kernel.open();
  if (first.errno !== null) {
    kernel.dispose();
    throw new EnvironmentError('CON0001', `${device} cannot be opened: ${first.errno}`, mends[first.errno] ?? null);
  }
  kernel.close(first.result);
  return kernel;
}

/** Little-endian, 64 bits, and the flags and request words of asm-generic. */
const architectures = ['x64', 'arm64', 'riscv64', 'loong64'];

const mends: Readonly<Record<string, string>> = {
  ENOENT: 'load the module (modprobe iommufd), or boot a kernel that has CONFIG_IOMMUFD',
  ENODEV: 'load the module (modprobe iommufd), or boot a kernel that has CONFIG_IOMMUFD',
  EACCES: 'run it as root, or as a user who may open the device',
  EPERM: 'run it as root, or as a user who may open the device',
};

/** What a run says before its first call, as sentences. */
export function promise(device: string): readonly string[] {
  return [
    `This calls the running kernel through ${device}, in contexts that it opens for itself.`,
    'It uses no device of the machine, no file and no memory but what it made, and gives all of it back.',
    'A kernel with a mistake may still crash: do not run it on a machine whose work you would miss.',
  ];
}

class DeviceKernel implements Kernel {
  readonly name: string;
  readonly device: string;
  readonly pageSize: bigint;
  readonly hugePageSize: bigint;
  readonly memory: DeviceMemory;
  readonly process: DeviceProcess;
  private readonly libc: Libc;
  private readonly descriptors = new Set<number>();
  private injection: DeviceFailures | null = null;

  constructor(libc: Libc, device: string, on: Machine) {
    this.libc = libc;
    this.device = device;
    this.name = `Linux ${on.release} ${on.machine}`;
    this.pageSize = BigInt(libc.sysconf(_SC_PAGESIZE));
    const huge = readText(hugePageFile);
    this.hugePageSize = huge.ok ? BigInt(huge.text.trim()) : this.pageSize;
    this.memory = new DeviceMemory(libc, this.descriptors);
    this.process = new DeviceProcess(libc, on.pid);
  }

  get failures(): FailureInjection {
    return (this.injection ??= DeviceFailures.open(this.libc));
  }

  open(): Outcome {
    return this.opened(this.libc.open(this.device, O_RDWR | O_CLOEXEC));
  }

  duplicate(descriptor: number): Outcome {
    return this.opened(this.libc.dup(descriptor));
  }

  close(descriptor: number): Outcome {
    this.descriptors.delete(descriptor);
    return outcome(this.libc, this.libc.close(descriptor));
  }

  ioctl(descriptor: number, request: number, parameter: bigint): Outcome {
    return outcome(this.libc, this.libc.ioctl(descriptor, request, parameter));
  }

  dispose(): void {
    this.injection?.dispose();
    for (const descriptor of [...this.descriptors]) this.close(descriptor);
    this.memory.dispose();
    this.process.dispose();
  }

  private opened(result: number): Outcome {
    if (result >= 0) this.descriptors.add(result);
    return outcome(this.libc, result);
  }
}
