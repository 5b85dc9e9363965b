import type { Span } from '../diagnostics/span.ts';
import type { Expression, ValueType } from '../spec/expression/expression.ts';
import type { Environment } from './environment.ts';
import { firstEquality } from './first-equality.ts';
import { ModelError } from './model-error.ts';
import type { State } from './state.ts';
import { isRow, nothing, truth, type Row, type Value } from './value.ts';

/** The values of variables. */
export interface Locals {
  get(name: string): Value | undefined;
}

/** One variable more than the surroundings have; it may be given one value after the other. */
export class Bound implements Locals {
  value: Value = null;
  private readonly name: string;
  private readonly outer: Locals;

  constructor(name: string, outer: Locals) {
    this.name = name;
    this.outer = outer;
  }

  get(name: string): Value | undefined {
    return name === this.name ? this.value : this.outer.get(name);
  }
}

/** What an expression may look at. */
export interface Surroundings {
  readonly state: State;
  readonly environment: Environment;
  /** The argument's members by path, joined with dots. */
  readonly fields: ReadonlyMap<string, bigint>;
  readonly locals: Locals;
}

/** C's idea of a number. */
export function number(value: Value, span: Span): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  throw new ModelError('a row is no number', span);
}

/** The value of an expression. Arithmetic is unsigned 64-bit. */
export function evaluate(expression: Expression, around: Surroundings): Value {
  switch (expression.op) {
    case 'number':
      return expression.value;
    case 'boolean':
      return expression.value;
    case 'symbol':
      return around.environment.symbol(expression.name);
    case 'state-value':
      return BigInt(expression.index);
    case 'null':
      return null;
    case 'field':
      return field(expression, around);
    case 'call-size':
      return around.environment.callSize(expression.which);
    case 'variable':
      return around.locals.get(expression.name) ?? nothing(expression.type);
    case 'column':
      return column(existing(evaluate(expression.row, around), expression), expression.column);
    case 'unary':
      return unary(expression, around);
    case 'binary':
      return binary(expression, around);
    case 'conditional':
      return evaluate(truth(evaluate(expression.test, around)) ? expression.yes : expression.no, around);
    case 'quantifier':
      return quantified(expression, around);
    case 'environment':
      return around.environment.ask(
        expression.question,
        expression.operands.map((each) => number(evaluate(each, around), each.span)),
      );
    case 'function':
      return evaluate(expression.body, around);
  }
}

/** What refers to a row that has been removed refers to none. */
function column(row: Row, name: string): Value {
  const value = row.values[name] ?? null;
  return isRow(value) && value.slot < 0 ? null : value;
}

function field({ path, span }: Extract<Expression, { op: 'field' }>, { fields }: Surroundings): bigint {
  const value = fields.get(path.join('.'));
  if (value === undefined) throw new ModelError(`the argument has no '${path.join('.')}' here`, span);
  return value;
}

/** The row that a column is read or written of. */
export function existing(value: Value, { table, column, span }: Extract<Expression, { op: 'column' }>): Row {
  if (!isRow(value)) throw new ModelError(`there is no ${table} to take '${column}' of`, span);
  if (value.slot < 0) throw new ModelError(`the ${table} to take '${column}' of has been removed`, span);
  return value;
}

function unary(expression: Extract<Expression, { op: 'unary' }>, around: Surroundings): Value {
  const operand = evaluate(expression.operand, around);
  if (expression.operator === '!') return !truth(operand);
  const width = expression.type.kind === 'integer' ? expression.type.width : 64;
  const value = number(operand, expression.operand.span);
  return BigInt.asUintN(width, expression.operator === '~' ? ~value : -value) & around.environment.word;
}

function binary(expression: Extract<Expression, { op: 'binary' }>, around: Surroundings): Value {
  const { operator } = expression;
  const { word } = around.environment;
  const left = evaluate(expression.left, around);
  if (operator === '&&') return truth(left) && truth(evaluate(expression.right, around));
  if (operator === '||') return truth(left) || truth(evaluate(expression.right, around));
  const right = evaluate(expression.right, around);
  if (operator === '==' || operator === '!=') {
    const rows = isRow(left) || isRow(right) || left === null || right === null;
    const same = rows ? left === right : number(left, expression.left.span) === number(right, expression.right.span);
    return same === (operator === '==');
  }
  if (isRow(left) && isRow(right)) return left.slot < right.slot;
  const a = number(left, expression.left.span);
  const b = number(right, expression.right.span);
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '&':
      return a & b;
    case '|':
      return (a | b) & word;
    case '^':
      return (a ^ b) & word;
    case '+':
      return (a + b) & word;
    case '-':
      return (a - b) & word;
    case '*':
      return (a * b) & word;
    case '<<':
      return (a << shiftCount(b, 64, expression.span)) & word;
    case '>>':
      return a >> shiftCount(b, shiftedWidth(expression.left.type), expression.span);
    case '/':
    case '%':
      if (b === 0n) throw new ModelError('a division by 0', expression.span);
      return operator === '/' ? a / b : a % b;
  }
}

/** C shifts by less than the width only. */
function shiftCount(count: bigint, width: number, span: Span): bigint {
  if (count >= BigInt(width)) throw new ModelError(`a shift of ${String(width)} bits by ${String(count)}`, span);
  return count;
}

/** What C shifts to the right: an int at least. */
function shiftedWidth(type: ValueType): number {
  return type.kind === 'integer' ? Math.max(type.width, 32) : 64;
}

type Quantified = Extract<Expression, { op: 'quantifier' }>;

function quantified(expression: Quantified, around: Surroundings): Value {
  const { quantifier } = expression;
  const locals = new Bound(expression.variable, around.locals);
  const inner: Surroundings = { ...around, locals };
  let result: bigint | null = null;
  let count = 0n;
  for (const row of candidates(expression, around)) {
    locals.value = row;
    const holds = truth(evaluate(expression.where, inner));
    if (quantifier === 'some' && holds) return true;
    if (quantifier === 'every' && !holds) return false;
    if (!holds) continue;
    count++;
    if (!expression.value) continue;
    const value = number(evaluate(expression.value, inner), expression.value.span);
    if (result === null) result = value;
    else if (quantifier === 'sum') result = (result + value) & around.environment.word;
    else if (quantifier === 'max' ? value > result : value < result) result = value;
  }
  if (quantifier === 'some') return false;
  if (quantifier === 'every') return true;
  return quantifier === 'count' ? count : (result ?? 0n);
}

/** The rows that a quantifier has to look at: others do not have what it first asks of a row. */
function candidates({ quantifier, table, variable, where }: Quantified, around: Surroundings): Iterable<Row> {
  const { state } = around;
  const first = quantifier === 'every' || state.rows(table).length === 0 ? null : firstEquality(where, variable);
  return first ? state.rowsWith(table, first.column, evaluate(first.to, around)) : state.rows(table);
}

/** The rows of a list that a condition is true of, in their order. */
export function* matching(
  rows: Iterable<Row>,
  variable: string,
  where: Expression,
  around: Surroundings,
): Generator<Row> {
  const locals = new Bound(variable, around.locals);
  const inner: Surroundings = { ...around, locals };
  for (const row of rows) {
    locals.value = row;
    if (truth(evaluate(where, inner))) yield row;
  }
}
