/**
 * Control characters, line separators, and the marks that change the direction of text: none of them has
 * business in a generated file, and each can make it read otherwise than it compiles.
 */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

function shown(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Shows each unprintable character but newline by its number, and a tab as a space. */
export function printable(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(unprintable, (character) => (character === '\n' ? character : shown(character)));
}

/**
 * Makes a text harmless inside a block comment of C or TypeScript: it neither ends the comment nor seems
 * to open another (gcc -Wcomment), also where `??/` stands for a backslash (trigraphs, -std=c90).
 */
export function commentSafe(text: string): string {
  return printable(text).replaceAll('??/', '? ?/').replaceAll('*/', '*\\/').replaceAll('/*', '/ *');
}
