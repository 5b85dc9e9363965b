import type { Kernel } from '../../../conform/kernel.ts';
import { conformVectors } from '../../../conform/vectors/conform-vectors.ts';
import { painterOf } from '../../../telling/painter.ts';
import { vectorsJson } from '../../../telling/conform/vectors-json.ts';
import { vectorsText } from '../../../telling/conform/vectors-text.ts';
import { tellVectors, vectorsFailed } from '../../../telling/conform/vectors-told.ts';
import { interfaceOf } from '../../load.ts';
import { rememberDeviceVectors, rememberVectors } from '../../vectors.ts';
import type { PartOutcome } from '../message.ts';
import type { PartContext } from '../parts.ts';

/** The contract vectors, the coverage of errnos and the size rules. */
export function runVectors({
  subject,
  loaded,
  kernel,
  options,
  onStage,
}: PartContext & { readonly kernel: Kernel }): Promise<PartOutcome> {
  rememberVectors(subject, loaded, onStage);
  rememberDeviceVectors(subject, loaded, onStage);
  const proposal = subject.kind === 'proposal' ? subject.proposal : null;
  const told = tellVectors(conformVectors(interfaceOf(subject), proposal, kernel, options.implemented, onStage));
  return Promise.resolve({
    json: vectorsJson(told),
    text: vectorsText(told, painterOf(options.colour)),
    failed: vectorsFailed(told),
  });
}
