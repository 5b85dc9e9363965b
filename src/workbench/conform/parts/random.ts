import type { Performing } from '../../../conform/random/performing.ts';
import { runRandom } from '../../../conform/random/run-random.ts';
import { interfaceOf } from '../../load.ts';
import type { PartOutcome } from '../message.ts';
import type { PartContext } from '../parts.ts';

/** Random sequences of calls, compared with the model. */
export async function runRandomCalls({
  subject,
  performing,
  options,
  onStage,
  tell,
}: PartContext & { readonly performing: Performing }): Promise<PartOutcome> {
  const { seed, calls } = options;
  const result = await runRandom(interfaceOf(subject), performing, {
    seed,
    calls,
    progress: (made) => onStage(`random calls: ${String(made)} of ${String(calls)}, seed ${String(seed)}`),
  });
  for (const { recording } of result.differences)
    tell({ kind: 'file', path: `${String(seed)}.jsonl`, text: recording });
  return {
    json: { random: result },
    text: `random ${String(result.calls)} ${JSON.stringify(result.differences, null, 1)}`,
    failed: result.differences.length > 0,
  };
}
