import type { RandomDifference } from '../../conform/random/random-difference.ts';
import type { RandomResult } from '../../conform/random/run-random.ts';
import { visible } from '../../diagnostics/visible.ts';
import type { Painter } from '../painter.ts';
import { labelled } from './labelled.ts';

/**
 * What came of random calls, for a terminal.
 *
 * @param saved where each difference is kept, in their order
 */
export function randomText(
  { seed, calls, differences, steps }: RandomResult,
  saved: readonly string[],
  painter: Painter,
): string {
  const number = new Intl.NumberFormat('en-US');
  const reached = steps.all - steps.unreached.length;
  return [
    labelled(
      'random sequences',
      `${number.format(calls)} calls, seed ${String(seed)}, ${String(differences.length)} differences; ${String(reached)} of ${String(steps.all)} steps`,
    ),
    ...differencesText(differences, seed, saved, painter),
  ].join('\n');
}

/** Each difference with the calls that show it. */
export function differencesText(
  differences: readonly RandomDifference[],
  seed: number,
  saved: readonly string[],
  painter: Painter,
): readonly string[] {
  return differences.map((each, index) => differenceText(each, seed, saved[index] ?? '', painter));
}

function differenceText(
  { calls, shrunkFrom, field, kernel, model, file, line }: RandomDifference,
  seed: number,
  saved: string,
  painter: Painter,
): string {
  const width = String(calls.length).length;
  const place = file === null ? '' : `      ${visible(file)}:${String(line)}`;
  const what = field === 'errno' ? '' : ` of ${visible(field)}`;
  return [
    `${painter.bad('DIFFERENCE')} after ${String(calls.length)} calls (shrunk from ${String(shrunkFrom)}), seed ${String(seed)}`,
    ...calls.map(
      ({ call, came }, index) => `  ${String(index + 1).padStart(width)}  ${visible(call)} -> ${visible(came)}`,
    ),
    `     kernel${what}  ${visible(kernel)}`,
    `     model${what}   ${visible(model)}${place}`,
    `  saved: ${visible(saved)}    again: abiwright replay ${visible(saved)}`,
  ].join('\n');
}
