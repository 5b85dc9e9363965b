import { parts, typeName, type BinaryOperator, type Expression, type ValueType } from './expression.ts';

export const boolean: ValueType = { kind: 'boolean' };
export const literal: ValueType = { kind: 'literal' };

export function integer(width: 8 | 16 | 32 | 64): ValueType {
  return { kind: 'integer', width };
}

/** May the value stand where C wants a condition? */
export function condition(type: ValueType): boolean {
  return type.kind !== 'null' && type.kind !== 'state-enum';
}

/** May the value stand where C wants a number? */
export function number(type: ValueType): boolean {
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

/**
 * The number that an expression of numbers alone comes to in exact arithmetic, which may be negative; null where it is
 * not made of numbers alone, or is one of two.
 */
function exactValue(expression: Expression): bigint | null {
  if (expression.op === 'number') return expression.value;
  if (expression.op === 'unary' && expression.operator !== '!') {
    const operand = exactValue(expression.operand);
    return operand === null ? null : expression.operator === '~' ? ~operand : -operand;
  }
  if (expression.op !== 'binary') return null;
  const left = exactValue(expression.left);
  const right = exactValue(expression.right);
  return left === null || right === null ? null : exact(expression.operator, left, right);
}

function exact(operator: BinaryOperator, left: bigint, right: bigint): bigint | null {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? null : left / right;
    case '%':
      return right === 0n ? null : left % right;
    case '<<':
      return right < 0n || right > 63n ? null : left << right;
    case '>>':
      return right < 0n || right > 63n ? null : left >> right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    default:
      return null;
  }
}

/** True where a number has bits set above every width, so that its meaning depends on what it meets. */
function complementOfLiteral(expression: Expression): boolean {
  if (expression.type.kind !== 'literal') return false;
  if (expression.op === 'conditional') return complementOfLiteral(expression.yes) || complementOfLiteral(expression.no);
  const value = exactValue(expression);
  // Beside what is not known exactly, a negative part is one too many.
  return value === null ? parts(expression).some(complementOfLiteral) : value < 0n;
}

/** Is a number larger than what the type of the other operand holds? */
function outgrows(expression: Expression, type: ValueType): boolean {
  if (expression.type.kind !== 'literal' || type.kind !== 'integer') return false;
  if (expression.op === 'conditional') return outgrows(expression.yes, type) || outgrows(expression.no, type);
  const value = exactValue(expression);
  return value !== null && value >> BigInt(type.width) !== 0n;
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
      if (operator === '<' && left.type.kind === 'row' && right.type.kind === 'row' && unify(left.type, right.type))
        return boolean;
      if (!number(left.type) || !number(right.type))
        return `'${operator}' takes numbers, not a ${typeName(number(left.type) ? right.type : left.type)}`;
      if (exactValue(operator === '<' || operator === '>=' ? right : left) === 0n)
        return `numbers are unsigned: '${operator}' says nothing here, as nothing is below 0`;
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
  if (operator === '>>') return a.kind === 'integer' ? a : integer(64);
  if (!bitwise && operator !== '%' && operator !== '/') return integer(64);
  // What a number is masked with bounds the result; else the larger operand does.
  if (operator !== '&' && (outgrows(left, b) || outgrows(right, a))) return integer(64);
  return unify(a, b) ?? integer(64);
}

/** The type of `test ? yes : no`, or what is wrong with it. */
export function conditionalType(test: Expression, yes: Expression, no: Expression): ValueType | string {
  if (!condition(test.type)) return `a ${typeName(test.type)} is no condition`;
  const type = unify(yes.type, no.type);
  if (!type) return `'?:' gives a ${typeName(yes.type)} or a ${typeName(no.type)}, which are never the same`;
  if (type.kind === 'literal') return literal;
  if (complementOfLiteral(yes) || complementOfLiteral(no))
    return "the width of '~' or '-' on a number is not known beside the other value; write the value, or use U64_MAX";
  return outgrows(yes, type) || outgrows(no, type) ? integer(64) : type;
}

/**
 * An argument as a function's parameter holds it: a parameter is narrower by its type, and a bool is 0 or 1, as in a
 * call of C.
 */
export function passed(argument: Expression, type: ValueType): Expression {
  const { span } = argument;
  const constant = (value: bigint): Expression => ({ op: 'number', value, name: null, type: literal, span });
  if (type.kind === 'boolean' && number(argument.type))
    return { op: 'binary', operator: '!=', left: argument, right: constant(0n), type: boolean, span };
  const narrows =
    type.kind === 'integer' &&
    type.width < 64 &&
    (argument.type.kind === 'integer'
      ? argument.type.width > type.width
      : (exactValue(argument) ?? -1n) >> BigInt(type.width) !== 0n);
  if (!narrows || !number(argument.type)) return argument;
  return { op: 'binary', operator: '&', left: argument, right: constant((1n << BigInt(type.width)) - 1n), type, span };
}
