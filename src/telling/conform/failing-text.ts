import type { FailingResult } from '../../conform/random/run-failing.ts';
import type { Painter } from '../painter.ts';
import { labelled } from './labelled.ts';
import { differencesText } from './random-text.ts';
import type { SavedDifference } from './saved-difference.ts';

/**
 * What came of calls that were made to fail, for a terminal.
 *
 * @param saved the differences
 */
export function failingText(result: FailingResult, saved: readonly SavedDifference[], painter: Painter): string {
  const { seed, kinds, points } = result;
  const what = `${String(points)} failures in ${String(kinds.length)} kinds of call, ${String(saved.length)} differences`;
  return [labelled('failing allocations', what), ...differencesText(saved, seed, painter)].join('\n');
}
