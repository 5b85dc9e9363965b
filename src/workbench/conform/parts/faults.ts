import type { Performing } from '../../../conform/random/performing.ts';
import { runFailing } from '../../../conform/random/run-failing.ts';
import { failingJson } from '../../../telling/conform/failing-json.ts';
import { failingText } from '../../../telling/conform/failing-text.ts';
import { painterOf } from '../../../telling/painter.ts';
import { interfaceOf } from '../../load.ts';
import type { PartOutcome } from '../message.ts';
import type { PartContext } from '../parts.ts';
import { drawnIoctls } from './drawn-ioctls.ts';
import { saveDifferences } from './save-differences.ts';

/** Of the random calls, this many are made to find such that succeed, each of which is made to fail then. */
const share = 10;

/** Calls in which each allocation fails in turn. */
export async function runFaults(context: PartContext & { readonly performing: Performing }): Promise<PartOutcome> {
  const { subject, performing, options, onStage } = context;
  const { has, leftOut, note } = drawnIoctls(subject, options.implemented);
  const result = await runFailing(interfaceOf(subject), performing, {
    seed: options.seed,
    calls: Math.ceil(options.calls / share),
    has,
    progress: (points) => onStage(`failing allocations: ${String(points)}`),
  });
  const saved = saveDifferences(result.differences, `${String(options.seed)}-failing`, context);
  return {
    json: failingJson(result, saved, leftOut),
    text: [failingText(result, saved, painterOf(options.colour)), ...note].join('\n'),
    failed: result.differences.length > 0,
  };
}
