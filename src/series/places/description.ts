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

/**
 * Adds to the comment that describes a definition: the lines of new members after those of the last
 * member, and paragraphs at its end.
 *
 * @param members lines as they stand in the comment, ` * @flags: ...`
 * @param paragraphs lines as they stand in the comment, without the empty line before them
 */
export function describe(
  scanned: Scan,
  block: Block,
  what: string,
  members: readonly string[],
  paragraphs: readonly string[],
): Insertion[] {
  if (members.length === 0 && paragraphs.length === 0) return [];
  const comment = required(commentAbove(scanned, block.start), `the comment that describes ${what}`);
  const lines = scanned.source.slice(comment.start, comment.end).split('\n');
  const isMember = (line: string): boolean => /^\s*\*\s*@[\w.]+:/.test(line);
  const last = lines.findLastIndex(isMember);
  const first = required(last < 0 ? null : last, `the line of a member in the comment that describes ${what}`);
  const length = lines.slice(first + 1).findIndex((line) => !/^\s*\*\s+\S/.test(line));
  const offsetOf = (line: number): number =>
    comment.start + lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const insertions: Insertion[] = [];
  if (members.length > 0) insertions.push({ at: offsetOf(first + 1 + length), text: `${members.join('\n')}\n` });
  if (paragraphs.length > 0)
    insertions.push({ at: lineStart(scanned.source, comment.end), text: ` *\n${paragraphs.join('\n')}\n` });
  return insertions;
}
