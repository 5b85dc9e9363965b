import type { FailingResult } from '../../conform/random/run-failing.ts';
import type { Painter } from '../painter.ts';
import { labelled } from './labelled.ts';
import { differencesText } from './random-text.ts';

/**
 * What came of calls that were made to fail, for a terminal.
 *
 * @param saved where each difference is kept, in their order
 */
export function failingText(result: FailingResult, saved: readonly string[], painter: Painter): string {
  const { seed, kinds, points, possible, differences } = result;
  if (!possible) return labelled('failing allocations', 'left out: the kernel has no fault injection (fail-nth)');
  const what = `${String(points)} failures in ${String(kinds.length)} kinds of call, ${String(differences.length)} differences`;
  return [labelled('failing allocations', what), ...differencesText(differences, seed, saved, painter)].join('\n');
}
