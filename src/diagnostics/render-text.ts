import { relative } from 'node:path';
import pc from 'picocolors';
import { excerpt } from './excerpt.ts';
import type { Finding } from './finding.ts';
import { inOrder } from './finding.ts';
import type { Span } from './span.ts';
import { visible } from './visible.ts';

/** The text of each file that findings point into, by the name that their spans give it. */
export type Sources = ReadonlyMap<string, string>;

export interface TextOptions {
  readonly colour: boolean;
  /** File names are shown relative to this folder; spans hold absolute names, or names relative to it. */
  readonly folder: string;
  /** Columns of the terminal; longer source lines are cut to a window around the caret. */
  readonly columns: number;
}

/**
 * Prints findings for people, in the order of their place: `file:line:column: severity code: message`, the source line
 * with a caret, the fix, and where to read why. Empty for no findings; else it ends without a newline.
 */
export function renderText(findings: readonly Finding[], sources: Sources, options: TextOptions): string {
  const colours = pc.createColors(options.colour);
  const linesOf = memoised((file: string) => sources.get(file)?.split(/\r\n|[\r\n]/) ?? []);

  const one = (each: Finding): string => {
    const { file, line, column } = each.span;
    const paint = each.severity === 'error' ? colours.red : colours.yellow;
    const place = `${visible(shownPath(file, options.folder))}:${line}:${column}:`;
    const text = [
      `${colours.bold(place)} ${paint(`${each.severity} ${each.code}:`)} ${visible(each.message)}`,
      ...drawn(each.span, linesOf(file)[line - 1], options.columns, paint),
    ];
    if (each.fix !== undefined) text.push(`  ${colours.green('fix:')} ${visible(each.fix)}`);
    text.push(`  ${colours.dim('why:')} abiwright explain ${each.code}`);
    return text.join('\n');
  };

  return inOrder(findings).map(one).join('\n\n');
}

/** `2 errors, 1 warning`, `no findings`. */
export function countText(findings: readonly Finding[]): string {
  const errors = findings.filter((each) => each.severity === 'error').length;
  const warnings = findings.length - errors;
  const parts = [];
  if (errors > 0) parts.push(`${errors} error${errors === 1 ? '' : 's'}`);
  if (warnings > 0) parts.push(`${warnings} warning${warnings === 1 ? '' : 's'}`);
  return parts.join(', ') || 'no findings';
}

/** The name of a file as a person in `folder` would type it; files elsewhere keep their absolute name. */
export function shownPath(file: string, folder: string): string {
  const path = relative(folder, file);
  return path === '' || path.startsWith('..') ? file : path;
}

function drawn(span: Span, line: string | undefined, columns: number, paint: (text: string) => string): string[] {
  if (line === undefined || isWholeFile(span)) return [];
  const gutter = String(span.line).padStart(5);
  const shown = excerpt(line, span, Math.max(20, columns - gutter.length - 3));
  const underline = `^${'~'.repeat(shown.length - 1)}`;
  return [
    `${gutter} | ${shown.line}`.trimEnd(),
    `${' '.repeat(gutter.length)} | ${' '.repeat(shown.indent)}${paint(underline)}`,
  ];
}

/** True of the span that `wholeFile` makes: no line is to blame, so none is shown. */
function isWholeFile(span: Span): boolean {
  return span.line === 1 && span.column === 1 && span.endLine === 1 && span.endColumn === 1;
}

function memoised<Value>(compute: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
