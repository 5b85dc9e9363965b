import type { Span } from '../../diagnostics/span.ts';
import type { Vector } from '../../vectors/vector.ts';

/** Something of a call that is not as the spec has it. */
export interface Mismatch {
  /** Which call: `the call`, `the call without its mistakes`, `set-up call 2, IOMMU_IOAS_MAP`. */
  readonly call: string;
  /** The member that holds something else; null where the call ended otherwise. */
  readonly member: string | null;
  /** An errno, `success`, or what the member holds. */
  readonly spec: string;
  readonly kernel: string;
  /** The step of the spec that decides it, or the ioctl. */
  readonly span: Span;
}

/** What came of performing a vector. */
export type VectorResult = { readonly vector: Vector } & (
  | { readonly outcome: 'agreed' }
  | { readonly outcome: 'differing'; readonly mismatches: readonly Mismatch[] }
  | {
      readonly outcome: 'skipped';
      readonly reason: string;
      /** What the call came to instead, an errno; null where it is not the call that could not be judged. */
      readonly answer: string | null;
    }
);
