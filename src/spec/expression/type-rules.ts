import { typeName, type BinaryOperator, type Expression, type ValueType } from './expression.ts';

export const boolean: ValueType = { kind: 'boolean' };
export const literal: ValueType = { kind: 'literal' };

export function integer(width: 8 | 16 | 32 | 64): ValueType {
  return { kind: 'integer', width };
}

/** May the value stand where C wants a condition? */
export function condition(type: ValueType): boolean {
  return type.kind !== 'null' && type.kind !== 'state-enum';
}

function number(type: ValueType): boolean {
  return type.kind === 'integer' || type.kind === 'literal';
}

/** The type that values of both types have, or null. */
export function unify(a: ValueType, b: ValueType): ValueType | null {
  if (number(a) && number(b))
    return a.kind === 'literal'
      ? b
      : b.kind === 'literal'
        ? a
        : a.kind === 'integer' && b.kind === 'integer' && a.width >= b.width
          ? a
          : b;
  if (a.kind === 'boolean' && b.kind === 'boolean') return a;
  // C's booleans are numbers.
  if (a.kind === 'boolean' && number(b)) return b;
  if (b.kind === 'boolean' && number(a)) return a;
  if (a.kind === 'row') return b.kind === 'null' || (b.kind === 'row' && a.table === b.table) ? a : null;
  if (a.kind === 'null') return b.kind === 'row' || b.kind === 'null' ? b : null;
  if (a.kind === 'state-enum' && b.kind === 'state-enum' && a.name === b.name) return a;
  return null;
}

/** May a value of type `from` be put where `to` is? A narrower place takes a wider value only by a mistake, unless the caller checks. */
export function assignable(to: ValueType, from: ValueType): boolean {
  return unify(to, from) !== null;
}

/** True where the value has bits set above every width, so its meaning depends on what it meets. */
function complementOfLiteral(expression: Expression): boolean {
  return (
    expression.type.kind === 'literal' &&
    ((expression.op === 'unary' && expression.operator !== '!') ||
      (expression.op === 'binary' && (complementOfLiteral(expression.left) || complementOfLiteral(expression.right))))
  );
}

function complement(expression: Expression): boolean {
  return expression.op === 'unary' && expression.operator === '~';
}

/** The type of `left operator right`, or what is wrong with it. */
export function binaryType(operator: BinaryOperator, left: Expression, right: Expression): ValueType | string {
  switch (operator) {
    case '&&':
    case '||':
      if (!condition(left.type) || !condition(right.type))
        return `'${operator}' does not take a ${typeName(condition(left.type) ? right.type : left.type)}`;
      return boolean;
    case '==':
    case '!=':
      if (!unify(left.type, right.type)) return `a ${typeName(left.type)} is never equal to a ${typeName(right.type)}`;
      if (complementOfLiteral(left) || complementOfLiteral(right))
        return `the width of '~' or '-' on a number is not known beside '${operator}'; write the value, or use U64_MAX`;
      return boolean;
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (!number(left.type) || !number(right.type))
        return `'${operator}' takes numbers, not a ${typeName(number(left.type) ? right.type : left.type)}`;
      if (complementOfLiteral(left) || complementOfLiteral(right))
        return `the width of '~' or '-' on a number is not known beside '${operator}'; write the value, or use U64_MAX`;
      return boolean;
    default:
      return arithmetic(operator, left, right);
  }
}

function arithmetic(operator: BinaryOperator, left: Expression, right: Expression): ValueType | string {
  const a = left.type;
  const b = right.type;
  if (!number(a) || !number(b)) return `'${operator}' takes numbers, not a ${typeName(number(a) ? b : a)}`;
  const amount = right.op === 'number' ? right.value : null;
  if (amount === 0n && (operator === '/' || operator === '%')) return `'${operator}' by 0 has no value`;
  if (amount !== null && amount > 63n && (operator === '<<' || operator === '>>'))
    return `'${operator}' by ${String(amount)} has no value in C: there are 64 bits`;
  if (a.kind === 'literal' && b.kind === 'literal') return literal;
  const bitwise = operator === '&' || operator === '|' || operator === '^';
  // In C the narrow complement is zero-extended and clears the upper half.
  if (
    bitwise &&
    a.kind === 'integer' &&
    b.kind === 'integer' &&
    a.width !== b.width &&
    (complement(left) || complement(right))
  )
    return `'~' of a u${String(Math.min(a.width, b.width))} meets a u${String(Math.max(a.width, b.width))}: the upper bits would be lost`;
  if (operator !== '&' && (complementOfLiteral(left) || complementOfLiteral(right)))
    return `the width of '~' or '-' on a number is not known beside '${operator}'`;
  if (bitwise || operator === '%' || operator === '/' || operator === '>>') return unify(a, b) ?? integer(64);
  return integer(64);
}
