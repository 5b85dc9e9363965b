import { successors } from '../../machine/labels.ts';
import type { Label, Program } from '../../machine/program.ts';

/** How far each instruction of a program is from some of them, in instructions: infinitely, where no way leads there. */
export class Approach {
  /** The instructions from which a way leads there, the nearest first. */
  private readonly near: readonly { readonly at: number; readonly away: number }[];

  constructor({ instructions }: Program, goals: readonly Label[]) {
    const before: Label[][] = instructions.map(() => []);
    for (const [at, instruction] of instructions.entries())
      for (const next of successors(instruction, at)) before[next]?.push(at);
    const near: { readonly at: number; readonly away: number }[] = [];
    const seen = new Set<number>();
    let reached = [...goals];
    for (let away = 0; reached.length > 0; away++) {
      const here = [...new Set(reached)].filter((at) => !seen.has(at));
      for (const at of here) {
        seen.add(at);
        near.push({ at, away });
      }
      reached = here.flatMap((at) => before[at] ?? []);
    }
    this.near = near;
  }

  /** How near a call came that has made these marks: 0 where it came to a goal, infinitely where no way leads there. */
  nearest(marks: Uint8Array): number {
    return this.near.find(({ at }) => marks[at] === 1)?.away ?? Infinity;
  }
}
