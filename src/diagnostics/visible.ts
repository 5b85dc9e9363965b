const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * The text with every control, format and unpaired surrogate character written as an escape (`\x1b`, `\u{202e}`), so
 * that what a spec says can neither steer a terminal nor read otherwise than it is.
 */
export function visible(text: string): string {
  return text.replace(hidden, escaped);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}
