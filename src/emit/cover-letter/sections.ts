import { plain, readProse, type Block } from '../text/prose.ts';

/** The parts of a text below its headings of level 2, by heading. What comes before the first is left out. */
export function readSections(markdown: string): ReadonlyMap<string, readonly Block[]> {
  const sections = new Map<string, Block[]>();
  let current: Block[] | null = null;
  for (const block of readProse(markdown)) {
    if (block.kind === 'heading' && block.level <= 2) {
      const title = plain(block.content).trim();
      current = block.level === 2 ? (sections.get(title) ?? []) : null;
      if (current !== null) sections.set(title, current);
    } else current?.push(block);
  }
  return sections;
}
