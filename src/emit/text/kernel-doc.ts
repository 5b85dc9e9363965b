import type { Inline } from './prose.ts';
import { proseLines, type ProseStyle } from './prose-lines.ts';
import { readProse } from './prose.ts';
import { commentPrefix, kernelColumns } from './c-comment.ts';
import { commentSafe } from './harmless.ts';
import {
  announceRest,
  escapeRest,
  escapeRestStart,
  joinRest,
  restInline,
  restLiteral,
  restLiteralBlock,
} from './rest.ts';
import { wrap } from './wrap.ts';

/** What scripts/kernel-doc takes for the start of a section (`$doc_sect` there, which looks after any asterisk). */
const section = /((?:^|\*)\s*(?:@[.\w]+|@\.\.\.|description|context|returns?|notes?|examples?)\s*)(:(?!:))/gi;

function beginsSection(text: string): boolean {
  return text.search(section) === 0;
}

/** Lines none of which starts a section. */
function withoutSections(lines: readonly string[]): string[] {
  return lines.map((line) => line.replaceAll(section, '$1\\$2'));
}

/** Columns left to a text inside a comment. */
const textColumns = kernelColumns - commentPrefix.length;

/** A description hangs under its first word, unless that leaves it fewer columns than this. */
const narrowest = 32;

function isMember(code: string, members: ReadonlySet<string>, before: string, after: string): boolean {
  return members.has(code) && !/[\w!~*]$/.test(before) && !/^(?:\w|\.[\w.]|->|\()/.test(after);
}

function pieces(content: readonly Inline[], members: ReadonlySet<string>): { text: string; markup: boolean }[] {
  return content.map((each, index) => {
    if (each.kind === 'text') return { text: escapeRest(each.text), markup: false };
    if (each.kind !== 'code') return { text: restInline([each]), markup: true };
    const [before, after] = [content[index - 1], content[index + 1]].map((next) =>
      next?.kind === 'text' ? next.text : '',
    );
    if (isMember(each.text, members, before ?? '', after ?? '')) return { text: `@${each.text}`, markup: true };
    return restLiteral(each.text);
  });
}

function style(members: ReadonlySet<string>): ProseStyle {
  return {
    inline: (content) => commentSafe(joinRest(pieces(content, members))),
    start: escapeRestStart,
    mayNotBegin: (text) => beginsSection(text) || /^([!-/:-@[-`{-~])\1*(?:\s|$)/.test(text),
    announce: announceRest,
    literal: (text, _language, announced) => restLiteralBlock(text, announced),
    heading: null,
    quote: '    ',
    bullet: '- ',
  };
}

/**
 * The lines of a documentation text in a kernel-doc comment, without the comment's asterisks.
 *
 * @param members names that a backticked word refers to as `@name`; any other becomes a literal
 */
export function kernelDocText(doc: string, members: ReadonlySet<string>): string[] {
  return withoutSections(proseLines(readProse(doc), style(members), textColumns));
}

/** The lines that describe one member or enumerator. `lead` goes before the documentation and is not Markdown. */
export function kernelDocMember(name: string, lead: string, doc: string, members: ReadonlySet<string>): string[] {
  const mark = `@${name}:`;
  const hanging = ' '.repeat(textColumns - mark.length - 1 < narrowest ? 4 : mark.length + 1);
  const [first, ...more] = readProse(doc);
  const paragraph = first?.kind === 'paragraph' ? style(members).inline(first.content) : '';
  const others = first === undefined || first.kind === 'paragraph' ? more : [first, ...more];
  const opening = [lead, paragraph].filter((text) => text !== '').join(' ');
  const lines = wrap(opening, {
    width: textColumns,
    first: `${mark} `,
    rest: hanging,
    mayNotBegin: style(members).mayNotBegin,
  });
  const rest = proseLines(others, style(members), textColumns - hanging.length).map((line) =>
    line === '' ? '' : hanging + line,
  );
  const [line = mark, ...below] = lines;
  return [line, ...withoutSections(below), ...(rest.length === 0 ? [] : ['', ...withoutSections(rest)])];
}

/** The first line (or lines) of a kernel-doc comment: what it describes, and a few words. */
export function kernelDocTitle(subject: string, title: string): string[] {
  const words = commentSafe(escapeRest(title)).trim();
  const lines = wrap(`${subject} - ${words}`, { width: textColumns, rest: '  ', mayNotBegin: beginsSection });
  return [...lines.slice(0, 1), ...withoutSections(lines.slice(1))];
}
