import { Programs } from '../../model/programs.ts';
import type { Visits } from '../../model/visits.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { Approach } from './approach.ts';
import type { Draw } from './draw.ts';
import { placeOf, pointsOf } from './points.ts';

/** A point that no call has come to. */
export interface Goal {
  readonly ioctl: Ioctl;
  readonly approach: Approach;
  readonly key: string;
  readonly label: number;
  /** How often it was looked for in vain since anything was found. */
  vain: number;
}

/** So many searches in vain make the next ones for the same goal rarer. */
const patience = 6;

/** What no call has come to yet, in the model, over all cases that are written one after the other. */
export class Frontier {
  private readonly of: Interface;
  /** By ioctl; what was come to is taken out. */
  private readonly goals = new Map<Ioctl, readonly Goal[]>();

  constructor(of: Interface, ioctls: readonly Ioctl[]) {
    this.of = of;
    for (const ioctl of ioctls) {
      const program = Programs.of(of).ioctl(ioctl);
      const goals = pointsOf(of, ioctl).map((point): Goal => {
        const key = `${placeOf(point)} ${String(point.way)}`;
        return { ioctl, approach: new Approach(program, [point.label]), key, label: point.label, vain: 0 };
      });
      this.goals.set(ioctl, goals);
    }
  }

  /** Something to look for; null where there is nothing, or nothing that is not looked for in vain again and again. */
  goal(draw: Draw): Goal | null {
    const goal = draw.one([...this.goals.values()].flat());
    return goal && draw.whole(0, goal.vain) < patience ? goal : null;
  }

  /** Does a call of an ioctl that has made these marks come to something new? */
  isNew(ioctl: Ioctl, visits: Visits): boolean {
    const marks = this.marks(ioctl, visits);
    return (this.goals.get(ioctl) ?? []).some(({ label }) => marks[label] === 1);
  }

  /** Takes out what a call has come to. What was looked for in vain may be there now. */
  note(ioctl: Ioctl, visits: Visits): void {
    if (!this.isNew(ioctl, visits)) return;
    const marks = this.marks(ioctl, visits);
    const found = new Set((this.goals.get(ioctl) ?? []).flatMap(({ label, key }) => (marks[label] === 1 ? [key] : [])));
    for (const [each, goals] of this.goals) {
      const open = goals.filter(({ key }) => !found.has(key));
      for (const goal of open) goal.vain = Math.floor(goal.vain / 2);
      this.goals.set(each, open);
    }
  }

  /** The marks that a call has made in the program of its ioctl. */
  marks(ioctl: Ioctl, visits: Visits): Uint8Array {
    return visits.of(Programs.of(this.of).ioctl(ioctl));
  }
}
