import type { SymbolicValue } from './value.ts';

/** A value for a person to read: C, but for what only a program has. */
export function printValue(value: SymbolicValue): string {
  switch (value.kind) {
    case 'number':
      return value.name ?? value.value.toString();
    case 'symbol':
      return value.name;
    case 'place':
      return value.place;
    case 'array':
      return `array ${value.field}`;
    case 'descriptor':
      return value.file;
    case 'result':
      return `${value.field} of call ${String(value.call + 1)}`;
    case 'unary':
      return value.operator + nested(value.operand);
    case 'binary': {
      const { left, operator, right } = value;
      const chains = left.kind === 'binary' && left.operator === operator;
      return `${chains ? printValue(left) : nested(left)} ${operator} ${nested(right)}`;
    }
  }
}

function nested(value: SymbolicValue): string {
  const text = printValue(value);
  return value.kind === 'binary' ? `(${text})` : text;
}
