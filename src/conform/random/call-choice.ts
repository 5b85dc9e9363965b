import type { Row } from '../../machine/value.ts';
import { searchCall, type Aim, type Chosen, type Searching } from './call-search.ts';
import { CallDrawing, type DrawnCall } from './calls.ts';
import type { Draw } from './draw.ts';
import { History } from './history.ts';
import type { RegionPlan } from './operation.ts';
import type { Prediction, Tried } from './prediction.ts';
import type { References } from './references.ts';
import type { Repertoire } from './repertoire.ts';
import { State } from './surroundings.ts';

/** How often a call of a kind is looked for that is the first to succeed; and, out of a hundred, that succeeds again. */
const mostSearched = 5;
const moreSearched = 10;

/** What calls are chosen by. */
export interface Choosing {
  readonly repertoire: Repertoire;
  readonly draw: Draw;
  readonly prediction: Prediction;
  readonly references: References;
  readonly regions: readonly RegionPlan[];
  /** Whether callers have their capabilities, most of the time. */
  readonly privileged: boolean;
  /** How a call on a context, named by the operation that opened it, would end. */
  readonly trial: (call: DrawnCall, by: number) => Tried | null;
}

/** Chooses the calls of a case, by the state that the model is in. */
export class CallChoice {
  private readonly choosing: Choosing;
  private readonly history = new History();
  /** How often a call of each kind was looked for that succeeds. */
  private readonly searched = new Map<string, number>();

  constructor(choosing: Choosing) {
    this.choosing = choosing;
  }

  /** @param by the operation that opened the context; null where there is no ioctl to call */
  choose(context: Row, by: number, now: number): Chosen | null {
    return this.newGround(context, by) ?? this.usual(context, by, now);
  }

  /** Tells how a call ended that was chosen. */
  note({ drawing }: Chosen, by: number, at: number, succeeded: boolean): void {
    if (succeeded || drawing.isGood) this.history.note(drawing.kind, { by, at, succeeded });
  }

  private usual(context: Row, by: number, now: number): Chosen | null {
    const drawn = this.drawn(context, by, now);
    return drawn && (this.success(drawn, by) ?? drawn);
  }

  /** A call to be made; seldom one that nothing is there for yet, or that would tell little. */
  private drawn(context: Row, by: number, now: number): Chosen | null {
    const { draw, repertoire, prediction, privileged } = this.choosing;
    const state = this.state(context);
    for (;;) {
      const ioctl = draw.weighted(repertoire.weighted);
      if (!ioctl) return null;
      const drawing = new CallDrawing(ioctl, repertoire.membersOf(ioctl), { state, regions: this.choosing.regions });
      if (this.history.isDull(drawing, by, now, draw)) continue;
      const call = drawing.call(prediction.model.request(ioctl) >>> 0, privileged);
      if (!drawing.missed || draw.percent(1)) return { ioctl, drawing, call };
    }
  }

  /** A call that comes to what none has come to yet; null where there is none near. */
  private newGround(context: Row, by: number): Chosen | null {
    const { repertoire, draw, regions } = this.choosing;
    const passage = repertoire.frontier.search(draw);
    if (!passage) return null;
    const { ioctl, approach } = passage;
    const isDone = (tried: Tried): boolean => repertoire.frontier.isNew(ioctl, tried.visits);
    const begin = (): CallDrawing =>
      new CallDrawing(ioctl, repertoire.membersOf(ioctl), { state: this.state(context), regions });
    return this.search({ ioctl, approach, isDone, begin }, by);
  }

  /** A call that succeeds, of a kind that has not yet, or now and then; null where there is none near. */
  private success({ ioctl, drawing }: Chosen, by: number): Chosen | null {
    const { repertoire, draw } = this.choosing;
    const { kind } = drawing;
    if (!drawing.isGood) return null;
    const spent = this.searched.get(kind) ?? 0;
    const isRare = !this.history.hasSucceeded(kind) && spent < mostSearched;
    if (!isRare && !draw.percent(moreSearched)) return null;
    this.searched.set(kind, spent + 1);
    const approach = repertoire.end(ioctl);
    return this.search({ ioctl, approach, isDone: ({ errno }) => errno === null, begin: () => drawing }, by);
  }

  private search(aim: Aim, by: number): Chosen | null {
    const { repertoire, draw, prediction, privileged, trial } = this.choosing;
    const request = prediction.model.request(aim.ioctl) >>> 0;
    const searching: Searching = {
      repertoire,
      draw,
      made: (drawing, draft) => drawing.made(draft, request, privileged),
      trial: (call) => trial(call, by),
    };
    return searchCall(aim, searching);
  }

  private state(context: Row): State {
    const { draw, prediction, references } = this.choosing;
    return new State(draw, prediction, references, context);
  }
}
