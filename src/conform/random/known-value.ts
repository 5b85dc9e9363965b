import type { Expression } from '../../spec/expression/expression.ts';
import { x86_64Symbols } from '../../model/kernel-model.ts';

const mask = (1n << 64n) - 1n;

/**
 * What an expression comes to if only these members of the argument are known, by name: a number, where 1 and 0 are also
 * true and false; null where that is not enough.
 */
export function knownValue(expression: Expression, fields: ReadonlyMap<string, bigint>): bigint | null {
  switch (expression.op) {
    case 'number':
      return expression.value;
    case 'boolean':
      return expression.value ? 1n : 0n;
    case 'symbol':
      return x86_64Symbols[expression.name];
    case 'field':
      return fields.get(expression.path.join('.')) ?? null;
    case 'unary': {
      const operand = knownValue(expression.operand, fields);
      if (operand === null) return null;
      if (expression.operator === '!') return operand === 0n ? 1n : 0n;
      const width = expression.type.kind === 'integer' ? expression.type.width : 64;
      return BigInt.asUintN(width, expression.operator === '~' ? ~operand : -operand);
    }
    case 'binary':
      return binary(expression, fields);
    case 'conditional': {
      const test = knownValue(expression.test, fields);
      return test === null ? null : knownValue(test !== 0n ? expression.yes : expression.no, fields);
    }
    default:
      return null;
  }
}

type Binary = Extract<Expression, { op: 'binary' }>;

function binary({ operator, left, right }: Binary, fields: ReadonlyMap<string, bigint>): bigint | null {
  const a = knownValue(left, fields);
  const b = knownValue(right, fields);
  if (operator === '&&' || operator === '||') {
    const decisive = operator === '||';
    if ((a !== null && (a !== 0n) === decisive) || (b !== null && (b !== 0n) === decisive)) return decisive ? 1n : 0n;
    return a === null || b === null ? null : decisive ? 0n : 1n;
  }
  return a === null || b === null ? null : combine(operator, a, b);
}

function combine(operator: Exclude<Binary['operator'], '&&' | '||'>, a: bigint, b: bigint): bigint | null {
  const truth = (value: boolean): bigint => (value ? 1n : 0n);
  switch (operator) {
    case '==':
      return truth(a === b);
    case '!=':
      return truth(a !== b);
    case '<':
      return truth(a < b);
    case '<=':
      return truth(a <= b);
    case '>':
      return truth(a > b);
    case '>=':
      return truth(a >= b);
    case '+':
      return (a + b) & mask;
    case '-':
      return (a - b) & mask;
    case '*':
      return (a * b) & mask;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '<<':
      return b < 64n ? (a << b) & mask : null;
    case '>>':
      return b < 64n ? a >> b : null;
    case '/':
      return b === 0n ? null : a / b;
    case '%':
      return b === 0n ? null : a % b;
  }
}
