import type { BinaryOperator, Expression } from '../../spec/expression/expression.ts';

/** How the leaves of an expression are called where it is printed. */
export interface Naming {
  readonly field: (path: readonly string[]) => string;
  readonly variable: (name: string) => string;
  readonly column: (row: string, column: string) => string;
}

/** The names of the spec. */
export const specNaming: Naming = {
  field: (path) => path.join('.'),
  variable: (name) => name,
  column: (row, column) => `${row}.${column}`,
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
function parenthesised(parent: BinaryOperator, child: BinaryOperator, side: 'left' | 'right'): boolean {
  const outer = precedence[parent];
  const inner = precedence[child];
  if (inner === outer) return side === 'right' || !chains(parent, child);
  if (inner < outer) return true;
  if (parent === '||') return child === '&&';
  if (parent === '&&') return inner < comparison;
  return inner < arithmetic || outer < comparison || outer === shift;
}

function operand(expression: Expression, parent: BinaryOperator, side: 'left' | 'right', naming: Naming): string {
  const text = printExpression(expression, naming);
  if (expression.op === 'conditional') return `(${text})`;
  return expression.op === 'binary' && parenthesised(parent, expression.operator, side) ? `(${text})` : text;
}

function unaryOperand(expression: Expression, naming: Naming): string {
  const text = printExpression(expression, naming);
  const atom = !['binary', 'conditional'].includes(expression.op) && !text.startsWith('-');
  return atom ? text : `(${text})`;
}

function list(expressions: readonly Expression[], naming: Naming): string {
  return expressions.map((each) => printExpression(each, naming)).join(', ');
}

/** An expression as C, on one line. Quantifiers and questions to the environment print as calls. */
export function printExpression(expression: Expression, naming: Naming = specNaming): string {
  switch (expression.op) {
    case 'number':
      return expression.name ?? expression.value.toString();
    case 'field':
      return naming.field(expression.path);
    case 'variable':
      return naming.variable(expression.name);
    case 'column':
      return naming.column(printExpression(expression.row, naming), expression.column);
    case 'unary':
      return expression.operator + unaryOperand(expression.operand, naming);
    case 'binary': {
      const { operator, left, right } = expression;
      return `${operand(left, operator, 'left', naming)} ${operator} ${operand(right, operator, 'right', naming)}`;
    }
    case 'conditional': {
      const { test, yes, no } = expression;
      const condition = printExpression(test, naming);
      const guarded = test.op === 'conditional' ? `(${condition})` : condition;
      return `${guarded} ? ${printExpression(yes, naming)} : ${printExpression(no, naming)}`;
    }
    case 'quantifier': {
      const parts = [expression.variable, printExpression(expression.where, naming)];
      if (expression.value !== null) parts.push(printExpression(expression.value, naming));
      return `${expression.quantifier}(${parts.join(', ')})`;
    }
    case 'environment':
      return `${expression.question}(${list(expression.operands, naming)})`;
    case 'function':
      return `${expression.name}(${list(expression.operands, naming)})`;
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
