import type { BinaryOperator, Expression } from '../../spec/expression/expression.ts';
import { commaList, flat, prefixed, type Bracketed, type Breakable, type Chain } from './breakable.ts';

/** How the parts of an expression are called where it is printed. */
export interface Naming {
  readonly field: (path: readonly string[]) => string;
  readonly variable: (name: string) => string;
  readonly column: (row: string, column: string) => string;
  readonly number: (value: bigint) => string;
  /** A cast that the (left) operand of an operator needs to keep its meaning: `(u64)`, or nothing. */
  readonly cast: (expression: BinaryExpression | UnaryExpression) => string;
}

export type UnaryExpression = Extract<Expression, { op: 'unary' }>;
export type BinaryExpression = Extract<Expression, { op: 'binary' }>;

/** The names of the spec. */
export const specNaming: Naming = {
  field: (path) => path.join('.'),
  variable: (name) => name,
  column: (row, column) => `${row}.${column}`,
  number: (value) => value.toString(),
  cast: () => '',
};

/** C's precedence of binary operators; the higher binds closer. */
const precedence: Readonly<Record<BinaryOperator, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

const comparison = precedence['=='];
const shift = precedence['<<'];
const arithmetic = precedence['+'];

/** Pairs that people write without parentheses: the left operand of `+` or `*` and the like, and chains of one operator. */
function chains(parent: BinaryOperator, child: BinaryOperator): boolean {
  if (precedence[parent] >= arithmetic) return precedence[child] === precedence[parent];
  return parent === child && precedence[parent] < comparison;
}

/** Whether a binary operand gets parentheses: where C would group otherwise, and where gcc's -Wparentheses asks for them. */
export function parenthesised(parent: BinaryOperator, child: BinaryOperator, side: 'left' | 'right'): boolean {
  const outer = precedence[parent];
  const inner = precedence[child];
  if (inner === outer) return side === 'right' || !chains(parent, child);
  if (inner < outer) return true;
  if (parent === '||' || parent === '&&') return inner < comparison;
  return inner < arithmetic || outer < comparison || outer === shift;
}

function parentheses(inside: Breakable): Bracketed {
  return { open: '(', inside, close: ')' };
}

function isChain(piece: Breakable): piece is Chain {
  return typeof piece !== 'string' && 'operands' in piece;
}

function operand(expression: Expression, parent: BinaryOperator, side: 'left' | 'right', naming: Naming): Breakable {
  const piece = expressionLayout(expression, naming);
  if (expression.op === 'conditional') return parentheses(piece);
  // gcc's -Wlogical-not-parentheses: `!a == b` looks like `!(a == b)`.
  const negates = expression.op === 'unary' && expression.operator === '!' && side === 'left';
  if (negates && precedence[parent] >= comparison && precedence[parent] < shift) return parentheses(piece);
  return expression.op === 'binary' && parenthesised(parent, expression.operator, side) ? parentheses(piece) : piece;
}

function unaryOperand(expression: Expression, naming: Naming): Exclude<Breakable, Chain> {
  const piece = expressionLayout(expression, naming);
  return isChain(piece) || flat(piece).startsWith('-') ? parentheses(piece) : piece;
}

function binary(expression: BinaryExpression, naming: Naming): Breakable {
  const { operator } = expression;
  const left = operand(expression.left, operator, 'left', naming);
  const right = operand(expression.right, operator, 'right', naming);
  const cast = naming.cast(expression);
  if (cast !== '') {
    const whole = prefixed(cast, isChain(left) ? parentheses(left) : left);
    return { operands: [whole, right], separators: [operator] };
  }
  // `a || b || c` is one chain, however it is grouped.
  const chained = isChain(left) && expression.left.op === 'binary' && expression.left.operator === operator;
  if (chained) return { operands: [...left.operands, right], separators: [...left.separators, operator] };
  return { operands: [left, right], separators: [operator] };
}

function call(name: string, operands: readonly Breakable[]): Bracketed {
  return { open: `${name}(`, inside: commaList(operands), close: ')' };
}

/** An expression as C that knows where it may be broken. */
export function expressionLayout(expression: Expression, naming: Naming = specNaming): Breakable {
  const layout = (each: Expression): Breakable => expressionLayout(each, naming);
  switch (expression.op) {
    case 'number':
      return expression.name ?? naming.number(expression.value);
    case 'field':
      return naming.field(expression.path);
    case 'variable':
      return naming.variable(expression.name);
    case 'column':
      return naming.column(printExpression(expression.row, naming), expression.column);
    case 'unary':
      return prefixed(expression.operator + naming.cast(expression), unaryOperand(expression.operand, naming));
    case 'binary':
      return binary(expression, naming);
    case 'conditional': {
      const { test, yes, no } = expression;
      const guarded = test.op === 'conditional' ? parentheses(layout(test)) : layout(test);
      return { operands: [guarded, layout(yes), layout(no)], separators: ['?', ':'] };
    }
    case 'quantifier': {
      const value = expression.value === null ? [] : [layout(expression.value)];
      return call(expression.quantifier, [expression.variable, layout(expression.where), ...value]);
    }
    case 'environment':
      return call(expression.question, expression.operands.map(layout));
    case 'function':
      return call(expression.name, expression.operands.map(layout));
    case 'symbol':
    case 'state-value':
      return expression.name;
    case 'boolean':
      return expression.value.toString();
    case 'call-size':
      return expression.which;
    case 'null':
      return 'NULL';
  }
}

/** An expression as C, on one line. Quantifiers and questions to the environment print as calls. */
export function printExpression(expression: Expression, naming: Naming = specNaming): string {
  return flat(expressionLayout(expression, naming));
}
