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
}

export type RecordedEvent = TestEvent | DescriptorEvent | ExitEvent | IoctlEvent;
