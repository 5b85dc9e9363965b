import { visible } from '../../diagnostics/visible.ts';
import type { Painter } from '../painter.ts';
import { labelled } from './labelled.ts';
import { uncomparedKinds, type ToldErrno, type ToldMismatch, type ToldVectors } from './vectors-told.ts';

/** What came of the contract vectors, for a terminal. */
export function vectorsText(told: ToldVectors, painter: Painter): string {
  const { agreed, differing, skipped, devices, sizes, errnos } = told;
  const seen = errnos.reached + errnos.excused.length + errnos.skipped.length + errnos.missing.length;
  const notes = [
    ...(errnos.excused.length > 0 ? [`${String(errnos.excused.length)} excused`] : []),
    ...(errnos.skipped.length > 0 ? [`${String(errnos.skipped.length)} skipped`] : []),
  ];
  const aside = notes.length > 0 ? ` (${notes.join(', ')}: see --json)` : '';
  const all = sizes.agreed + sizes.differences.length;
  return [
    labelled('contract vectors', agreement(agreed, agreed + differing, skipped.length, 'skipped')),
    labelled('errnos', `${String(errnos.reached)} of ${String(seen)} reached${aside}`),
    labelled('sizes', agreement(sizes.agreed, all, sizes.notTried, 'not tried')),
    ...(devices
      ? []
      : [labelled('devices', `none (no CONFIG_IOMMUFD_TEST): ${String(errnos.withDevice)} errnos need one`)]),
    ...reasonsText(skipped),
    ...uncomparedKinds(told).map((each) => `${painter.bad('NOT COMPARED')} ${each}`),
    ...[...told.differences, ...sizes.differences].map((each) => mismatchText(each, painter)),
    ...errnos.missing.map((each) => missingText(each, painter)),
  ].join('\n');
}

function agreement(agreed: number, compared: number, others: number, how: string): string {
  return `${String(agreed)} of ${String(compared)} agree${others > 0 ? `, ${String(others)} ${how}` : ''}`;
}

/** Each reason for which something was skipped, with how often. */
export function reasonsText(skipped: readonly { readonly reason: string }[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => labelled('', `${String(count)} skipped: ${visible(reason)}`));
}

function mismatchText(
  { ioctl, vector, call, member, spec, kernel, file, line }: ToldMismatch,
  painter: Painter,
): string {
  return [
    `${painter.bad('DIFFERENCE')} ${ioctl} ${visible(vector)}, ${visible(call)}${member === null ? '' : `: ${visible(member)}`}`,
    `     kernel  ${visible(kernel)}`,
    `     spec    ${visible(spec)}      ${visible(file)}:${String(line)}`,
  ].join('\n');
}

function missingText({ ioctl, errno, step, reason, file, line }: ToldErrno, painter: Painter): string {
  return `${painter.bad('NOT REACHED')} ${errno} of ${ioctl} (${step}), ${visible(file)}:${String(line)}: ${visible(reason)}`;
}
