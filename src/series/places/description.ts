import { commentAbove, lineStart, type Block } from '../c/find.ts';
import type { Scan } from '../c/scan.ts';
import { required } from './failure.ts';

/** Lines to put into a source; offsets are of the source before any of them. */
export interface Insertion {
  readonly at: number;
  /** With their newlines. */
  readonly text: string;
}

export function insertAll(source: string, insertions: readonly Insertion[]): string {
  return [...insertions]
    .sort((a, b) => b.at - a.at)
    .reduce((text, each) => text.slice(0, each.at) + each.text + text.slice(each.at), source);
}

/** What a comment that describes a definition gains. Lines are as they stand in it. */
export interface Description {
  /** The lines of new members, ` * @flags: ...`. */
  readonly members: readonly string[];
  /** Lines for the end of what is said of a member that is there. */
  readonly more: readonly { readonly member: string; readonly lines: readonly string[] }[];
  /** Paragraphs, without the empty line before them; none for most. */
  readonly paragraphs: readonly string[];
}

/**
 * Adds to the comment that describes a definition: to what it says of members, new members after the last, and
 * paragraphs at its end.
 */
export function describe(scanned: Scan, block: Block, what: string, description: Description): Insertion[] {
  const { members, more, paragraphs } = description;
  if (members.length + more.length + paragraphs.length === 0) return [];
  const comment = required(commentAbove(scanned, block.start), `the comment that describes ${what}`);
  const lines = scanned.source.slice(comment.start, comment.end).split('\n');
  const isMember = (line: string): boolean => /^\s*\*\s*@[\w.]+:/.test(line);
  const last = lines.findLastIndex(isMember);
  const first = required(last < 0 ? null : last, `the line of a member in the comment that describes ${what}`);
  /** The line behind those of the member that begins at a line. */
  const behind = (line: number): number => {
    const length = lines.slice(line + 1).findIndex((each) => !/^\s*\*\s+\S/.test(each) || isMember(each));
    return line + 1 + length;
  };
  const offsetOf = (line: number): number =>
    comment.start + lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const insertions: Insertion[] = [];
  if (members.length > 0) insertions.push({ at: offsetOf(behind(first)), text: `${members.join('\n')}\n` });
  for (const { member, lines: added } of more) {
    const found = lines.findIndex((line) => isMember(line) && line.includes(`@${member}:`));
    const at = behind(required(found < 0 ? null : found, `@${member} in the comment that describes ${what}`));
    // What is there may be no sentence yet.
    if (/\w$/.test(lines[at - 1] ?? '')) insertions.push({ at: offsetOf(at) - 1, text: '.' });
    insertions.push({ at: offsetOf(at), text: `${added.join('\n')}\n` });
  }
  if (paragraphs.length > 0)
    insertions.push({ at: lineStart(scanned.source, comment.end), text: ` *\n${paragraphs.join('\n')}\n` });
  return insertions;
}
