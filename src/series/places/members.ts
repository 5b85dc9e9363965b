import { findDefinition, lineEnd, lineStart } from '../c/find.ts';
import { listItems } from '../c/list.ts';
import { scan } from '../c/scan.ts';
import { describe, insertAll, type Description } from './description.ts';
import { AlreadyThere, required } from './failure.ts';

/** What grows at its end: a struct by fields, an enum by values; and what its comment then says. */
export interface Growth extends Description {
  readonly keyword: 'struct' | 'enum';
  readonly name: string;
  /** Names of what is added. */
  readonly adds: readonly string[];
  /** The lines of the definition, `\t__u32 flags;` or `\tX = 1 << 3,`. */
  readonly lines: readonly string[];
}

/** Adds fields at the end of a struct or values at the end of an enum, and describes them in the comment above. */
export function growDefinition(source: string, growth: Growth): string {
  const scanned = scan(source);
  const what = `${growth.keyword} ${growth.name}`;
  const block = required(findDefinition(scanned, growth.keyword, growth.name), `the definition of ${what}`);
  const items = listItems(scanned, block, growth.keyword === 'struct' ? ';' : ',');
  for (const name of growth.adds) {
    if (items.some((item) => item.tokens.some((token) => token.text === name)))
      throw new AlreadyThere(`${what} has ${name} already`);
  }
  const last = required(items.at(-1), `a member of ${what}`);
  const token = required(last.separator ?? last.tokens.at(-1), `a member of ${what}`);
  const comma = last.separator === null && growth.keyword === 'enum' ? [{ at: token.end, text: ',' }] : [];
  // Between the last member and the brace there may be comments, but no code.
  const brace = lineStart(source, scanned.tokens[block.close]?.start ?? 0);
  const at = growth.lines.length === 0 ? null : Math.max(brace, lineEnd(source, token.end));
  const lines = at === null ? [] : [{ at, text: `${growth.lines.join('\n')}\n` }];
  return insertAll(source, [...describe(scanned, block, what, growth), ...comma, ...lines]);
}
