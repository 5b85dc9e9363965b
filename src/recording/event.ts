/** A part of user memory that was mapped when the call was made. Addresses are the recorded process's. */
export interface MappedRange {
  readonly start: bigint;
  /** The first address behind it. */
  readonly end: bigint;
  readonly readable: boolean;
  readonly writable: boolean;
}

interface Recorded {
  /** The line of the recording, from 1. */
  readonly line: number;
  readonly pid: number;
}

/** Starts a scenario. */
export interface TestEvent extends Recorded {
  readonly op: 'test';
  readonly name: string;
}

export interface DescriptorEvent extends Recorded {
  readonly op: 'open' | 'close';
  readonly path: string;
  readonly fd: number;
}

/** A process ended, and with it its memory and its descriptors. */
export interface ExitEvent extends Recorded {
  readonly op: 'exit';
}

/** A descriptor became a copy of another one of the process. */
export interface DupEvent extends Recorded {
  readonly op: 'dup';
  readonly path: string;
  readonly fd: number;
  readonly from: number;
}

/** A process came into being, with copies of its parent's memory and descriptors. */
export interface ForkEvent extends Recorded {
  readonly op: 'fork';
  readonly parent: number;
}

/** A process executes a program, the first or another one: its memory is new. */
export interface ExecEvent extends Recorded {
  readonly op: 'exec';
  /** The descriptors of the device, and those that calls gave, which are still open. */
  readonly fds: readonly number[];
}

export interface IoctlEvent extends Recorded {
  readonly op: 'ioctl';
  readonly fd: number;
  /** The whole request word. */
  readonly request: number;
  /** The first u32 of the argument: how long it claims to be, in bytes; 0 where that could not be read. */
  readonly size: number;
  /**
   * The argument before and after the call, of the same length; null where not all of it could be read. Of a long one
   * only the beginning is recorded.
   */
  readonly in: Uint8Array | null;
  readonly out: Uint8Array | null;
  /** The third parameter of ioctl(2) itself, where it was recorded: a number for some calls. */
  readonly parameter: bigint | null;
  /** What the call returned, -1 for failure; `errno` is 0 for success. */
  readonly ret: number;
  readonly errno: number;
  /** What was mapped of the memory that the argument refers to; null where it refers to none. */
  readonly memory: readonly MappedRange[] | null;
  /** The array that the argument refers to before and after the call, of the same length; null where there is none. */
  readonly arrayIn: Uint8Array | null;
  readonly arrayOut: Uint8Array | null;
  /** Whether fault injection made something fail in the call that the caller had no part in: an allocation. */
  readonly failed: boolean;
  /** Whether the caller had its capabilities. */
  readonly privileged: boolean;
  /** True where the argument lay in memory that could be read only. */
  readonly readOnly: boolean;
}

/** RLIMIT_MEMLOCK was set. */
export interface LimitEvent extends Recorded {
  readonly op: 'limit';
  /** Null for no limit. */
  readonly pages: number | null;
}

/** What a process had pinned and locked (VmPin and VmLck), in pages. */
export interface LedgersEvent extends Recorded {
  readonly op: 'ledgers';
  readonly pinned: number;
  readonly locked: number;
}

export type RecordedEvent =
  TestEvent | DescriptorEvent | DupEvent | ForkEvent | ExecEvent | ExitEvent | IoctlEvent | LimitEvent | LedgersEvent;
