import { commentSafe } from './harmless.ts';

/** Columns that a line of kernel source may take. */
export const kernelColumns = 80;

/** What stands before a line of a comment. */
export const commentPrefix = ' * ';

function commentLines(lines: readonly string[]): string[] {
  return lines
    .flatMap((line) => commentSafe(line).split('\n'))
    .map((line) => (line === '' ? ' *' : commentPrefix + line));
}

/** A kernel-doc comment of these lines, which are wrapped already. */
export function kernelDocComment(lines: readonly string[]): string {
  return ['/**', ...commentLines(lines), ' */'].join('\n');
}

/** A comment of several lines in the kernel's style. */
export function blockComment(lines: readonly string[]): string {
  return ['/*', ...commentLines(lines), ' */'].join('\n');
}

/** A comment on one line. */
export function lineComment(text: string): string {
  return `/* ${commentSafe(text).replaceAll(/\s+/g, ' ').trim()} */`;
}
