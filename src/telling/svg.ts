import { visible } from '../diagnostics/visible.ts';
import type { Printer } from '../emit/template.ts';
import { cellLines } from './cell.ts';
import { endingSentences } from './ending-text.ts';
import { doingText, stateText } from './move-text.ts';
import { placeText } from './place-text.ts';
import type { Counterexample, ToldMove } from './verification.ts';

/** Columns of text in a lane and beside the lanes. */
const [laneColumns, stateColumns] = [24, 44];
/** Pixels: a character of the font, a line, the space around text in a box, between boxes and at the edges. */
const [character, line, inset, space, edge] = [7.3, 16, 8, 12, 16];

const laneWidth = Math.ceil(laneColumns * character) + 2 * inset;
const numberWidth = 32;

/** A counterexample as a drawing of its own: time goes down, each actor has a line. */
export function svgText(title: string, counterexample: Counterexample, print: Printer): string {
  const { lanes, moves } = counterexample;
  const laneX = (lane: number): number => edge + numberWidth + lane * (laneWidth + space);
  const stateX = laneX(lanes.length) + space;
  const width = Math.ceil(stateX + stateColumns * character + edge);
  const top = edge + 3 * line + space;
  let y = top;
  const steps = moves.map((move, index) => {
    const step = stepView(move, index, y, laneX(move.lane), stateX);
    y += step.height + space;
    return step;
  });
  const columns = Math.floor((width - 2 * edge) / character);
  const ending = endingSentences(counterexample).flatMap((each) => cellLines(each, columns));
  const bottom = y;
  return print('trace/svg', {
    width,
    height: bottom + (ending.length > 0 ? ending.length * line + space : 0) + edge,
    title: escaped(title),
    left: edge,
    titleY: edge + line,
    lanes: lanes.map((name, lane) => ({
      name: escaped(shortened(name)),
      x: laneX(lane) + laneWidth / 2,
      y: edge + 3 * line,
      top: top - space / 2,
      bottom,
    })),
    steps,
    ending: ending.map((text, index) => ({ x: edge, y: bottom + space + (index + 1) * line, text: escaped(text) })),
  });
}

function stepView(move: ToldMove, index: number, y: number, x: number, stateX: number): { readonly height: number } {
  const doing = doingText(move).flatMap((each) => cellLines(each, laneColumns));
  const state = stateText(move).flatMap((each) => cellLines(each, stateColumns));
  const place = move.cited ? cellLines(visible(placeText(move.cited)), stateColumns) : [];
  const height = Math.max(doing.length, state.length + place.length) * line + inset;
  const baseline = (at: number): number => y + inset / 2 + (at + 1) * line - 4;
  const at = (texts: readonly string[], left: number, first: number, kind: string): readonly object[] =>
    texts.map((text, row) => ({ x: left, y: baseline(first + row), text: escaped(text), kind }));
  const box = { x, y, width: laneWidth, height: doing.length * line + inset, class: boxClass(move) };
  const view = {
    number: { x: edge, y: baseline(0), text: String(index + 1) },
    box,
    lead: { from: x + laneWidth, to: stateX - 4, y: y + inset / 2 + line / 2 },
    lines: [
      ...at(doing, x + inset, 0, ''),
      ...at(state, stateX, 0, ''),
      ...at(place, stateX, state.length, ' class="faint"'),
    ],
  };
  return { ...view, height };
}

function boxClass({ sleeps, errno }: ToldMove): string {
  if (errno !== null) return 'box fails';
  return sleeps ? 'box sleeps' : 'box';
}

function shortened(name: string): string {
  const text = visible(name);
  return text.length <= laneColumns ? text : `${text.slice(0, laneColumns - 3)}...`;
}

function escaped(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
