import type { BinaryOperator, Expression } from '../../spec/expression/expression.ts';
import type { Step } from '../../spec/step.ts';
import { constantOf } from './arithmetic.ts';

const boolean = { kind: 'boolean' } as const;

const opposite: Partial<Record<BinaryOperator, BinaryOperator>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

/** True where the expression is not, as a reader of C would write it. */
export function negation(expression: Expression): Expression {
  if (expression.op === 'unary' && expression.operator === '!') return expression.operand;
  const operator = expression.op === 'binary' ? opposite[expression.operator] : undefined;
  if (expression.op === 'binary' && operator !== undefined) return { ...expression, operator };
  return { op: 'unary', operator: '!', operand: expression, type: boolean, span: expression.span };
}

/** Whether the expression is `... & bit`, so that being `bit` and being true is the same. */
function masks(expression: Expression, bit: bigint): boolean {
  if (expression.op !== 'binary' || expression.operator !== '&' || (bit & (bit - 1n)) !== 0n) return false;
  return constantOf(expression.left) === bit || constantOf(expression.right) === bit;
}

/** True where the two are equal, as a reader of C would write it. */
export function equality(on: Expression, value: Expression): Expression {
  if (value.op === 'boolean') return value.value ? on : negation(on);
  const constant = value.op === 'state-value' ? null : constantOf(value);
  if (constant === 0n && (value.op !== 'number' || value.name === null)) return negation(on);
  if (constant !== null && constant !== 0n && masks(on, constant)) return on;
  return { op: 'binary', operator: '==', left: on, right: value, type: boolean, span: value.span };
}

type Switch = Extract<Step, { kind: 'switch' }>;

/** A switch that has two ways to go on. */
export interface Decision {
  readonly when: Expression;
  readonly yes: readonly Step[];
  /** An errno where the call fails. */
  readonly no: readonly Step[] | string;
}

/** A switch as a decision; null where it has more than two ways. */
export function decisionOf({ on, cases, otherwise }: Switch): Decision | null {
  const [first, second] = cases;
  if (first === undefined || cases.length > 2) return null;
  if (second === undefined) return { when: equality(on, first.value), yes: first.steps, no: otherwise ?? [] };
  if (first.value.op !== 'boolean' || second.value.op !== 'boolean') return null;
  const [yes, no] = first.value.value ? [first, second] : [second, first];
  return { when: on, yes: yes.steps, no: no.steps };
}
