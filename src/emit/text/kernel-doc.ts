import { commentPrefix, kernelColumns } from './c-comment.ts';
import { commentSafe } from './harmless.ts';
import { readProse } from './prose.ts';
import { proseLines, type ProseStyle } from './prose-lines.ts';
import { escapeRest, restInline, type OwnMarkup } from './rest-inline.ts';
import { announceRest, escapeRestStart, restLiteralBlock } from './rest.ts';
import { wrap } from './wrap.ts';

/** What scripts/kernel-doc takes for the start of a section (`$doc_sect` there, which looks after any asterisk). */
const section = /((?:^|\*)\s*(?:@[.\w]+|@\.\.\.|description|context|returns?|notes?|examples?)\s*)(:(?!:))/gi;

/** What it takes in a first line for a block of plain documentation (`$doc_block` there, after any asterisk too). */
const block = /(\*\s*DOC)(:)/g;

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

/** How kernel-doc refers to members; where a neighbour would change what it reads, they stay literals. */
function memberReferences(members: ReadonlySet<string>): OwnMarkup {
  return (code, before, after) => {
    const alone = !/[\w!~*]$/.test(before) && !/^(?:\w|\.[\w.]|->|\()/.test(after);
    return members.has(code) && alone ? `@${code}` : null;
  };
}

function style(members: ReadonlySet<string>): ProseStyle {
  return {
    inline: (content) => commentSafe(restInline(content, memberReferences(members))),
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

/** What lines below the first of a member's description begin with. */
function hangingOf(name: string): string {
  const mark = `@${name}:`;
  return ' '.repeat(textColumns - mark.length - 1 < narrowest ? 4 : mark.length + 1);
}

/** Lines to go on with behind those that describe a member already. */
export function kernelDocMoreOfMember(name: string, doc: string, members: ReadonlySet<string>): string[] {
  const hanging = hangingOf(name);
  const lines = proseLines(readProse(doc), style(members), textColumns - hanging.length);
  return withoutSections(lines.map((line) => (line === '' ? '' : hanging + line)));
}

/** The lines that describe one member or enumerator. `lead` goes before the documentation and is not Markdown. */
export function kernelDocMember(name: string, lead: string, doc: string, members: ReadonlySet<string>): string[] {
  const mark = `@${name}:`;
  const hanging = hangingOf(name);
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
  const safe = commentSafe(escapeRest(title)).trim();
  // kernel-doc wants some words, also of a text that is blank (which `check` reports).
  const words = safe === '' ? 'not described' : safe;
  const lines = wrap(`${subject} - ${words}`, { width: textColumns, rest: '  ', mayNotBegin: beginsSection });
  return [...lines.slice(0, 1).map((line) => line.replaceAll(block, '$1\\$2')), ...withoutSections(lines.slice(1))];
}
