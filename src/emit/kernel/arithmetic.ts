import type { Expression } from '../../spec/expression/expression.ts';
import { evaluate, valueOf } from '../../spec/expression/known-bits.ts';
import type { BinaryExpression } from '../text/expression.ts';

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
      return expression.operator !== '!' && isWide(expression.operand);
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

/** Whether the operands must be widened to 64 bits, so that the result wraps nowhere earlier. */
export function needsWidening(expression: BinaryExpression): boolean {
  const { operator, left, right } = expression;
  if (!wrapping.has(operator) || isWide(left) || (operator !== '<<' && isWide(right))) return false;
  const value = constantOf(expression);
  return (value === null || value > largestInt) && !staysPositive(expression);
}

/** `~` or `-` of a constant that C takes as a 32-bit unsigned number, so that its upper half would be 0. */
function losesUpperHalf(expression: Expression): boolean {
  if (expression.op === 'binary') return losesUpperHalf(expression.left) || losesUpperHalf(expression.right);
  if (expression.op !== 'unary' || expression.operator === '!') return false;
  const value = constantOf(expression.operand);
  return value !== null && value > largestInt && value <= largestUnsigned;
}

function isPowerOfTwo(value: bigint): boolean {
  return value > 0n && (value & (value - 1n)) === 0n;
}

/**
 * Whether C means the same as the model: no shift by the width or more, no division that may be by 0, none of 64 bits
 * (32-bit kernels have no instruction for it) but by a power of two, no constant cut to 32 bits beside 64.
 */
export function meansTheSame({ operator, left, right }: BinaryExpression): boolean {
  const value = constantOf(right);
  switch (operator) {
    case '<<':
      return value !== null && value < 64n;
    case '>>':
      return value !== null && value < (isWide(left) ? 64n : 32n);
    case '/':
    case '%': {
      if (right.op === 'symbol') return right.name === 'PAGE_SIZE';
      if (value === null || value === 0n) return false;
      return isPowerOfTwo(value) || !(isWide(left) || isWide(right));
    }
    default:
      return !((isWide(left) && losesUpperHalf(right)) || (isWide(right) && losesUpperHalf(left)));
  }
}
