import type { CallDrawing } from './calls.ts';
import type { Draw } from './draw.ts';

/** Calls of a kind that have succeeded so many times lately become rare. */
const enough = 6;
/** So many operations are a long time. */
const longAgo = 100;

interface Outcome {
  /** The context, by the operation that opened it. */
  readonly by: number;
  readonly at: number;
  readonly succeeded: boolean;
}

/** How the calls of a case have fared that were meant to be good, by their kinds. */
export class History {
  private readonly outcomes = new Map<string, readonly Outcome[]>();

  note(kind: string, outcome: Outcome): void {
    this.outcomes.set(kind, [...(this.outcomes.get(kind) ?? []), outcome]);
  }

  hasSucceeded(kind: string): boolean {
    return this.outcomes.get(kind)?.some(({ succeeded }) => succeeded) === true;
  }

  /**
   * Would another call tell little? Most likely one that has failed lately although it was meant to be good, as something
   * is not there; or that has succeeded lately and needs nothing.
   */
  isDull({ kind, isSimple }: CallDrawing, by: number, now: number, draw: Draw): boolean {
    const lately = (this.outcomes.get(kind) ?? []).filter((each) => each.by === by && each.at > now - longAgo);
    const succeeded = lately.filter((each) => each.succeeded).length;
    const dull = 4 * (isSimple ? lately.length : lately.length - succeeded);
    return (succeeded >= enough || draw.whole(0, dull) > 0) && !draw.percent(5);
  }
}
