import { finding, type Finding } from '../../diagnostics/finding.ts';

/**
 * Characters that steer a terminal, end a line for some readers only, are not seen, or change the direction of text:
 * what a reader of the file, of a mail or of a header sees would not be what is there. Tab and the usual line ends are
 * no such characters.
 */
const hidden = /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/** The first character of a text that no spec may have, and where it is; null where there is none. */
export function hiddenCharacter(text: string): { readonly name: string; readonly index: number } | null {
  const found = hidden.exec(text);
  if (!found) return null;
  const code = found[0].codePointAt(0) ?? 0;
  return { name: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, index: found.index };
}

/** Says where a file has a character that no spec may have, its comments included: one finding a line. */
export function characterFindings(file: string, text: string): Finding[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const found = hiddenCharacter(line);
    if (!found) return [];
    const [number, column] = [index + 1, found.index + 1];
    const span = { file, line: number, column, endLine: number, endColumn: column + 1 };
    return [finding('SPEC0010', `the line has the character ${found.name}, which cannot be seen`, span, 'remove it')];
  });
}
