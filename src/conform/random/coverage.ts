import type { Span } from '../../diagnostics/span.ts';
import type { CallResult } from '../../model/call.ts';
import { Programs } from '../../model/programs.ts';
import { Visits } from '../../model/visits.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { placeOf, pointsOf } from './points.ts';

/** How the calls of one ioctl ended. */
export interface EndingCount {
  /** The ioctl's name; `unknown request` for all requests that no ioctl has. */
  readonly ioctl: string;
  readonly calls: number;
  readonly succeeded: number;
  /** By errno, the most frequent first. */
  readonly failed: readonly (readonly [errno: string, count: number])[];
}

/** A step, or a branch of one, that no call came to. */
export interface Unreached {
  readonly ioctl: string;
  /** `ENOENT` for a step that fails with it, `branch` for a branch. */
  readonly what: string;
  /** The verbs and the step: `map-user-pages/map-pages/2`. */
  readonly step: string;
  readonly place: Span;
}

/** What random calls have come to. */
export class Coverage {
  readonly visits = new Visits();
  private readonly endings = new Map<string, Map<string, number>>();

  note(ioctl: Ioctl | null, { errno }: CallResult): void {
    const name = ioctl?.name ?? 'unknown request';
    let counts = this.endings.get(name);
    if (!counts) this.endings.set(name, (counts = new Map<string, number>()));
    const key = errno ?? 'success';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }

  counts(): readonly EndingCount[] {
    return [...this.endings]
      .map(([ioctl, counts]) => {
        const failed = [...counts].filter(([errno]) => errno !== 'success').sort((a, b) => b[1] - a[1]);
        const succeeded = counts.get('success') ?? 0;
        return { ioctl, calls: failed.reduce((sum, [, count]) => sum + count, succeeded), succeeded, failed };
      })
      .sort((a, b) => (a.ioctl < b.ioctl ? -1 : 1));
  }

  /** How many steps that fail and branches there are, and those that no call came to. */
  steps(of: Interface, ioctls: readonly Ioctl[]): { readonly all: number; readonly unreached: readonly Unreached[] } {
    const found = new Map<string, { readonly step: Unreached; readonly reached: boolean }>();
    for (const ioctl of ioctls) {
      const marks = this.visits.of(Programs.of(of).ioctl(ioctl));
      for (const point of pointsOf(of, ioctl)) {
        const { what, step, place, label } = point;
        const key = placeOf(point);
        const before = found.get(key);
        found.set(key, {
          step: before?.step ?? { ioctl: ioctl.name, what, step, place },
          reached: before?.reached === true || marks[label] === 1,
        });
      }
    }
    const all = [...found.values()];
    return { all: all.length, unreached: all.filter(({ reached }) => !reached).map(({ step }) => step) };
  }
}
