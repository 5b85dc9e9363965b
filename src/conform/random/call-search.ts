import type { Ioctl } from '../../spec/interface.ts';
import type { Approach } from './approach.ts';
import type { CallDrawing, Draft, DrawnCall } from './calls.ts';
import type { Draw } from './draw.ts';
import type { Tried } from './prediction.ts';
import type { Repertoire } from './repertoire.ts';

/** How many calls are tried in a search, and with how many of them it begins. */
const steps = 30;
const starts = 6;

/** What a search is for. */
export interface Aim {
  readonly ioctl: Ioctl;
  readonly approach: Approach;
  /** Is the call that was tried one that was looked for? */
  readonly isDone: (tried: Tried) => boolean;
  /** A drawing to begin with. */
  readonly begin: () => CallDrawing;
}

/** A call that was decided on. */
export interface Chosen {
  readonly ioctl: Ioctl;
  readonly drawing: CallDrawing;
  readonly call: DrawnCall;
}

/** What a search is made with. */
export interface Searching {
  readonly repertoire: Repertoire;
  readonly draw: Draw;
  readonly made: (drawing: CallDrawing, draft: Draft) => DrawnCall;
  /** How a call would end. */
  readonly trial: (call: DrawnCall) => Tried | null;
}

/** The call of a search that has come nearest. */
interface Nearest {
  readonly drawing: CallDrawing;
  readonly draft: Draft;
  readonly away: number;
  /** The members that the step looks at which ended it. */
  readonly blamed: ReadonlySet<string>;
}

/** Looks for a call by small changes of the one that has come nearest; null where there is none near. */
export function searchCall({ ioctl, approach, isDone, begin }: Aim, searching: Searching): Chosen | null {
  const { repertoire, draw, made, trial } = searching;
  const blame = repertoire.blame(ioctl);
  let best: Nearest | null = null;
  for (let turn = 0; turn < steps; turn++) {
    const goesOn = best !== null && turn >= starts && draw.percent(85);
    const drawing: CallDrawing = goesOn && best ? best.drawing : begin();
    const draft: Draft = goesOn && best ? varied(drawing, best, draw.percent(30) ? 2 : 1) : drawing.draft();
    const call = made(drawing, draft);
    const tried = trial(call);
    if (!tried) continue;
    if (isDone(tried)) return { ioctl, drawing, call };
    const marks = repertoire.frontier.marks(ioctl, tried.visits);
    const away = approach.nearest(marks);
    // One that is farther away may be on the only way there is.
    if (best === null || away <= best.away || (goesOn && draw.percent(20)))
      best = { drawing, draft, away, blamed: blame.of(marks) };
  }
  return null;
}

/** A draft in which so many things are others. */
function varied(drawing: CallDrawing, { draft, blamed }: Nearest, times: number): Draft {
  let changed = draft;
  for (let turn = 0; turn < times; turn++) changed = drawing.varied(changed, blamed);
  return changed;
}
