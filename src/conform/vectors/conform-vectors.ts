import type { Interface, Proposal } from '../../spec/interface.ts';
import { findVectors } from '../../vectors/find.ts';
import type { VectorReport } from '../../vectors/vector.ts';
import type { Kernel } from '../kernel.ts';
import { errnoCoverage, type ErrnoStanding } from './errno-coverage.ts';
import { VectorPerformer } from './perform-vector.ts';
import { sizeRules, type SizeResult } from './size-rules.ts';
import type { VectorResult } from './vector-result.ts';

/** What came of all contract vectors of an interface on a kernel. */
export interface VectorConformance {
  readonly results: readonly VectorResult[];
  readonly errnos: readonly ErrnoStanding[];
  readonly sizes: readonly SizeResult[];
}

/**
 * Performs every vector of an interface on a kernel.
 *
 * @param proposal the proposal that the interface is of; null for a base
 * @param onStage told what is done next
 */
export function conformVectors(
  of: Interface,
  proposal: Proposal | null,
  kernel: Kernel,
  onStage: (stage: string) => void = () => undefined,
): VectorConformance {
  const reports: readonly VectorReport[] = of.ioctls.map((ioctl) => findVectors(of, ioctl));
  const performer = new VectorPerformer(of, proposal, kernel);
  const results = reports.flatMap((report) => {
    onStage(`vectors of ${report.ioctl.name}`);
    return report.vectors.map((vector) => performer.perform(vector));
  });
  onStage('sizes of arguments');
  const vectors = results.flatMap((each) => (each.outcome === 'skipped' ? [] : [each.vector]));
  return { results, errnos: errnoCoverage(of, reports, results), sizes: sizeRules(of, vectors, kernel) };
}
