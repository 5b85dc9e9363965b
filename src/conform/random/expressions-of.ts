import type { Instruction } from '../../machine/program.ts';
import type { Expression } from '../../spec/expression/expression.ts';

/** What an instruction looks at to go on. */
export function expressionsOf(instruction: Instruction): readonly Expression[] {
  switch (instruction.op) {
    case 'assign':
      return [instruction.value];
    case 'test':
      return [instruction.when];
    case 'find':
    case 'next-row':
    case 'remove':
      return [instruction.where];
    case 'next-gap':
      return [instruction.where, instruction.from, instruction.to];
    case 'choose':
      return [instruction.where, instruction.from, instruction.to];
    case 'next-element':
      return [instruction.at, instruction.count];
    default:
      return [];
  }
}
