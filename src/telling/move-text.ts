import { visible } from '../diagnostics/visible.ts';
import type { ToldChange, ToldMove } from './verification.ts';

/** So many rows that one move changes are told; `--json` has all. */
const mostRows = 6;

/** What an actor does in a move: the action and its argument, and what it came to. */
export function doingText(move: ToldMove): readonly string[] {
  const { begins, action, argument, ended, errno, sleeps, drops } = move;
  const given = argument.filter((each) => each.chosen).map(({ member, value }) => `${member} ${value}`);
  const first = begins ? [action, ...(given.length > 0 ? [given.join(', ')] : [])] : ['goes on'];
  const came = [
    ...(sleeps ? [sleeps.verb === null ? 'sleeps' : `sleeps in ${sleeps.verb}`] : []),
    ...(drops === null ? [] : [`drops ${drops}`]),
    ...(errno === null ? [] : [`fails: ${errno}`]),
    ...(ended && errno === null && !begins ? ['is done'] : []),
  ];
  return [...first, ...came].map(visible);
}

/** What a move did to the state, a line for each row. */
export function stateText({ changes, sleeps }: ToldMove): readonly string[] {
  const rows = [...new Set(changes.map((each) => each.row))];
  const shown = rows.slice(0, rows.length > mostRows ? mostRows - 1 : mostRows);
  const left = rows.length - shown.length;
  return [
    ...shown.map((row) =>
      rowText(
        row,
        changes.filter((each) => each.row === row),
      ),
    ),
    ...(left > 0 ? [`and ${left} more rows`] : []),
    ...(sleeps ? [`until ${sleeps.until}`] : []),
  ].map(visible);
}

function rowText(row: string, changes: readonly ToldChange[]): string {
  const own = changes.find((each) => each.column === null);
  if (own?.after === 'gone') return `${row} is gone`;
  const columns = changes.flatMap(({ column, after }) => (column === null ? [] : [`${column} ${after}`]));
  if (own) return columns.length === 0 ? `${row} is new` : `${row} is new: ${columns.join(', ')}`;
  return `${row}: ${columns.join(', ')}`;
}
