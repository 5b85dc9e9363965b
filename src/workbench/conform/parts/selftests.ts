import { runSelftests } from '../../../conform/selftests/run-selftests.ts';
import { selftestsJson } from '../../../telling/conform/selftests-json.ts';
import { selftestsText } from '../../../telling/conform/selftests-text.ts';
import { painterOf } from '../../../telling/painter.ts';
import type { PartOutcome } from '../message.ts';
import type { PartContext } from '../parts.ts';

/** The generated selftests, which were compiled before. */
export async function runCompiledSelftests({ options, onStage }: PartContext): Promise<PartOutcome> {
  if (options.selftests === null) throw new Error('the selftests are not compiled');
  const results = await runSelftests(options.selftests, onStage);
  return {
    json: selftestsJson(results),
    text: selftestsText(results, painterOf(options.colour)),
    // None at all would be no agreement.
    failed: results.failed.length > 0 || results.passed.length === 0,
  };
}
