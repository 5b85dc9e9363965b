import type { Performing } from '../../../conform/random/performing.ts';
import { runRandom, type RandomResult } from '../../../conform/random/run-random.ts';
import { randomJson } from '../../../telling/conform/random-json.ts';
import { randomText } from '../../../telling/conform/random-text.ts';
import { painterOf } from '../../../telling/painter.ts';
import { interfaceOf } from '../../load.ts';
import type { PartOutcome } from '../message.ts';
import type { PartContext } from '../parts.ts';
import { drawnIoctls } from './drawn-ioctls.ts';
import { saveDifferences } from './save-differences.ts';

/** Random sequences of calls, compared with the model. */
export async function runRandomCalls({
  subject,
  performing,
  options,
  onStage,
  tell,
}: PartContext & { readonly performing: Performing }): Promise<PartOutcome> {
  const { seed, calls, implemented } = options;
  const { has, leftOut, note } = drawnIoctls(subject, implemented);
  const outcome = (result: RandomResult): PartOutcome => {
    const saved = saveDifferences(result.differences, String(seed), { options, tell });
    return {
      json: randomJson(result, saved, leftOut),
      text: [randomText(result, saved, painterOf(options.colour)), ...note].join('\n'),
      failed: result.differences.length > 0,
    };
  };
  const result = await runRandom(interfaceOf(subject), performing, {
    seed,
    calls,
    has,
    progress: (made) => onStage(`random calls: ${String(made)} of ${String(calls)}, seed ${String(seed)}`),
    interim: (soFar) => tell({ kind: 'part', part: 'random', ...outcome(soFar) }),
  });
  return outcome(result);
}
