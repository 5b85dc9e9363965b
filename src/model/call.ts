import type { Origin } from '../machine/program.ts';
import type { Telling } from '../machine/run.ts';
import type { UserMemory } from './user-memory.ts';

/** One ioctl(2) call as userspace makes it. */
export interface Call {
  readonly request: number;
  /** The argument; null where the pointer is bad. Its first u32 says how long it claims to be. */
  readonly argument: Uint8Array | null;
  /** Given where `argument` is not all that there is. */
  readonly unseen?: Unseen;
  readonly memory: UserMemory;
  /** Whether the caller has every capability. */
  readonly privileged: boolean;
  /** Numbers to choose where the kernel may choose any, by preference. */
  readonly preferred: readonly bigint[];
  /** What the members of the argument have become in a recording: preferred for the choices that they tell. */
  readonly recorded?: ReadonlyMap<string, bigint>;
  /** True where the argument lies in memory that can be read only, so that no reply reaches it. */
  readonly readOnly?: boolean;
  /** Which of the steps fails that may, as an allocation may; none where absent. */
  readonly failure?: Failure;
}

/** A failure that the caller did not cause. */
export interface Failure {
  /** The steps that may fail are counted from 1 as the call comes to them. */
  readonly nth: number;
  /** What a driver returns, where the step leaves it to the driver. */
  readonly driverErrno: string;
}

/** What userspace has of an argument beside the bytes that are known. */
export interface Unseen {
  /** How long the argument claims to be, in bytes; null where not even that can be read. */
  readonly size: number | null;
  /** What lies between the bytes that are known and that length. */
  readonly rest: 'nothing' | 'zeros' | 'a byte that is set';
}

export interface CallResult {
  /** The errno's name; null for success. */
  readonly errno: string | null;
  /** The argument after the call; null where it could not be read. */
  readonly argument: Uint8Array | null;
  /** The step that ended the call; null for success. */
  readonly by: Origin | null;
  /** True where the call would sleep for ever. */
  readonly blocked: boolean;
  /** True where the call came to a step that says what stays, also where it fails. */
  readonly kept: boolean;
  readonly telling: Telling;
  /** How many steps the call came to that may fail. */
  readonly mayFail: number;
}
