import { mapParts, type Expression } from '../spec/expression/expression.ts';
import type { Target } from '../spec/step.ts';
import type { Instruction } from './program.ts';

/** An expression with each of its parts, the innermost first, replaced. */
export function mapDeep(expression: Expression, change: (part: Expression) => Expression): Expression {
  return change(mapParts(expression, (part) => mapDeep(part, change)));
}

/** An instruction with each expression in it replaced; what a target becomes must be a target. */
export function mapExpressions(instruction: Instruction, change: (whole: Expression) => Expression): Instruction {
  const all = (values: Readonly<Record<string, Expression>>): Readonly<Record<string, Expression>> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
  switch (instruction.op) {
    case 'assign':
      return { ...instruction, target: asTarget(change(instruction.target)), value: change(instruction.value) };
    case 'test':
      return { ...instruction, when: change(instruction.when) };
    case 'find':
    case 'next-row':
    case 'remove':
      return { ...instruction, where: change(instruction.where) };
    case 'next-gap': {
      const { from, to, where } = instruction;
      return { ...instruction, from: change(from), to: change(to), where: change(where) };
    }
    case 'next-element':
      return { ...instruction, at: change(instruction.at), count: change(instruction.count) };
    case 'insert':
      return { ...instruction, values: all(instruction.values) };
    case 'choose': {
      const { from, to, aligned, bits, where } = instruction;
      const grid = { from: change(from), to: change(to), aligned: change(aligned), bits: change(bits) };
      return { ...instruction, ...grid, where: change(where) };
    }
    case 'copy-out-element': {
      const { at, index, count, values } = instruction;
      const place = { at: change(at), index: change(index), count: change(count) };
      return { ...instruction, ...place, values: values && all(values) };
    }
    case 'yield':
      return { ...instruction, until: instruction.until && change(instruction.until) };
    default:
      return instruction;
  }
}

function asTarget(expression: Expression): Target {
  if (expression.op === 'field' || expression.op === 'variable' || expression.op === 'column') return expression;
  throw new Error('a target stays a target');
}
