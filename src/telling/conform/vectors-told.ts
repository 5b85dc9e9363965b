import type { VectorConformance } from '../../conform/vectors/conform-vectors.ts';
import type { Span } from '../../diagnostics/span.ts';

/** Something that a kernel does otherwise than the spec says. */
export interface ToldMismatch {
  readonly ioctl: string;
  /** The vector's name, or the rule of a size. */
  readonly vector: string;
  /** Which call of it: `the call`, `set-up call 2, IOMMU_IOAS_MAP`. */
  readonly call: string;
  /** The member that differs; null where the call ended otherwise. */
  readonly member: string | null;
  readonly spec: string;
  readonly kernel: string;
  readonly file: string;
  readonly line: number;
}

/** A way for an ioctl to fail that was not seen, and why. */
export interface ToldErrno {
  readonly ioctl: string;
  readonly errno: string;
  /** The verbs and the step: `map-pages/2`. */
  readonly step: string;
  readonly reason: string;
  readonly file: string;
  readonly line: number;
}

/** What came of the contract vectors, as it is printed. */
export interface ToldVectors {
  readonly agreed: number;
  readonly differing: number;
  readonly skipped: readonly { readonly ioctl: string; readonly vector: string; readonly reason: string }[];
  readonly differences: readonly ToldMismatch[];
  readonly sizes: { readonly agreed: number; readonly notTried: number; readonly differences: readonly ToldMismatch[] };
  readonly errnos: {
    readonly reached: number;
    /** That no program can bring about. */
    readonly excused: readonly ToldErrno[];
    /** Whose vectors were skipped. */
    readonly skipped: readonly ToldErrno[];
    /** That should have been seen. */
    readonly missing: readonly ToldErrno[];
  };
}

export function tellVectors({ results, errnos, sizes }: VectorConformance): ToldVectors {
  const skipped = results.flatMap((each) => (each.outcome === 'skipped' ? [each] : []));
  const told = errnos.map(({ ioctl, target, standing, reason }) => ({
    standing,
    isSkipped: skipped.some(({ vector }) => vector.ioctl === ioctl && vector.target?.key === target.key),
    errno: {
      ioctl: ioctl.name,
      errno: target.errno,
      step: target.key,
      reason: reason ?? '',
      ...place(target.step.span),
    },
  }));
  const missing = told.filter(({ standing }) => standing === 'missing');
  return {
    agreed: results.filter(({ outcome }) => outcome === 'agreed').length,
    differing: results.filter(({ outcome }) => outcome === 'differing').length,
    skipped: skipped.map(({ vector, reason }) => ({ ioctl: vector.ioctl.name, vector: vector.name, reason })),
    differences: results.flatMap((each) =>
      each.outcome !== 'differing'
        ? []
        : each.mismatches.map(({ call, member, spec, kernel, span }) => ({
            ioctl: each.vector.ioctl.name,
            vector: each.vector.name,
            ...{ call, member, spec, kernel, ...place(span) },
          })),
    ),
    sizes: {
      agreed: sizes.filter(({ spec, kernel }) => spec === kernel).length,
      notTried: sizes.filter(({ kernel }) => kernel === null).length,
      differences: sizes.flatMap(({ ioctl, rule, spec, kernel, span }) =>
        kernel === null || kernel === spec
          ? []
          : [{ ioctl, vector: rule, call: 'the call', member: null, spec, kernel, ...place(span) }],
      ),
    },
    errnos: {
      reached: told.filter(({ standing }) => standing === 'reached').length,
      excused: told.filter(({ standing }) => standing === 'excused').map(({ errno }) => errno),
      skipped: missing.filter(({ isSkipped }) => isSkipped).map(({ errno }) => errno),
      missing: missing.filter(({ isSkipped }) => !isSkipped).map(({ errno }) => errno),
    },
  };
}

/** Whether kernel and spec differ, or an errno was not seen that should have been. */
export function vectorsFailed({ differing, sizes, errnos }: ToldVectors): boolean {
  return differing > 0 || sizes.differences.length > 0 || errnos.missing.length > 0;
}

function place({ file, line }: Span): { readonly file: string; readonly line: number } {
  return { file, line };
}
