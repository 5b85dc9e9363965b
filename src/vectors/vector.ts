import type { Ioctl } from '../spec/interface.ts';
import type { SymbolicCall } from './call.ts';
import type { Difference } from './difference.ts';
import type { Target } from './targets.ts';
import type { BufferAfter } from './memory.ts';
import type { SymbolicValue } from './value.ts';

/** What is known of a member after a call. */
export type Expectation =
  | { readonly kind: 'equal'; readonly value: SymbolicValue }
  /** The kernel may choose: not 0 where `nonzero` says so, and a multiple of `multipleOf` where that is given. */
  | { readonly kind: 'chosen'; readonly nonzero: boolean; readonly multipleOf: SymbolicValue | null }
  /** The number of an open file. */
  | { readonly kind: 'descriptor' };

/** A member that the kernel may write, and what it holds after the call. */
export interface ExpectedOutput {
  /** A slot's key: `iova`, `allowed_iovas[0].last`. */
  readonly key: string;
  readonly expectation: Expectation;
  /** True where the member is not what the caller put there. */
  readonly written: boolean;
}

/** The same call without its mistakes. */
export interface Contrast {
  readonly call: SymbolicCall;
  /** Null for success. */
  readonly errno: string | null;
  /** What ends it; null for success. */
  readonly target: Target | null;
}

/**
 * A call made to end in one way, after set-up calls that succeed. It names no page size, address or ID, so that it holds
 * on every machine, in a test program and through an FFI.
 */
export interface Vector {
  /** Unique in its ioctl, a C identifier: `einval_length_zero`. */
  readonly name: string;
  readonly ioctl: Ioctl;
  readonly setup: readonly SymbolicCall[];
  readonly call: SymbolicCall;
  /** The step that ends the call; null for success. */
  readonly target: Target | null;
  /** Null for success. */
  readonly errno: string | null;
  readonly outputs: readonly ExpectedOutput[];
  /** What the call does to the buffer on the usual machine (world.ts). */
  readonly buffer: BufferAfter;
  /** Null where there is nothing to put back, as in a call that succeeds. */
  readonly contrast: Contrast | null;
  /** What differs from the contrast. Putting any one of them back, the call ends otherwise. */
  readonly changed: readonly Difference[];
  /**
   * The later step of two that the call would end at, where the vector is there to tell their order; the contrast ends at
   * it. Null of a call with one mistake.
   */
  readonly before: Target | null;
  /** Names of the capabilities without which the call would end otherwise. */
  readonly capabilities: readonly string[];
}

/** A target that has no vector, and why. */
export interface LeftOut {
  readonly target: Target;
  readonly why: 'device' | 'unreachable' | 'environment' | 'elsewhere' | 'not-found';
  readonly reason: string;
}

/** A target that is said to be out of reach, and a call that reaches it all the same. */
export interface Contradiction {
  readonly target: Target;
  readonly setup: readonly SymbolicCall[];
  readonly call: SymbolicCall;
}

export interface VectorReport {
  readonly ioctl: Ioctl;
  readonly vectors: readonly Vector[];
  readonly leftOut: readonly LeftOut[];
  readonly contradictions: readonly Contradiction[];
}
