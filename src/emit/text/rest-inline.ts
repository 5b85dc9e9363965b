import { joinTexts, plain, type Inline } from './prose.ts';

const mayStandBefore = /[\s'"([{<\-/:]$/;
const mayStandAfter = /^[\s'")\]}>\-/:.,;!?]/;

/** Escapes what reStructuredText would take for inline markup. */
export function escapeRest(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('`', '\\`')
    .replaceAll(/(?<!\s)[*|]|[*|](?!\s)/g, '\\$&')
    .replaceAll(/(?<=[\p{L}\p{N}\]])_+(?![\p{L}\p{N}_])/gu, (underscores) => underscores.replaceAll('_', '\\_'))
    .replaceAll(/::(?=\s|$)/g, ':\\:');
}

/** A part of a paragraph as reST. */
interface Piece {
  readonly text: string;
  /** False for text, which is escaped. */
  readonly markup: boolean;
}

/** Markup that begins between a quotation mark or bracket and its counterpart is none. */
function isQuoted(before: string, markup: string): boolean {
  return /['"([{<]$/.test(before) && /^(?:``|\*\*?|`)['")\]}>]/.test(markup);
}

/** Joins pieces, with an escaped blank where a piece of markup would touch a word and not be seen as markup. */
function join(pieces: readonly Piece[]): string {
  let joined = '';
  let afterMarkup = false;
  for (const { text, markup } of pieces) {
    if (text === '') continue;
    const before = markup && joined !== '' && (!mayStandBefore.test(joined) || isQuoted(joined, text));
    const touches = before || (afterMarkup && !mayStandAfter.test(text));
    joined += touches ? `\\ ${text}` : text;
    afterMarkup = markup;
  }
  return joined;
}

/** An address that can be put into a link as it is. One that ends in `_` would name a target instead. */
const plainAddress = /^(?:https?|mailto):[^\s<>`\\]*[^\s<>`\\_]$/;

/** Turns into text what reST has no markup for: some code, some links. */
function expressible(part: Inline): Inline {
  switch (part.kind) {
    case 'text':
      return part;
    case 'code': {
      const text = part.text.trim();
      const fits = !text.includes('``') && !/[`\\]$/.test(text);
      return { kind: fits ? 'code' : 'text', text };
    }
    case 'emphasis':
    case 'strong':
      return /\S/.test(plain(part.content)) ? part : { kind: 'text', text: ' ' };
    case 'link': {
      const text = plain(part.content);
      if (/\w/.test(text) && plainAddress.test(part.address)) return part;
      return { kind: 'text', text: `${text} (${part.address})` };
    }
  }
}

/** reStructuredText has no markup within markup. */
function flat(content: readonly Inline[]): string {
  return escapeRest(plain(content).replaceAll(/\s+/g, ' ').trim());
}

function piece(part: Inline): Piece {
  switch (part.kind) {
    case 'text':
      return { text: escapeRest(part.text), markup: false };
    case 'code':
      return { text: `\`\`${part.text}\`\``, markup: true };
    case 'emphasis':
      return { text: `*${flat(part.content)}*`, markup: true };
    case 'strong':
      return { text: `**${flat(part.content)}**`, markup: true };
    case 'link':
      return { text: `\`${flat(part.content).replaceAll('<', '\\<')} <${part.address}>\`__`, markup: true };
  }
}

/** Another way to write some code, given the text before and after it; null for the common one. */
export type OwnMarkup = (code: string, before: string, after: string) => string | null;

/** A paragraph as reST, on one line. */
export function restInline(content: readonly Inline[], own: OwnMarkup = () => null): string {
  const parts = joinTexts(content.map(expressible));
  const textAt = (index: number): string => {
    const part = parts[index];
    return part?.kind === 'text' ? part.text : '';
  };
  const pieces = parts.map((part, index): Piece => {
    const text = part.kind === 'code' ? own(part.text, textAt(index - 1), textAt(index + 1)) : null;
    return text === null ? piece(part) : { text, markup: true };
  });
  return join(pieces);
}
