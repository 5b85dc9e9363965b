import type { Span } from '../diagnostics/span.ts';
import type { Expression } from '../spec/expression/expression.ts';
import type { Environment } from './environment.ts';
import { isRow, type Row, type State, type Value } from './state.ts';

const mask = 0xffff_ffff_ffff_ffffn;

/** A mistake of a spec that only shows when it runs, as reading a column where there is no row. */
export class ModelError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

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

/** C's idea of truth. */
export function truth(value: Value): boolean {
  return typeof value === 'bigint' ? value !== 0n : typeof value === 'boolean' ? value : value !== null;
}

/** C's idea of a number. */
export function number(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  throw new TypeError('a row is no number');
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
      return around.fields.get(expression.path.join('.')) ?? 0n;
    case 'call-size':
      return around.environment.callSize(expression.which);
    case 'variable':
      return around.locals.get(expression.name) ?? (expression.type.kind === 'row' ? null : 0n);
    case 'column': {
      const row = evaluate(expression.row, around);
      if (!isRow(row))
        throw new ModelError(`there is no ${expression.table} to read '${expression.column}' of`, expression.span);
      return row.values[expression.column] ?? null;
    }
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
        expression.operands.map((each) => number(evaluate(each, around))),
      );
    case 'function':
      return evaluate(expression.body, around);
  }
}

function unary(expression: Extract<Expression, { op: 'unary' }>, around: Surroundings): Value {
  const operand = evaluate(expression.operand, around);
  if (expression.operator === '!') return !truth(operand);
  const width = expression.type.kind === 'integer' ? expression.type.width : 64;
  const value = expression.operator === '~' ? ~number(operand) : -number(operand);
  return BigInt.asUintN(width, value);
}

function binary(expression: Extract<Expression, { op: 'binary' }>, around: Surroundings): Value {
  const { operator } = expression;
  const left = evaluate(expression.left, around);
  if (operator === '&&') return truth(left) && truth(evaluate(expression.right, around));
  if (operator === '||') return truth(left) || truth(evaluate(expression.right, around));
  const right = evaluate(expression.right, around);
  if (operator === '==' || operator === '!=') {
    const same =
      isRow(left) || isRow(right) || left === null || right === null ? left === right : number(left) === number(right);
    return same === (operator === '==');
  }
  const a = number(left);
  const b = number(right);
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
      return a | b;
    case '^':
      return a ^ b;
    case '+':
      return (a + b) & mask;
    case '-':
      return (a - b) & mask;
    case '*':
      return (a * b) & mask;
    case '<<':
      return b > 63n ? 0n : (a << b) & mask;
    case '>>':
      return a >> b;
    case '/':
    case '%':
      if (b === 0n) throw new ModelError('a division by 0', expression.span);
      return operator === '/' ? a / b : a % b;
  }
}

function quantified(expression: Extract<Expression, { op: 'quantifier' }>, around: Surroundings): Value {
  const { quantifier } = expression;
  const locals = new Bound(expression.variable, around.locals);
  const inner: Surroundings = { ...around, locals };
  let result: bigint | null = null;
  let count = 0n;
  for (const row of around.state.rows(expression.table)) {
    locals.value = row;
    const holds = truth(evaluate(expression.where, inner));
    if (quantifier === 'some' && holds) return true;
    if (quantifier === 'every' && !holds) return false;
    if (!holds) continue;
    count++;
    if (!expression.value) continue;
    const value = number(evaluate(expression.value, inner));
    if (result === null) result = value;
    else if (quantifier === 'sum') result = (result + value) & mask;
    else if (quantifier === 'max' ? value > result : value < result) result = value;
  }
  if (quantifier === 'some') return false;
  if (quantifier === 'every') return true;
  return quantifier === 'count' ? count : (result ?? 0n);
}

/** The row that a condition is true of, the lowest first; null where there is none. */
export function firstRow(rows: readonly Row[], variable: string, where: Expression, around: Surroundings): Row | null {
  const locals = new Bound(variable, around.locals);
  const inner: Surroundings = { ...around, locals };
  return (
    rows.find((row) => {
      locals.value = row;
      return truth(evaluate(where, inner));
    }) ?? null
  );
}

/** Every row that a condition is true of. */
export function matchingRows(
  rows: readonly Row[],
  variable: string,
  where: Expression,
  around: Surroundings,
): readonly Row[] {
  const locals = new Bound(variable, around.locals);
  const inner: Surroundings = { ...around, locals };
  return rows.filter((row) => {
    locals.value = row;
    return truth(evaluate(where, inner));
  });
}
