import { wrap } from './wrap.ts';
import type { Block, Inline } from './prose.ts';

/** How one kind of output writes documentation. */
export interface ProseStyle {
  /** One line, not yet wrapped. */
  readonly inline: (content: readonly Inline[]) => string;
  /** What a paragraph may not begin with, made harmless. */
  readonly start: (paragraph: string) => string;
  /** True of what no later line of a paragraph may begin with. */
  readonly mayNotBegin: (text: string) => boolean;
  /** The last line of a paragraph, so that it announces the literal block after it; null where it does not. */
  readonly announce: (line: string) => string | null;
  readonly literal: (text: string, language: string, announced: boolean) => readonly string[];
  /** The lines of a heading; null where a heading is a paragraph in bold, as it is inside a list everywhere. */
  readonly heading: ((text: string, level: number) => readonly string[]) | null;
  /** Before each line of a quotation. */
  readonly quote: string;
  /** Before the items of a list without numbers. */
  readonly bullet: string;
}

/**
 * The blocks of an item. A quotation that is marked by its indent alone cannot come first, where the indent
 * would be taken for the item's: it is no quotation then.
 */
function itemBlocks(blocks: readonly Block[], style: ProseStyle): readonly Block[] {
  const [first, ...others] = blocks;
  return first?.kind === 'quote' && style.quote.trim() === ''
    ? itemBlocks([...first.blocks, ...others], style)
    : blocks;
}

/** The lines of what hangs from a mark: an item of a list, a cell of a table. */
export function itemLines(blocks: readonly Block[], style: ProseStyle, width: number): string[] {
  return proseLines(itemBlocks(blocks, style), { ...style, heading: null }, width);
}

function listLines(list: Extract<Block, { kind: 'list' }>, style: ProseStyle, width: number): string[] {
  const items = list.items.map((item, index) => {
    const mark = list.start === null ? style.bullet : `${list.start + index}. `;
    const lines = itemLines(item, style, width - mark.length);
    return lines.map((line, at) => (at === 0 ? mark + line : line === '' ? '' : ' '.repeat(mark.length) + line));
  });
  const loose = items.some((lines) => lines.includes(''));
  return items.flatMap((lines, index) => (loose && index > 0 ? ['', ...lines] : lines));
}

function blockLines(block: Exclude<Block, { kind: 'literal' }>, style: ProseStyle, width: number): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return wrap(style.start(style.inline(block.content).trim()), { width, mayNotBegin: style.mayNotBegin });
    case 'heading': {
      const text = style.inline(block.content).replaceAll(/\s+/g, ' ').trim();
      if (text === '') return [];
      if (style.heading !== null) return style.heading(text, block.level);
      const strong = { kind: 'strong', content: block.content } as const;
      return blockLines({ kind: 'paragraph', content: [strong] }, style, width);
    }
    case 'list':
      return listLines(block, style, width);
    case 'quote':
      return proseLines(block.blocks, { ...style, heading: null }, width - style.quote.length).map((line) =>
        (style.quote + line).trimEnd(),
      );
  }
}

/** The lines of a text, at most `width` columns wide where words allow, with an empty line between blocks. */
export function proseLines(blocks: readonly Block[], style: ProseStyle, width: number): string[] {
  const lines: string[] = [];
  const add = (next: readonly string[]): void => {
    if (next.length > 0 && lines.length > 0) lines.push('');
    lines.push(...next);
  };
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'literal') {
      add(blockLines(block, style, width));
      continue;
    }
    const last = blocks[index - 1]?.kind === 'paragraph' ? lines.at(-1) : undefined;
    const announcing = last === undefined ? null : style.announce(last);
    if (announcing !== null) lines[lines.length - 1] = announcing;
    add(style.literal(block.text, block.language, announcing !== null));
  }
  return lines;
}
