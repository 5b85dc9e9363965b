import { subexpressions, typeName, type Expression, type ValueType } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Scope } from '../expression/scope.ts';
import { boolean, condition, number } from '../expression/type-rules.ts';
import type { Text } from '../syntax.ts';
import type { Findings } from './findings.ts';
import { callerRows } from './names.ts';

/** Resolves a condition on a state, which is nobody's call. */
export function stateCondition(text: Text, scope: Scope, findings: Findings): Expression {
  return stateExpression(text, scope, findings, condition, 'is no condition');
}

/** Resolves a number that a state has. */
export function stateNumber(text: Text, scope: Scope, findings: Findings): Expression {
  return stateExpression(text, scope, findings, number, 'is no number');
}

function stateExpression(
  text: Text,
  scope: Scope,
  findings: Findings,
  fits: (type: ValueType) => boolean,
  complaint: string,
): Expression {
  const { expression, findings: wrong } = parseExpression(text, scope);
  findings.addAll(wrong);
  if (!expression) return { op: 'boolean', value: false, type: boolean, span: text.span };
  if (!fits(expression.type)) findings.add('SEM0002', `a ${typeName(expression.type)} ${complaint}`, text.span);
  const asked = ofCall(expression, scope);
  if (asked !== null) findings.add('WLD0001', `'${asked}' is of a call, and a state is of none`, text.span);
  return expression;
}

/** What the expression asks of a call, by way of a function. */
function ofCall(expression: Expression, scope: Scope): string | null {
  for (const part of subexpressions(expression)) {
    if (part.op === 'environment') return part.question;
    if (part.op === 'field') return part.path.join('.');
    if (part.op === 'variable' && callerRows.some((row) => row === part.name) && !scope.find(part.name))
      if (!bound(expression, part.name)) return part.name;
  }
  return null;
}

function bound(expression: Expression, name: string): boolean {
  return [...subexpressions(expression)].some((part) => part.op === 'quantifier' && part.variable === name);
}
