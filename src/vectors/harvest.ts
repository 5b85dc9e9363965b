import type { Program } from '../machine/program.ts';
import type { Expression } from '../spec/expression/expression.ts';
import { parts } from '../spec/expression/expression.ts';
import { closedValue, keyOf, type SymbolicValue } from './value.ts';

/**
 * The values that the conditions of a program compare with: every largest expression in them that is made of numbers
 * and symbols alone. The same text is taken once; the order is that of the program.
 */
export function harvest(program: Program): readonly SymbolicValue[] {
  const found = new Map<string, SymbolicValue>();
  for (const condition of program.instructions.flatMap(conditions))
    for (const value of closed(condition)) found.set(keyOf(value), value);
  return [...found.values()];
}

/** Values of several slots, by key, that a condition asks for together: `iova == 0 && length == U64_MAX`. */
export type Special = readonly (readonly [string, SymbolicValue])[];

/** What the conditions of a program ask for by `==`. */
export function specials(program: Program): readonly Special[] {
  const found = program.instructions.flatMap(conditions).map(equalities);
  return [
    ...new Map(
      found
        .filter((each) => each.length > 1)
        .map((each) => [JSON.stringify(each.map(([key, value]) => [key, keyOf(value)])), each]),
    ).values(),
  ];
}

function equalities(expression: Expression): Special {
  if (expression.op !== 'binary') return [];
  // A switch compares its condition with true and false.
  if (expression.operator === '==' && expression.left.op === 'binary' && expression.right.op === 'boolean')
    return equalities(expression.left);
  if (expression.operator === '&&') return [...equalities(expression.left), ...equalities(expression.right)];
  const value = expression.operator === '==' && expression.left.op === 'field' ? closedValue(expression.right) : null;
  return value && expression.left.op === 'field' ? [[expression.left.path.join('.'), value]] : [];
}

/**
 * The capabilities that a program asks for, by name: in conditions, or also in what it writes into rows, which decides
 * whom pinned pages are charged to.
 */
export function capabilities(program: Program, where: 'conditions' | 'everywhere'): readonly string[] {
  const asked = program.instructions.flatMap((each) => [
    ...conditions(each),
    ...(where === 'everywhere' && each.op === 'insert' ? Object.values(each.values) : []),
  ]);
  return [...new Set(asked.flatMap(questions))];
}

function conditions(instruction: Program['instructions'][number]): readonly Expression[] {
  switch (instruction.op) {
    case 'test':
      return [instruction.when];
    case 'find':
    case 'next-row':
    case 'next-gap':
      return [instruction.where];
    case 'choose':
      return [instruction.where, instruction.from, instruction.to];
    default:
      return [];
  }
}

function closed(expression: Expression): readonly SymbolicValue[] {
  // The number of a capability is no value for an argument.
  if (expression.op === 'environment') return [];
  const value = closedValue(expression);
  return value ? [value] : parts(expression).flatMap(closed);
}

function questions(expression: Expression): readonly string[] {
  const own =
    expression.op === 'environment' && expression.question === 'capable'
      ? expression.operands.flatMap((each) => (each.op === 'number' && each.name !== null ? [each.name] : []))
      : [];
  return [...own, ...parts(expression).flatMap(questions)];
}
