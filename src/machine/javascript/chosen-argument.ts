import type { Expression } from '../../spec/expression/expression.ts';
import { argumentLocal } from '../system/argument.ts';
import type { SystemAction } from '../system/system.ts';

/** A member of an argument, and what a call gave it. */
export interface GivenMember {
  readonly member: string;
  readonly value: Expression;
  /** Might the call have given it something else? */
  readonly chosen: boolean;
}

/** The argument that an action began with. `chosen` are the ways that it went, of which those of the argument come first. */
export function chosenArgument({ action, program }: SystemAction, chosen: readonly number[]): readonly GivenMember[] {
  let next = 0;
  return [...action.argument].flatMap(([member, values]): GivenMember[] => {
    const read = program.locals.some((each) => each.name === argumentLocal(member));
    const several = read && values.length > 1;
    const value = values[several ? (chosen[next++] ?? 0) : 0];
    return value ? [{ member, value, chosen: several }] : [];
  });
}
