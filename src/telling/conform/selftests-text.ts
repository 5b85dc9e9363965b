import type { SelftestResults } from '../../conform/selftests/read-tap.ts';
import { visible } from '../../diagnostics/visible.ts';
import type { Painter } from '../painter.ts';
import { labelled } from './labelled.ts';
import { reasonsText } from './vectors-text.ts';

/** What came of the generated selftests, for a terminal. */
export function selftestsText({ passed, failed, skipped }: SelftestResults, painter: Painter): string {
  return [
    labelled(
      'generated selftests',
      `${String(passed.length)} passed, ${String(failed.length)} failed, ${String(skipped.length)} skipped`,
    ),
    ...reasonsText(skipped),
    ...failed.flatMap(({ test, lines }) => [
      `${painter.bad('FAILED')} ${visible(test)}`,
      ...lines.map((line) => `     ${visible(line)}`),
    ]),
  ].join('\n');
}
