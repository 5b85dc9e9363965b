import { plain, readProse, type Block } from './prose.ts';

function words(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return plain(block.content);
    case 'literal':
      return block.text;
    case 'quote':
      return block.blocks.map(words).join(' ');
    case 'list':
      return block.items.map((item) => item.map(words).join(' ')).join(' ');
  }
}

/** Markdown as words on one line, for a place that has no markup. */
export function plainLine(markdown: string): string {
  return readProse(markdown).map(words).join(' ').replaceAll(/\s+/g, ' ').trim();
}
