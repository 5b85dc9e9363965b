import { subexpressions, type Expression } from '../spec/expression/expression.ts';

/** A column of a row, and what it is compared with. */
export interface Equality {
  readonly column: string;
  readonly to: Expression;
}

const known = new WeakMap<Expression, Equality | null>();

/**
 * What a condition asks of a row before anything else, if it is that a column equals something which is the same for all
 * rows; else null. `variable` is what the row is called in it.
 */
export function firstEquality(where: Expression, variable: string): Equality | null {
  let equality = known.get(where);
  if (equality === undefined) known.set(where, (equality = find(where, variable)));
  return equality;
}

function find(where: Expression, variable: string): Equality | null {
  if (where.op === 'function') return find(where.body, variable);
  if (where.op !== 'binary') return null;
  const { operator, left, right } = where;
  if (operator === '&&') return find(left, variable);
  if (operator !== '==') return null;
  return equalityOf(left, right, variable) ?? equalityOf(right, left, variable);
}

function equalityOf(column: Expression, to: Expression, variable: string): Equality | null {
  if (column.op !== 'column' || column.row.op !== 'variable' || column.row.name !== variable) return null;
  const steady = [...subexpressions(to)].every((part) => part.op !== 'variable' || part.name !== variable);
  return steady ? { column: column.column, to } : null;
}
