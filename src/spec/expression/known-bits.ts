import type { BinaryOperator, Expression } from './expression.ts';

/** What is certain of a 64-bit value: bits that are 0, and bits that are 1. The two never overlap. */
export interface KnownBits {
  readonly zeros: bigint;
  readonly ones: bigint;
}

/** What is known of the fields and variables of an expression. */
export interface Knowledge {
  field(path: readonly string[]): KnownBits | undefined;
  variable(name: string): KnownBits | undefined;
}

const all = (1n << 64n) - 1n;
const unknown: KnownBits = { zeros: 0n, ones: 0n };
const yes = exactly(1n);
const no = exactly(0n);
const either: KnownBits = { zeros: all ^ 1n, ones: 0n };

export function exactly(value: bigint): KnownBits {
  const bits = value & all;
  return { zeros: all ^ bits, ones: bits };
}

/** The value, where every bit of it is known. */
export function valueOf({ zeros, ones }: KnownBits): bigint | null {
  return (zeros | ones) === all ? ones : null;
}

/** Whether C takes the value as true; null where that is not certain. */
export function truth({ zeros, ones }: KnownBits): boolean | null {
  if (ones !== 0n) return true;
  return zeros === all ? false : null;
}

/** What is certain of an expression's value. */
export function evaluate(expression: Expression, known: Knowledge): KnownBits {
  return narrowed(raw(expression, known), expression);
}

function raw(expression: Expression, known: Knowledge): KnownBits {
  switch (expression.op) {
    case 'number':
      return exactly(expression.value);
    case 'boolean':
      return expression.value ? yes : no;
    case 'state-value':
      return exactly(BigInt(expression.index));
    case 'field':
      return known.field(expression.path) ?? unknown;
    case 'variable':
      return known.variable(expression.name) ?? unknown;
    case 'unary': {
      const operand = evaluate(expression.operand, known);
      if (expression.operator === '!') return boolean(negated(truth(operand)));
      if (expression.operator === '~') return { zeros: operand.ones, ones: operand.zeros };
      const value = valueOf(operand);
      return value === null ? unknown : exactly(-value);
    }
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, known), evaluate(expression.right, known));
    case 'conditional': {
      const test = truth(evaluate(expression.test, known));
      const [then, otherwise] = [evaluate(expression.yes, known), evaluate(expression.no, known)];
      if (test !== null) return test ? then : otherwise;
      return { zeros: then.zeros & otherwise.zeros, ones: then.ones & otherwise.ones };
    }
    case 'function':
      return evaluate(expression.body, known);
    default:
      return unknown;
  }
}

/** Cuts a value to the width of its type. */
function narrowed({ zeros, ones }: KnownBits, { type }: Expression): KnownBits {
  if (type.kind === 'boolean' && truth({ zeros, ones }) === null) return either;
  if (type.kind !== 'integer') return { zeros, ones };
  const mask = (1n << BigInt(type.width)) - 1n;
  return { zeros: zeros | (all ^ mask), ones: ones & mask };
}

function binary(operator: BinaryOperator, left: KnownBits, right: KnownBits): KnownBits {
  switch (operator) {
    case '&':
      return { zeros: left.zeros | right.zeros, ones: left.ones & right.ones };
    case '|':
      return { zeros: left.zeros & right.zeros, ones: left.ones | right.ones };
    case '^': {
      const certain = (left.zeros | left.ones) & (right.zeros | right.ones);
      const ones = (left.ones ^ right.ones) & certain;
      return { zeros: certain ^ ones, ones };
    }
    case '&&':
      return boolean(both(truth(left), truth(right)));
    case '||':
      return boolean(negated(both(negated(truth(left)), negated(truth(right)))));
    case '==':
      return boolean(equal(left, right));
    case '!=':
      return boolean(negated(equal(left, right)));
    case '<':
      return boolean(less(left, right));
    case '>':
      return boolean(less(right, left));
    case '<=':
      return boolean(negated(less(right, left)));
    case '>=':
      return boolean(negated(less(left, right)));
    default:
      return arithmetic(operator, valueOf(left), valueOf(right));
  }
}

function arithmetic(
  operator: Extract<BinaryOperator, '+' | '-' | '*' | '/' | '%' | '<<' | '>>'>,
  left: bigint | null,
  right: bigint | null,
): KnownBits {
  if (left === null || right === null) return unknown;
  switch (operator) {
    case '+':
      return exactly(left + right);
    case '-':
      return exactly(left - right);
    case '*':
      return exactly(left * right);
    case '/':
      return right === 0n ? unknown : exactly(left / right);
    case '%':
      return right === 0n ? unknown : exactly(left % right);
    case '<<':
      return right > 63n ? unknown : exactly(left << right);
    case '>>':
      return right > 63n ? unknown : exactly(left >> right);
  }
}

/** Whether the two are the same; null where that is not certain. */
export function equal(left: KnownBits, right: KnownBits): boolean | null {
  if ((left.ones & right.zeros) !== 0n || (left.zeros & right.ones) !== 0n) return false;
  return valueOf(left) !== null && valueOf(right) !== null ? true : null;
}

/** The least value has 0, and the greatest 1, in each bit that is not known. */
function less(left: KnownBits, right: KnownBits): boolean | null {
  if ((all ^ left.zeros) < right.ones) return true;
  return left.ones >= (all ^ right.zeros) ? false : null;
}

function both(left: boolean | null, right: boolean | null): boolean | null {
  if (left === false || right === false) return false;
  return left === null || right === null ? null : true;
}

function negated(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function boolean(value: boolean | null): KnownBits {
  if (value === null) return either;
  return value ? yes : no;
}
