import { Programs } from '../../model/programs.ts';
import type { Visits } from '../../model/visits.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { Approach } from './approach.ts';
import type { Draw } from './draw.ts';
import { placeOf, pointsOf } from './points.ts';

/** Where calls of an ioctl come to a point. */
export interface Passage {
  readonly ioctl: Ioctl;
  readonly approach: Approach;
  readonly label: number;
}

/** A point that no call has come to: a verb's step is one, however many ioctls have it. */
export interface Goal {
  readonly passages: readonly Passage[];
  /** How often it was looked for in vain since anything was found. */
  vain: number;
}

/** So many searches in vain make the next ones for the same goal rarer. */
const patience = 6;

/** What no call has come to yet, in the model, over all cases that are written one after the other. */
export class Frontier {
  private readonly of: Interface;
  private readonly open: Set<Goal>;
  /** What calls of an ioctl may come to, with the instruction that shows it. */
  private readonly goals = new Map<Ioctl, readonly (readonly [label: number, goal: Goal])[]>();

  constructor(of: Interface, ioctls: readonly Ioctl[]) {
    this.of = of;
    const found = new Map<string, { readonly passages: Passage[]; vain: number }>();
    for (const ioctl of ioctls) {
      const program = Programs.of(of).ioctl(ioctl);
      const goals = pointsOf(of, ioctl).map((point): [number, Goal] => {
        const key = `${placeOf(point)} ${String(point.way)}`;
        const goal = found.get(key) ?? { passages: [], vain: 0 };
        found.set(key, goal);
        goal.passages.push({ ioctl, approach: new Approach(program, [point.label]), label: point.label });
        return [point.label, goal];
      });
      this.goals.set(ioctl, goals);
    }
    this.open = new Set(found.values());
  }

  /** A way to something to look for; null where there is nothing, or nothing that is not looked for in vain again and again. */
  search(draw: Draw): Passage | null {
    const goal = draw.one([...this.open]);
    if (!goal || draw.whole(0, goal.vain) >= patience) return null;
    goal.vain++;
    return draw.one(goal.passages) ?? null;
  }

  /** Does a call of an ioctl that has made these marks come to something new? */
  isNew(ioctl: Ioctl, visits: Visits): boolean {
    return this.reached(ioctl, visits).length > 0;
  }

  /** Takes out what a call has come to. What was looked for in vain may be there now. */
  note(ioctl: Ioctl, visits: Visits): void {
    const reached = this.reached(ioctl, visits);
    if (reached.length === 0) return;
    for (const goal of reached) this.open.delete(goal);
    for (const goal of this.open) goal.vain = Math.floor(goal.vain / 2);
  }

  /** The marks that a call has made in the program of its ioctl. */
  marks(ioctl: Ioctl, visits: Visits): Uint8Array {
    return visits.of(Programs.of(this.of).ioctl(ioctl));
  }

  private reached(ioctl: Ioctl, visits: Visits): readonly Goal[] {
    const marks = this.marks(ioctl, visits);
    return (this.goals.get(ioctl) ?? []).flatMap(([label, goal]) =>
      marks[label] === 1 && this.open.has(goal) ? [goal] : [],
    );
  }
}
