import { parts, type Expression } from './expression.ts';

const known = new WeakMap<Expression, number>();

/** How many parts an expression has when it is written out. One that is referred to twice counts twice. */
export function weightOf(expression: Expression): number {
  const before = known.get(expression);
  if (before !== undefined) return before;
  const weight = parts(expression).reduce((sum, part) => sum + weightOf(part), 1);
  known.set(expression, weight);
  return weight;
}
