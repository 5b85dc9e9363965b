import { EnvironmentError } from '../../host/errors.ts';
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

/**
 * The kernel that this runs on, to be called through a device. It opens contexts of its own, and touches nothing but what
 * it made: see `promise`.
 *
 * @throws EnvironmentError CON0001 where the device cannot be opened, CON0002 where there is no library, CON0003 where the
 * machine is of another kind
 */
export async function openDeviceKernel(device: string, on: Machine = thisMachine()): Promise<Kernel> {
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
