import { conditionsOf } from '../../machine/conditions-of.ts';
import type { Instruction } from '../../machine/program.ts';
import type { Expression } from '../../spec/expression/expression.ts';

/** What an instruction looks at to go on. */
export function expressionsOf(instruction: Instruction): readonly Expression[] {
  switch (instruction.op) {
    case 'assign':
      return [instruction.value];
    case 'next-element':
      return [instruction.at, instruction.count];
    default:
      return conditionsOf(instruction);
  }
}
