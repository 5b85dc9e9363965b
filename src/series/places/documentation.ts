import { required } from './failure.ts';

/** Whether line `at` is a title that is underlined with `mark`. */
function isTitle(lines: readonly string[], at: number, mark: string): boolean {
  const [title, underline] = [lines[at] ?? '', lines[at + 1] ?? ''];
  return title.trim() !== '' && underline.length >= title.length && underline.split('').every((each) => each === mark);
}

/**
 * Adds a subsection at the end of the section that prints a header's kernel-doc.
 *
 * @param section reST; its title is one level below that of a section
 */
export function addDocumentation(source: string, header: string, section: string): string {
  const lines = source.split('\n');
  const directive = `.. kernel-doc:: ${header}`;
  const found = lines.findIndex((line) => line.trimEnd() === directive);
  const at = required(found < 0 ? null : found, `the line "${directive}"`);
  const end = lines.findIndex((_, line) => line > at && isTitle(lines, line, '='));
  const until = end < 0 ? lines.length : end;
  const before = lines.slice(0, until).join('\n').trimEnd();
  const after = lines.slice(until).join('\n');
  return `${before}\n\n${section.trim()}\n${after === '' ? '' : `\n${after}`}`;
}
