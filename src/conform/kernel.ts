/**
 * Where calls are made: a real kernel (device/device-kernel.ts), or the model of one (model/model-kernel.ts). Everything is
 * synchronous, and made by one thread of one process. Addresses are this process's own, lengths are in bytes.
 */
export interface Kernel {
  /** As a report names it: `Linux 6.12.117 x86_64`, `the model of iommufd@v6.12`. */
  readonly name: string;
  /** The device that `open` opens: `/dev/iommu`. */
  readonly device: string;
  readonly pageSize: bigint;
  /** The largest page that the kernel makes anonymous memory of; the page size where it makes none larger. */
  readonly hugePageSize: bigint;

  /** Opens the device: a context of its own. */
  open(): Outcome;
  /** Makes another descriptor of the same file. */
  duplicate(descriptor: number): Outcome;
  /** Closes any descriptor: a context's, a file's, or one that a call gave (a fault queue's, an access's). */
  close(descriptor: number): Outcome;
  /**
   * ioctl(2).
   *
   * @param request the whole request word
   * @param parameter the third parameter as it is: an address, good or bad, or a number
   */
  ioctl(descriptor: number, request: number, parameter: bigint): Outcome;

  readonly memory: ProcessMemory;
  readonly process: ProcessDoors;
  /** @throws LeftOut where the kernel cannot be made to fail */
  readonly failures: FailureInjection;

  /** Gives back everything that was opened or mapped through this, and the limits and capabilities that the process had. */
  dispose(): void;
}

/** What a system call came to. */
export interface Outcome {
  /** What it returned; -1 for failure. */
  readonly result: number;
  /** The errno's name (`ENOENT`), or its digits where the specs know none of that number; null for success. */
  readonly errno: string | null;
}

/** The memory of the process that makes the calls. */
export interface ProcessMemory {
  /**
   * Opens a file of memory of its own.
   *
   * @throws KernelRefusal where the kernel makes none: no huge pages are free, for one
   */
  createFile(kind: FileKind, length: bigint): number;
  /** @throws KernelRefusal */
  map(mapping: Mapping): Region;
  /** Leaves nothing mapped there. The range may be any pages of a region. */
  unmap(address: bigint, length: bigint): void;
  /** Changes what may be done with whole pages of a region. */
  protect(address: bigint, length: bigint, access: Access): void;
  /** Whether all of it is mapped through this, readable or, if asked for, writable too. */
  covers(address: bigint, length: bigint, writable: boolean): boolean;
  /** @throws RangeError where any of it is not mapped readable through this */
  read(address: bigint, length: number): Uint8Array;
  /** @throws RangeError where any of it is not mapped writable through this */
  write(address: bigint, bytes: Uint8Array): void;
}

export type Access = 'none' | 'read' | 'read-write';

export type FileKind =
  /** memfd_create(2); it can be sealed. */
  | 'memfd'
  /** Of huge pages: MFD_HUGETLB. */
  | 'memfd-huge'
  /** A memfd whose descriptor may only be read. */
  | 'memfd-read-only'
  /** A memfd that is sealed against writing: F_SEAL_WRITE. */
  | 'memfd-sealed'
  /** /dev/null: an open file that is no memory. */
  | 'other';

export interface Mapping {
  /** Whole pages. */
  readonly length: bigint;
  readonly access: Access;
  /** Null for anonymous private memory of zeros; else a descriptor, whose memory is shared. */
  readonly file: number | null;
  /** Where in the file it starts. */
  readonly offset: bigint;
  /** A power of two, not less than a page, that the address is a multiple of. */
  readonly alignment: bigint;
}

export interface Region {
  readonly address: bigint;
  readonly length: bigint;
}

/** What is known and set of the process, apart from its calls. */
export interface ProcessDoors {
  readonly pid: number;
  /** What the process has pinned and locked (VmPin and VmLck of /proc/self/status). */
  ledgers(): Ledgers;
  /** RLIMIT_MEMLOCK, the soft one; null for no limit. */
  lockedLimit(): bigint | null;
  /** @throws KernelRefusal where the process may not */
  setLockedLimit(limit: bigint | null): void;
  /** Whether the process has had all capabilities from the start. */
  readonly capable: boolean;
  /** Drops all effective capabilities of the thread, or takes those back that it had. */
  setPrivileged(privileged: boolean): void;
}

/** In bytes. */
export interface Ledgers {
  readonly pinned: bigint;
  readonly locked: bigint;
}

/** Fault injection: CONFIG_FAULT_INJECTION, by /proc/self/task/TID/fail-nth. */
export interface FailureInjection {
  /**
   * ioctl(2), in which one point where the kernel may fail does.
   *
   * @param nth which of the call's, from 1
   */
  ioctl(descriptor: number, request: number, parameter: bigint, nth: number): FailingOutcome;
}

export interface FailingOutcome extends Outcome {
  /** False where the call had fewer such points than that, and so was an ordinary one. */
  readonly failed: boolean;
}

/** The kernel would not do what a run needs: that is no difference, but a reason to leave something out. */
export class KernelRefusal extends Error {
  /** What was refused: `memfd_create`. */
  readonly what: string;
  /** The errno's name. */
  readonly errno: string;

  constructor(what: string, errno: string) {
    super(`${what}: ${errno}`);
    this.what = what;
    this.errno = errno;
  }
}
