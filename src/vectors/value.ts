import type { BinaryOperator, Expression, SymbolName } from '../spec/expression/expression.ts';

/** An address that a test program has ready. */
export type Place =
  /** The start of memory that can be read and written, aligned to pages, `bufferPages` long and filled with zeros. */
  | 'buffer'
  /** The start of a page that nothing is mapped at, right behind the buffer. */
  | 'unmapped'
  /** The start of a page with every bit set, for data of drivers; only vectors that need a device have it. */
  | 'ones';

/**
 * A value as an expression, so that it holds whatever the page size and wherever memory and objects are. Arithmetic is
 * unsigned 64-bit, as in specs.
 */
export type SymbolicValue =
  /** `name` is the enumerator that it was written as, in full; null for digits. */
  | { readonly kind: 'number'; readonly value: bigint; readonly name: string | null }
  | { readonly kind: 'symbol'; readonly name: SymbolName }
  | { readonly kind: 'place'; readonly place: Place }
  /** The address of the call's own array for the pointer `field`. */
  | { readonly kind: 'array'; readonly field: string }
  /** The descriptor of one of the files in files.ts. */
  | { readonly kind: 'descriptor'; readonly file: string }
  /** A member of the argument of an earlier call, after it; `call` counts the set-up calls from 0. */
  | { readonly kind: 'result'; readonly call: number; readonly field: string }
  | {
      readonly kind: 'unary';
      readonly operator: '~' | '-';
      readonly operand: SymbolicValue;
    }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: SymbolicValue;
      readonly right: SymbolicValue;
    };

/** What the leaves of a symbolic value come to. */
export interface Binding {
  symbol(name: SymbolName): bigint;
  place(place: Place): bigint;
  array(field: string): bigint;
  descriptor(file: string): bigint;
  result(call: number, field: string): bigint;
}

export function number(value: bigint, name: string | null = null): SymbolicValue {
  return { kind: 'number', value, name };
}

export function symbol(name: SymbolName): SymbolicValue {
  return { kind: 'symbol', name };
}

export const pageSize = symbol('PAGE_SIZE');

/** `count` pages. */
export function pages(count: bigint): SymbolicValue {
  return count === 1n ? pageSize : { kind: 'binary', operator: '*', left: number(count), right: pageSize };
}

/** `value + by`, folded where the last term is a number. */
export function plus(value: SymbolicValue, by: bigint): SymbolicValue {
  if (value.kind === 'number') return number(value.value + by);
  if (value.kind === 'binary' && value.right.kind === 'number' && (value.operator === '+' || value.operator === '-')) {
    const term = (value.operator === '+' ? value.right.value : -value.right.value) + by;
    return term === 0n ? value.left : sum(value.left, term);
  }
  return by === 0n ? value : sum(value, by);
}

function sum(left: SymbolicValue, term: bigint): SymbolicValue {
  return { kind: 'binary', operator: term < 0n ? '-' : '+', left, right: number(term < 0n ? -term : term) };
}

export function add(left: SymbolicValue, right: SymbolicValue): SymbolicValue {
  if (right.kind === 'number') return plus(left, right.value);
  if (left.kind === 'number') return plus(right, left.value);
  const together = (pageCount(left) ?? 0n) + (pageCount(right) ?? 0n);
  if (pageCount(left) !== null && pageCount(right) !== null) return pages(together);
  return { kind: 'binary', operator: '+', left, right };
}

/** How many pages a value is; null where it is written otherwise. */
function pageCount(value: SymbolicValue): bigint | null {
  if (value.kind === 'symbol') return value.name === 'PAGE_SIZE' ? 1n : null;
  if (value.kind !== 'binary' || value.operator !== '*' || value.left.kind !== 'number') return null;
  return value.right.kind === 'symbol' && value.right.name === 'PAGE_SIZE' ? value.left.value : null;
}

export function or(values: readonly SymbolicValue[]): SymbolicValue {
  const [first = number(0n), ...rest] = values.filter((each) => each.kind !== 'number' || each.value !== 0n);
  return rest.reduce((left, right) => ({ kind: 'binary', operator: '|', left, right }), first);
}

const mask = 0xffff_ffff_ffff_ffffn;

/** The number that a value comes to. */
export function numberOf(value: SymbolicValue, binding: Binding): bigint {
  switch (value.kind) {
    case 'number':
      return value.value & mask;
    case 'symbol':
      return binding.symbol(value.name);
    case 'place':
      return binding.place(value.place);
    case 'array':
      return binding.array(value.field);
    case 'descriptor':
      return binding.descriptor(value.file);
    case 'result':
      return binding.result(value.call, value.field);
    case 'unary': {
      const operand = numberOf(value.operand, binding);
      return (value.operator === '~' ? ~operand : -operand) & mask;
    }
    case 'binary':
      return combine(value.operator, numberOf(value.left, binding), numberOf(value.right, binding)) & mask;
  }
}

function combine(operator: BinaryOperator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return left << right;
    case '>>':
      return left >> right;
    default:
      throw new RangeError(`'${operator}' makes no number`);
  }
}

const arithmetic: readonly BinaryOperator[] = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>'];

/** An expression of a spec as a symbolic value; null where it is not made of numbers and symbols alone. */
export function closedValue(expression: Expression): SymbolicValue | null {
  switch (expression.op) {
    case 'number':
      return number(expression.value, expression.name);
    case 'symbol':
      // Userspace has no way to name it.
      return expression.name === 'HPAGE_SIZE' ? null : symbol(expression.name);
    case 'unary': {
      const operand = closedValue(expression.operand);
      return operand && expression.operator !== '!' ? { kind: 'unary', operator: expression.operator, operand } : null;
    }
    case 'binary': {
      if (!arithmetic.includes(expression.operator)) return null;
      const left = closedValue(expression.left);
      const right = closedValue(expression.right);
      return left && right ? { kind: 'binary', operator: expression.operator, left, right } : null;
    }
    default:
      return null;
  }
}

const keys = new WeakMap<SymbolicValue, string>();

/** Equal for values that are written the same. */
export function keyOf(value: SymbolicValue): string {
  let key = keys.get(value);
  if (key === undefined) keys.set(value, (key = writtenOut(value)));
  return key;
}

/** Are two values written the same? */
export function same(a: SymbolicValue, b: SymbolicValue): boolean {
  return a === b || keyOf(a) === keyOf(b);
}

function writtenOut(value: SymbolicValue): string {
  switch (value.kind) {
    case 'number':
      return value.name ?? value.value.toString();
    case 'symbol':
      return value.name;
    case 'place':
      return `&${value.place}`;
    case 'array':
      return `&${value.field}[]`;
    case 'descriptor':
      return `fd:${value.file}`;
    case 'result':
      return `${String(value.call)}:${value.field}`;
    case 'unary':
      return `${value.operator}(${keyOf(value.operand)})`;
    case 'binary':
      return `(${keyOf(value.left)} ${value.operator} ${keyOf(value.right)})`;
  }
}
