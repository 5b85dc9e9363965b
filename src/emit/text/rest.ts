import { columns } from './columns.ts';
import type { Inline } from './prose.ts';
import type { ProseStyle } from './prose-lines.ts';

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

/** What makes a block of the paragraph that begins with it: a list, a directive, a field, a table, a title's line. */
const blockStart =
  /^(?:[•‣⁃](?:\s|$)|(?:\(?(?:\d+|#|[a-zA-Z]|[ivxlcdmIVXLCDM]+)[.)])(?:\s|$)|\.\.(?:\s|$)|__(?:\s|$)|:[^\s:]|>>>|--?\w|\/\w|([!-/:-@[-`{-~])\1*(?:\s|$)|([!-/:-@[-`{-~])\2{3,})/;

/** Escapes the start of a paragraph which would make it something else. */
export function escapeRestStart(paragraph: string): string {
  if (!blockStart.test(paragraph)) return paragraph;
  return paragraph.startsWith('\\') ? `\\ ${paragraph}` : `\\${paragraph}`;
}

/** Markup that begins between a quotation mark or bracket and its counterpart is none. */
function isQuoted(before: string, markup: string): boolean {
  return /['"([{<]$/.test(before) && /^(?:``|\*\*?|`)['")\]}>]/.test(markup);
}

/** Joins pieces, with an escaped blank where a piece of markup would touch a word and not be seen as markup. */
export function joinRest(pieces: readonly { readonly text: string; readonly markup: boolean }[]): string {
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

/** An inline literal; text that an inline literal cannot hold is escaped instead. */
export function restLiteral(code: string): { readonly text: string; readonly markup: boolean } {
  const text = code.trim();
  const fits = text !== '' && !text.includes('``') && !text.endsWith('`') && !text.endsWith('\\');
  return fits ? { text: `\`\`${text}\`\``, markup: true } : { text: escapeRest(text), markup: false };
}

/** An address that can be put into a link as it is. One that ends in `_` would name a target instead. */
const plainAddress = /^(?:https?|mailto):[^\s<>`\\]*[^\s<>`\\_]$/;

function link(text: string, address: string): { readonly text: string; readonly markup: boolean } {
  if (/\w/.test(text) && plainAddress.test(address)) return { text: `\`${text} <${address}>\`__`, markup: true };
  return { text: [text, escapeRest(`(${address})`)].join(' ').trim(), markup: false };
}

function piece(each: Inline): { readonly text: string; readonly markup: boolean } {
  switch (each.kind) {
    case 'text':
      return { text: escapeRest(each.text), markup: false };
    case 'code':
      return restLiteral(each.text);
    case 'emphasis':
      return { text: `*${flat(each.content)}*`, markup: true };
    case 'strong':
      return { text: `**${flat(each.content)}**`, markup: true };
    case 'link':
      return link(flat(each.content), each.address);
  }
}

/** reStructuredText has no markup within markup. */
function flat(content: readonly Inline[]): string {
  const text = content.map((each) => ('text' in each ? each.text : flat(each.content))).join('');
  return escapeRest(text.replaceAll(/\s+/g, ' ').trim()).replaceAll('<', '\\<') || '\\ ';
}

export function restInline(content: readonly Inline[]): string {
  return joinRest(content.map(piece));
}

/** A line of a title, from the top of a document down, as the kernel's documentation uses them. */
export const titleLines = ['=', '-', '~', '^', '"'] as const;

/** A title at a level from 1 up. */
export function restTitle(title: string, level: number): string[] {
  const line = titleLines[Math.min(level, titleLines.length) - 1] ?? '"';
  const shown = escapeRestStart(title.replaceAll(/\s+/g, ' ').trim());
  return [shown, line.repeat(Math.max(columns(shown), 3))];
}

/** The line before a literal block, with the second colon that announces it. */
export function announceRest(line: string): string | null {
  return /[^:\\\s]:$/.test(line) ? `${line}:` : null;
}

/** A literal block, with a pair of colons of its own unless it is announced. */
export function restLiteralBlock(text: string, announced: boolean): string[] {
  const body = text.split('\n').map((line) => (line.trim() === '' ? '' : `    ${line}`));
  return announced ? body : ['::', '', ...body];
}

/** reStructuredText whose titles start at a level, 1 being the title of a document. */
export function restStyle(firstLevel: number): ProseStyle {
  return {
    inline: restInline,
    start: escapeRestStart,
    mayNotBegin: (text) => /^([!-/:-@[-`{-~])\1*(?:\s|$)/.test(text),
    announce: announceRest,
    literal: (text, _language, announced) => restLiteralBlock(text, announced),
    heading: (text, level) => restTitle(text, firstLevel + level - 1),
    quote: '    ',
    bullet: '- ',
  };
}
