/** Columns that a line of a header may take (RFC 5322 advises 78; an encoded word may take 75). */
const headerColumns = 75;

const ascii = /^[ -~]*$/;

function quotedBytes(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z0-9!*+/-]/.test(character)) return character;
      return character === ' ' ? '_' : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

/** Text as encoded words (RFC 2047), each short enough for a line and none cutting a character in two. */
function encodedWords(text: string, firstColumn: number): string[] {
  const [open, close] = ['=?UTF-8?q?', '?='];
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    const bytes = quotedBytes(character);
    const column = words.length === 0 ? firstColumn : 1;
    if (word !== '' && column + open.length + word.length + bytes.length + close.length > headerColumns) {
      words.push(word);
      word = '';
    }
    word += bytes;
  }
  return [...words, word].map((each) => open + each + close);
}

/** No line break or other control character survives: a header is one line, whoever wrote the text. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** A field of free text, folded between words. `fixed` is ASCII and stays as it is, before the text. */
export function textField(name: string, fixed: string, text: string): string {
  const clean = oneLine(text);
  const first = `${name}: ${fixed}`;
  const words = ascii.test(clean) && !clean.includes('=?') ? clean.split(' ') : encodedWords(clean, first.length);
  const lines = [first.trimEnd()];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (last.length + 1 + word.length <= headerColumns || last === `${name}:`)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(` ${word}`);
  }
  return lines.join('\n');
}

/** A mail address with the name of its owner, empty for a list. */
export interface Address {
  readonly name: string;
  readonly email: string;
}

export function printAddress({ name, email }: Address): string {
  const clean = oneLine(name);
  if (clean === '') return email;
  if (!ascii.test(clean)) return `${encodedWords(clean, 4).join(' ')} <${email}>`;
  const atoms = /^[\w!#$%&'*+/=?^`{|}~ -]+$/.test(clean);
  return `${atoms ? clean : `"${clean.replaceAll(/["\\]/g, '\\$&')}"`} <${email}>`;
}

/** A field of addresses, one a line. */
export function addressField(name: string, addresses: readonly Address[]): string {
  return `${name}: ${addresses.map(printAddress).join(',\n\t')}`;
}
