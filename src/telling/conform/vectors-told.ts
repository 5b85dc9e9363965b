import type { VectorConformance } from '../../conform/vectors/conform-vectors.ts';
import type { ErrnoStanding } from '../../conform/vectors/errno-coverage.ts';
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
  /** Whether the kernel has devices for tests. */
  readonly devices: boolean;
  readonly sizes: { readonly agreed: number; readonly notTried: number; readonly differences: readonly ToldMismatch[] };
  readonly errnos: {
    readonly reached: number;
    /** That no program can bring about on this kernel. */
    readonly excused: readonly ToldErrno[];
    /** Whose vectors were skipped. */
    readonly skipped: readonly ToldErrno[];
    /** That should have been seen. */
    readonly missing: readonly ToldErrno[];
    /** How many are excused that could be seen if the kernel had devices for tests. */
    readonly withDevice: number;
  };
}

export function tellVectors({ results, errnos, sizes, devices }: VectorConformance): ToldVectors {
  const skipped = results.flatMap((each) => (each.outcome === 'skipped' ? [each] : []));
  const standingAt = (standing: ErrnoStanding['standing']): readonly ToldErrno[] =>
    errnos.filter((each) => each.standing === standing).map(toldErrno);
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
    devices,
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
      reached: errnos.filter(({ standing }) => standing === 'reached').length,
      excused: standingAt('excused'),
      skipped: standingAt('skipped'),
      missing: standingAt('missing'),
      withDevice: errnos.filter(({ standing, isForDevice }) => standing === 'excused' && isForDevice).length,
    },
  };
}

/** Whether kernel and spec differ, an errno was not seen that should have been, or nothing was compared. */
export function vectorsFailed(told: ToldVectors): boolean {
  const { differing, sizes, errnos } = told;
  return differing > 0 || sizes.differences.length > 0 || errnos.missing.length > 0 || uncomparedKinds(told).length > 0;
}

/** Of what nothing was compared: none at all would be no agreement. */
export function uncomparedKinds({ agreed, differing, sizes }: ToldVectors): readonly string[] {
  return [
    ...(agreed + differing === 0 ? ['contract vectors'] : []),
    ...(sizes.agreed + sizes.differences.length === 0 && sizes.notTried > 0 ? ['sizes of arguments'] : []),
  ];
}

function toldErrno({ ioctl, target, reason }: ErrnoStanding): ToldErrno {
  const { key, errno, step } = target;
  return { ioctl: ioctl.name, errno, step: key, reason: reason ?? '', ...place(step.span) };
}

function place({ file, line }: Span): { readonly file: string; readonly line: number } {
  return { file, line };
}
