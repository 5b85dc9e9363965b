import { visible } from '../diagnostics/visible.ts';
import { cellLines } from './cell.ts';
import { doingText, stateText } from './move-text.ts';
import type { Painter } from './painter.ts';
import { placeText } from './place-text.ts';
import { gap, traceColumns, type TraceColumns } from './trace-columns.ts';
import type { Counterexample, ToldMove } from './verification.ts';

/** Columns before the steps. */
const margin = 4;

/** Prints the steps of a counterexample: a lane for each actor, what each step did to the state, and where it is from. */
export function traceLines({ lanes, moves }: Counterexample, width: number, paint: Painter): readonly string[] {
  const told = moves.map((move) => ({ move, doing: doingText(move), state: stateText(move), place: placeOf(move) }));
  const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((each) => each.length));
  const number = Math.max('step'.length, String(moves.length).length) + gap;
  const columns = traceColumns(width - margin - number, {
    lanes: lanes.map((name, lane) =>
      longest([visible(name), ...told.flatMap(({ move, doing }) => (move.lane === lane ? doing : []))]),
    ),
    state: longest(told.flatMap(({ state }) => state)),
    place: longest(told.map(({ place }) => place)),
  });
  const head = columns.shared
    ? pad('who', columns.lanes[0] ?? 0)
    : lanes.map((name, lane) => pad(cut(visible(name), columns.lanes[lane] ?? 0), columns.lanes[lane] ?? 0)).join('');
  const rows = told.flatMap(({ move, doing, state, place }, index) => {
    const whose = visible(lanes[move.lane] ?? '');
    const cell = columns.shared ? [`${whose}: ${doing[0] ?? ''}`, ...doing.slice(1)] : doing;
    return rowLines(columns, columns.shared ? 0 : move.lane, { cell, state, place }, paint).map(
      (line, at) => pad(at === 0 ? String(index + 1) : '', number - gap) + line,
    );
  });
  const titles = `${pad('step', number - gap)}${head}state`;
  return [paint.faint(titles), ...rows].map((line) => (' '.repeat(margin) + line).trimEnd());
}

function placeOf({ cited }: ToldMove): string {
  return cited ? visible(placeText(cited)) : '';
}

interface Row {
  readonly cell: readonly string[];
  readonly state: readonly string[];
  readonly place: string;
}

function rowLines(columns: TraceColumns, lane: number, row: Row, paint: Painter): readonly string[] {
  const before = columns.lanes.slice(0, lane).reduce((sum, each) => sum + each + gap, 0);
  const width = columns.lanes[lane] ?? 0;
  const behind = columns.lanes.slice(lane + 1).reduce((sum, each) => sum + each + gap, 0);
  const cell = row.cell.flatMap((each) => cellLines(each, width));
  const below = columns.place === 0 && row.place !== '' ? cellLines(row.place, columns.state) : [];
  const state = [...row.state.flatMap((each) => cellLines(each, columns.state)), ...below];
  const plain = state.length - below.length;
  return Array.from({ length: Math.max(cell.length, state.length, 1) }, (_unused, at) => {
    const did = cell[at] ?? '';
    const to = state[at] ?? '';
    const room = width - did.length + gap + behind;
    // A line of dots leads the eye from the lane to what was done there.
    const dots = at === 0 && plain > 0 && room > 3 ? ` ${paint.faint('.'.repeat(room - 2))} ` : ' '.repeat(room);
    const place =
      at === 0 && columns.place > 0 ? ' '.repeat(columns.state - to.length + gap) + paint.faint(row.place) : '';
    return ' '.repeat(before) + did + dots + (at < plain ? to : paint.faint(to)) + place;
  });
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - text.length) + gap);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}~`;
}
