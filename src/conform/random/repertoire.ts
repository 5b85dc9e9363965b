import { Programs } from '../../model/programs.ts';
import { takesNumber } from '../../recording/number-call.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { Approach } from './approach.ts';
import { Blame } from './blame.ts';
import { Frontier } from './frontier.ts';
import { Members } from './members.ts';
import { pointsOf } from './points.ts';

/** Which ioctls there are, and what is known of their arguments; good for any number of cases. */
export class Repertoire {
  readonly of: Interface;
  private readonly members = new Map<Ioctl, Members>();
  private readonly blames = new Map<Ioctl, Blame>();
  private readonly ends = new Map<Ioctl, Approach>();
  /** The more an ioctl does, the more often it is called. */
  readonly weighted: readonly (readonly [number, Ioctl])[];
  /** What none of the cases so far has come to. */
  readonly frontier: Frontier;
  /** The tables whose numbers calls give. */
  readonly tables: readonly string[];

  /** `has` says which ioctls the kernel has; by default all. */
  constructor(of: Interface, has: (ioctl: Ioctl) => boolean = () => true) {
    this.of = of;
    const all = [...of.ioctls, ...of.testIoctls].filter(has);
    this.weighted = all.map((ioctl): [number, Ioctl] => {
      if (takesNumber(ioctl)) return [1, ioctl];
      return [Math.min(36, 3 + Math.floor(pointsOf(of, ioctl).length / 12)), ioctl];
    });
    this.frontier = new Frontier(of, all);
    const columns = all.flatMap((ioctl) =>
      [...this.membersOf(ioctl).uses(new Map()).values()].flatMap((use) => use.columns.map(({ table }) => table)),
    );
    this.tables = [...new Set(columns)];
  }

  /** How near a call of an ioctl comes to succeeding. */
  end(ioctl: Ioctl): Approach {
    let end = this.ends.get(ioctl);
    if (!end) {
      const program = Programs.of(this.of).ioctl(ioctl);
      const goals = program.instructions.flatMap((each, at) =>
        each.op === 'return' && each.errno === null ? [at] : [],
      );
      this.ends.set(ioctl, (end = new Approach(program, goals)));
    }
    return end;
  }

  blame(ioctl: Ioctl): Blame {
    let blame = this.blames.get(ioctl);
    if (!blame) this.blames.set(ioctl, (blame = new Blame(Programs.of(this.of).ioctl(ioctl))));
    return blame;
  }

  membersOf(ioctl: Ioctl): Members {
    let members = this.members.get(ioctl);
    if (!members) this.members.set(ioctl, (members = new Members(this.of, ioctl)));
    return members;
  }
}
