import { kernelText, troubleText } from '../../telling/conform/kernel-text.ts';
import type { Painter } from '../../telling/painter.ts';
import type { ConformReport } from './report.ts';

/** A report as a terminal shows it. */
export function reportText({ kernel, boot, parts, troubles }: ConformReport, painter: Painter): string {
  return [
    kernelText(kernel, boot, painter),
    ...parts.map(({ text }) => text),
    ...troubles.map((each) => `\n${troubleText(each, painter)}`),
  ].join('\n');
}
