import { expect, it } from 'vitest';
import { printExpression, specNaming } from '../../../src/emit/text/expression.ts';
import { parseExpression } from '../../../src/spec/expression/parse.ts';
import { Scope } from '../../../src/spec/expression/scope.ts';
import type { Expression } from '../../../src/spec/expression/expression.ts';
import { integer } from '../../../src/spec/expression/type-rules.ts';
import { nowhere } from '../../support/build.ts';

const variables = ['a', 'b', 'c'].map((name) => [name, { kind: 'variable', type: integer(64) }] as const);
const scope = new Scope(
  {
    columns: (table) => (table === 'row' ? new Map([['x', integer(64)]]) : null),
    functions: () => null,
    functionNames: () => [],
  },
  new Map(variables),
);

function parsed(text: string): Expression {
  const { expression, findings } = parseExpression({ text, span: nowhere }, scope);
  if (expression === null) throw new Error(findings.map((each) => each.message).join());
  return expression;
}

it.each([
  'a + b - c',
  'a - (b - c)',
  '(a & b) || c',
  '!(a || b)',
  '(a && b) || (b && c)',
  'a || b || c',
  '~(a | b) & c',
  '(a + b) << c',
  '-(-a)',
  '!!a',
  'a ? b : c',
  '(a ? b : c) ? a : b',
  '(a ? b : c) + 1',
  'capable(a) && readable(a, b)',
  'some(row, row.x == a)',
  'sum(row, row.x > 1, row.x)',
  'ULONG_MAX / 2',
])('prints %s as it is', (text) => {
  expect(printExpression(parsed(text))).toBe(text);
});

it.each([
  ['a & b || c', '(a & b) || c'],
  ['a && b || c', '(a && b) || c'],
  ['(a || b) || c', 'a || b || c'],
  ['(a + b) < c', 'a + b < c'],
  ['a + b << c', '(a + b) << c'],
  ['a | b & c', 'a | (b & c)'],
])('groups %s for a reader of C', (text, printed) => {
  expect(printExpression(parsed(text))).toBe(printed);
});

it('asks the names of what stands in it', () => {
  const naming = {
    ...specNaming,
    variable: (name: string) => `cmd->${name}`,
    number: (value: bigint) => `0x${value.toString(16)}`,
    cast: ({ operator }: { operator: string }) => (operator === '*' ? '(u64)' : ''),
  };
  expect(printExpression(parsed('a * 16 + b'), naming)).toBe('(u64)cmd->a * 0x10 + cmd->b');
  expect(printExpression(parsed('(a + b) * c'), naming)).toBe('(u64)(cmd->a + cmd->b) * cmd->c');
});
