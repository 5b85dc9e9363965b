import type { RandomResult } from '../../conform/random/run-random.ts';
import { visible } from '../../diagnostics/visible.ts';
import type { Painter } from '../painter.ts';
import { labelled } from './labelled.ts';
import type { SavedDifference } from './saved-difference.ts';

/**
 * What came of random calls, for a terminal.
 *
 * @param saved the differences
 */
export function randomText(
  { seed, calls, wanted, steps }: RandomResult,
  saved: readonly SavedDifference[],
  painter: Painter,
): string {
  const number = new Intl.NumberFormat('en-US');
  const reached = steps.all - steps.unreached.length;
  const of = calls < wanted ? ` of ${number.format(wanted)}` : '';
  return [
    labelled(
      'random sequences',
      `${number.format(calls)}${of} calls, seed ${String(seed)}, ${String(saved.length)} differences; ${String(reached)} of ${String(steps.all)} steps`,
    ),
    ...differencesText(saved, seed, painter),
  ].join('\n');
}

/** Each difference with the calls that show it. */
export function differencesText(
  differences: readonly SavedDifference[],
  seed: number,
  painter: Painter,
): readonly string[] {
  return differences.map((each) => differenceText(each, seed, painter));
}

function differenceText(
  { calls, shrunkFrom, field, kernel, model, file, line, saved, replayedWith }: SavedDifference,
  seed: number,
  painter: Painter,
): string {
  const width = String(calls.length).length;
  const place = file === null ? '' : `      ${visible(file)}:${String(line)}`;
  const name = replayedWith === null ? '' : ` --with ${visible(replayedWith)}`;
  const what = field === 'errno' ? '' : ` of ${visible(field)}`;
  return [
    `${painter.bad('DIFFERENCE')} after ${String(calls.length)} calls (shrunk from ${String(shrunkFrom)}), seed ${String(seed)}`,
    ...calls.map(
      ({ call, came }, index) => `  ${String(index + 1).padStart(width)}  ${visible(call)} -> ${visible(came)}`,
    ),
    `     kernel${what}  ${visible(kernel)}`,
    `     model${what}   ${visible(model)}${place}`,
    `  saved: ${visible(saved)}    again: abiwright replay ${visible(saved)}${name}`,
  ].join('\n');
}
