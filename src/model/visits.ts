import type { Program } from '../machine/program.ts';

/** Which instructions of programs were come to, over any number of runs. */
export class Visits {
  private readonly marks = new Map<Program, Uint8Array>();

  /** The marks of a program's instructions: 1 for those that were come to. */
  of(program: Program): Uint8Array {
    let marks = this.marks.get(program);
    if (!marks) this.marks.set(program, (marks = new Uint8Array(program.instructions.length)));
    return marks;
  }
}
