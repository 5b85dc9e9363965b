import type { Block } from './find.ts';
import { lineEnd, lineStart } from './find.ts';
import { closing, type Scan, type Token } from './scan.ts';

/** One element of a list in braces: an enumerator, a member, a row of a table. */
export interface Item {
  readonly tokens: readonly Token[];
  /** The separator that ends it; null for a last element without one. */
  readonly separator: Token | null;
  /** True between `#if` and `#endif`: such an element may be missing, so nothing is placed by it. */
  readonly conditional: boolean;
}

/** The elements of a block, in order. */
export function listItems(scan: Scan, block: Block, separator: ',' | ';'): Item[] {
  const items: Item[] = [];
  let tokens: Token[] = [];
  let depth = 0;
  const finish = (end: Token | null): void => {
    if (tokens.length > 0) items.push({ tokens, separator: end, conditional: depth > 0 });
    tokens = [];
  };
  let at = block.open + 1;
  while (at < block.close) {
    const token = scan.tokens[at];
    if (token === undefined) break;
    if (token.kind === 'directive') {
      finish(null);
      if (/^#\s*if/.test(token.text)) depth += 1;
      if (/^#\s*endif/.test(token.text)) depth -= 1;
      at += 1;
    } else if (token.text === separator) {
      finish(token);
      at += 1;
    } else {
      const end = (closing(scan.tokens, at) ?? at) + 1;
      tokens.push(...scan.tokens.slice(at, end));
      at = end;
    }
  }
  finish(null);
  return items;
}

function lastToken(item: Item): Token | undefined {
  return item.separator ?? item.tokens.at(-1);
}

/** Puts lines (without the last newline) after an element, whose separator is added where it lacks one. */
export function insertAfterItem(source: string, item: Item, separator: ',' | ';', lines: string): string {
  const last = lastToken(item);
  if (last === undefined) return source;
  const at = lineEnd(source, last.end);
  const missing = item.separator === null ? separator : '';
  const newline = source.charAt(at - 1) === '\n' ? '' : '\n';
  return `${source.slice(0, last.end)}${missing}${source.slice(last.end, at)}${newline}${lines}\n${source.slice(at)}`;
}

/** Puts lines (without the last newline) before an element. */
export function insertBeforeItem(source: string, item: Item, lines: string): string {
  const at = lineStart(source, item.tokens[0]?.start ?? 0);
  return `${source.slice(0, at)}${lines}\n${source.slice(at)}`;
}

/**
 * Puts lines where they belong in a list that is kept in the order of its keys: after the element with the
 * greatest smaller key. Null where the list has no element to go by.
 */
export function insertSorted(
  source: string,
  items: readonly Item[],
  separator: ',' | ';',
  keyOf: (item: Item) => string,
  key: string,
  lines: string,
): string | null {
  const fixed = items.filter((item) => !item.conditional);
  const smaller = fixed.filter((item) => keyOf(item) < key);
  const before = smaller.reduce<Item | undefined>(
    (best, item) => (best === undefined || keyOf(item) >= keyOf(best) ? item : best),
    undefined,
  );
  if (before !== undefined) return insertAfterItem(source, before, separator, lines);
  const first = fixed[0];
  return first === undefined ? null : insertBeforeItem(source, first, lines);
}
