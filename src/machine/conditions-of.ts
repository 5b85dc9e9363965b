import type { Expression } from '../spec/expression/expression.ts';
import type { Instruction } from './program.ts';

/** What decides where an instruction leads: its condition, and the bounds of what it goes over or chooses from. */
export function conditionsOf(instruction: Instruction): readonly Expression[] {
  switch (instruction.op) {
    case 'test':
      return [instruction.when];
    case 'find':
    case 'next-row':
    case 'remove':
      return [instruction.where];
    case 'next-gap':
    case 'choose':
      return [instruction.where, instruction.from, instruction.to];
    default:
      return [];
  }
}
