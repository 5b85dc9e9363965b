import { successors } from '../../machine/labels.ts';
import type { Label, Program } from '../../machine/program.ts';

/** How far each instruction of a program is from some of them, in instructions: infinitely, where no way leads there. */
export class Approach {
  private readonly distances: readonly number[];

  constructor({ instructions }: Program, goals: readonly Label[]) {
    const before: Label[][] = instructions.map(() => []);
    for (const [at, instruction] of instructions.entries())
      for (const next of successors(instruction, at)) before[next]?.push(at);
    const distances = instructions.map(() => Infinity);
    let reached = [...goals];
    for (let away = 0; reached.length > 0; away++) {
      const here = reached.filter((at) => distances[at] === Infinity);
      for (const at of here) distances[at] = away;
      reached = here.flatMap((at) => before[at] ?? []);
    }
    this.distances = distances;
  }

  /** How near a call came that has made these marks: 0 where it came to a goal. */
  nearest(marks: Uint8Array): number {
    let nearest = Infinity;
    for (const [at, away] of this.distances.entries()) if (marks[at] === 1 && away < nearest) nearest = away;
    return nearest;
  }
}
