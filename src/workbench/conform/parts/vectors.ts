import { conformVectors } from '../../../conform/vectors/conform-vectors.ts';
import type { Kernel } from '../../../conform/kernel.ts';
import { interfaceOf } from '../../load.ts';
import { rememberVectors } from '../../vectors.ts';
import type { PartOutcome } from '../message.ts';
import type { PartContext } from '../parts.ts';

/** The contract vectors, the coverage of errnos and the size rules. */
export function runVectors({
  subject,
  loaded,
  kernel,
  onStage,
}: PartContext & { readonly kernel: Kernel }): Promise<PartOutcome> {
  rememberVectors(subject, loaded, onStage);
  const result = conformVectors(
    interfaceOf(subject),
    subject.kind === 'proposal' ? subject.proposal : null,
    kernel,
    onStage,
  );
  const count = (outcome: string): number => result.results.filter((each) => each.outcome === outcome).length;
  return Promise.resolve({
    json: { vectors: { agreed: count('agreed'), differing: count('differing'), skipped: count('skipped') } },
    text: `vectors ${String(count('agreed'))} ${String(count('differing'))} ${String(count('skipped'))}`,
    failed: count('differing') > 0,
  });
}
