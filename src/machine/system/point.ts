import type { Interface } from '../../spec/interface.ts';
import type { Cursor, Instruction, Label, Local, Program } from '../program.ts';

/** Where an actor stands in a program while others run. */
export interface Point {
  /** Which of the actor's actions. */
  readonly action: number;
  /** Where it goes on: behind a gap, or at a wait, which looks again. */
  readonly at: Label;
  readonly yield: Extract<Instruction, { op: 'yield' }>;
  /** Is it inside of a verb that takes something down, so that nobody may sleep there for ever? */
  readonly teardown: boolean;
  /** The locals and cursors that are kept, by name in this order. */
  readonly kept: readonly (Local | Cursor)[];
}

/** Is it a cursor that is kept? */
export function isCursor(kept: Local | Cursor): kept is Cursor {
  return 'over' in kept;
}

/** The points of a program, in the order of its instructions. Parameters are the same at all of them, and not kept. */
export function pointsOf(program: Program, action: number, of: Interface): readonly Point[] {
  const known = new Map<string, Local | Cursor>(
    [...program.locals, ...program.cursors].map((each) => [each.name, each] as const),
  );
  return program.instructions.flatMap((instruction, at): Point[] => {
    if (instruction.op !== 'yield') return [];
    return [
      {
        action,
        at: instruction.until ? at : at + 1,
        yield: instruction,
        teardown: instruction.origin.verbs.some((name) => of.verbs.get(name)?.teardown === true),
        kept: instruction.live.flatMap((name) => known.get(name) ?? []),
      },
    ];
  });
}
