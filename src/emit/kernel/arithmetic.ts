import type { Expression } from '../../spec/expression/expression.ts';
import { evaluate, valueOf } from '../../spec/expression/known-bits.ts';
import type { BinaryExpression, UnaryExpression } from '../text/expression.ts';

/*
 * The model computes in unsigned 64 bits. C computes in the width of its operands, and half of the symbols are
 * `unsigned long`, which has 32 bits on some machines.
 */

const largestInt = 0x7fff_ffffn;
const largestUnsigned = 0xffff_ffffn;
/** No machine has smaller pages. */
const smallestPage = 4096n;
const wrapping: ReadonlySet<string> = new Set(['+', '-', '*', '<<']);

/** The value of an expression that has one whatever the argument is. */
export function constantOf(expression: Expression): bigint | null {
  const known = evaluate(expression, { field: () => undefined, variable: () => undefined });
  return valueOf(known);
}

/** A difference that stays above 0 in any width: `PAGE_SIZE - 1`, `SIZE_MAX - PAGE_SIZE`. */
function staysPositive({ operator, left, right }: BinaryExpression): boolean {
  if (operator !== '-' || left.op !== 'symbol') return false;
  if (right.op === 'symbol') return left.name.endsWith('_MAX') && !right.name.endsWith('_MAX');
  const value = constantOf(right);
  return value !== null && value < smallestPage;
}

/** Whether C has 64 bits for the value on every machine. */
export function isWide(expression: Expression): boolean {
  switch (expression.op) {
    case 'number':
      return expression.value > largestUnsigned;
    case 'symbol':
      return expression.name === 'U64_MAX';
    case 'field':
    case 'variable':
      return expression.type.kind === 'integer' && expression.type.width === 64;
    case 'unary':
      return expression.operator !== '!' && (needsWidening(expression) || isWide(expression.operand));
    case 'binary':
      return isWideBinary(expression);
    case 'conditional':
      return isWide(expression.yes) || isWide(expression.no);
    default:
      return false;
  }
}

function isWideBinary(expression: BinaryExpression): boolean {
  const { operator, left, right, type } = expression;
  if (type.kind === 'boolean') return false;
  if (needsWidening(expression)) return true;
  return isWide(left) || (operator !== '<<' && operator !== '>>' && isWide(right));
}

/** Whether an operand must be widened to 64 bits, so that the result wraps nowhere earlier and has all its upper bits. */
export function needsWidening(expression: BinaryExpression | UnaryExpression): boolean {
  if (expression.op === 'unary') {
    const { operator, operand } = expression;
    // Half of the symbols have 32 bits on some machines.
    return operator !== '!' && operand.type.kind === 'integer' && operand.type.width === 64 && !isWide(operand);
  }
  const { operator, left, right } = expression;
  if (!wrapping.has(operator) || isWide(left) || (operator !== '<<' && isWide(right))) return false;
  const value = constantOf(expression);
  return (value === null || value > largestInt) && !staysPositive(expression);
}

/** `~` or `-` of a constant. In C its width is that of an int; in the model, that of what it meets. */
export function isComplement(expression: Expression): expression is UnaryExpression {
  return expression.op === 'unary' && expression.operator !== '!' && expression.type.kind === 'literal';
}

/** Whether `mask & of` is in C what it is in the model, for a mask that is a complement. */
function masksTheSame(mask: UnaryExpression, of: Expression): boolean {
  const value = constantOf(mask.operand);
  if (mask.operator !== '~' || isComplement(mask.operand) || value === null) return false;
  // An int is extended by its sign, and 64 bits stay; 32 unsigned bits would clear the upper half.
  if (value <= largestInt || value > largestUnsigned) return true;
  return of.type.kind === 'integer' && of.type.width <= 32;
}

function isPowerOfTwo(value: bigint): boolean {
  return value > 0n && (value & (value - 1n)) === 0n;
}

function dividesTheSame(left: Expression, right: Expression): boolean {
  if (right.op === 'symbol') return right.name === 'PAGE_SIZE';
  const value = constantOf(right);
  if (value === null || value === 0n) return false;
  // 32-bit kernels have no instruction for other divisions of 64 bits.
  return isPowerOfTwo(value) || !(isWide(left) || isWide(right));
}

function binaryMeansTheSame({ operator, left, right }: BinaryExpression): boolean {
  if (operator === '&') {
    if (isComplement(left)) return !isComplement(right) && masksTheSame(left, right);
    return !isComplement(right) || masksTheSame(right, left);
  }
  const value = constantOf(right);
  switch (operator) {
    case '<<':
      return value !== null && value < 64n;
    case '>>':
      return value !== null && value < (isWide(left) ? 64n : 32n);
    case '/':
    case '%':
      return dividesTheSame(left, right);
    default:
      return true;
  }
}

/**
 * Whether C means by an operator what the model means, its operands being the same: no shift by the width or more, no
 * division that may be by 0, no complement of another width.
 */
export function meansTheSame(expression: Expression): boolean {
  switch (expression.op) {
    case 'unary': {
      const { operator, operand } = expression;
      if (operator === '!') return !isComplement(operand);
      if (isComplement(operand)) return false;
      // C takes what is narrower than an int for one, and 32 bits for 64 where a longer number is in them.
      const { type } = operand;
      return type.kind !== 'integer' || type.width === 64 || (type.width === 32 && !isWide(operand));
    }
    case 'binary': {
      const { operator, left, right } = expression;
      const isMask = operator === '&';
      if (!isMask && (isComplement(left) || isComplement(right))) return false;
      return binaryMeansTheSame(expression);
    }
    case 'conditional': {
      const { test, yes, no } = expression;
      return ![test, yes, no].some(isComplement);
    }
    default:
      return true;
  }
}
