import { visible } from '../../diagnostics/visible.ts';
import type { Reason } from '../../conform/left-out.ts';
import type { Painter } from '../painter.ts';
import { labelled } from './labelled.ts';

/** Why a part of a run was left out, for a terminal. */
export function leftOutText(label: string, { code, message, fix }: Reason, painter: Painter): string {
  return [
    labelled(label, `left out: ${visible(message)}`),
    ...(fix === null ? [] : [`  ${painter.good('fix:')} ${visible(fix)}`]),
    `  ${painter.faint('why:')} abiwright explain ${code}`,
  ].join('\n');
}
