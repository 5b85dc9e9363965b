import type { SymbolicValue } from '../../vectors/value.ts';
import { flat, prefixed, type Breakable } from '../text/breakable.ts';
import { parenthesised } from '../text/expression.ts';

/** What the leaves of a symbolic value are called in a test program. */
export interface ValueNaming {
  /** The array that a call's pointer `field` refers to. */
  readonly array: (field: string) => string;
  /** A member of the argument of a set-up call, after it; `call` counts from 0. */
  readonly result: (call: number, field: string) => string;
}

/** Numbers from here on are written in hexadecimal. */
const firstHexadecimal = 0x100n;

/** As userspace has them: `page_size` is a variable of the program. */
const symbolNames = {
  PAGE_SIZE: 'page_size',
  ULONG_MAX: 'ULONG_MAX',
  U64_MAX: 'UINT64_MAX',
  SIZE_MAX: 'SIZE_MAX',
  U32_MAX: 'UINT32_MAX',
} as const;

function address(name: string): string {
  return `(uintptr_t)${name}`;
}

function operand(
  value: SymbolicValue,
  parent: SymbolicValue & { kind: 'binary' },
  side: 'left' | 'right',
  naming: ValueNaming,
): Breakable {
  const piece = valueLayout(value, naming);
  const grouped = value.kind === 'binary' && parenthesised(parent.operator, value.operator, side);
  return grouped ? { open: '(', inside: piece, close: ')' } : piece;
}

/** A member of a struct in C: `__reserved.0` of a spec is `__reserved[0]`. */
export function memberPath(path: string): string {
  return path.replaceAll(/\.(\d+)/g, '[$1]');
}

/** A value as C that knows where it may be broken. All of it is unsigned and 64 bits wide, but for plain numbers. */
export function valueLayout(value: SymbolicValue, naming: ValueNaming): Breakable {
  switch (value.kind) {
    case 'number':
      return value.name ?? (value.value < firstHexadecimal ? value.value.toString() : `0x${value.value.toString(16)}`);
    case 'symbol':
      if (value.name === 'HPAGE_SIZE') throw new RangeError('userspace has no name for HPAGE_SIZE');
      return symbolNames[value.name];
    case 'place':
      return address(value.place);
    case 'array':
      return address(naming.array(value.field));
    case 'descriptor':
      return value.file;
    case 'result':
      return naming.result(value.call, value.field);
    case 'unary': {
      const inner = valueLayout(value.operand, naming);
      const simple = value.operand.kind !== 'binary' && value.operand.kind !== 'unary';
      return prefixed(value.operator, simple ? flat(inner) : { open: '(', inside: inner, close: ')' });
    }
    case 'binary': {
      const left = operand(value.left, value, 'left', naming);
      const right = operand(value.right, value, 'right', naming);
      const chained =
        typeof left !== 'string' &&
        'operands' in left &&
        value.left.kind === 'binary' &&
        value.left.operator === value.operator;
      if (chained) return { operands: [...left.operands, right], separators: [...left.separators, value.operator] };
      return { operands: [left, right], separators: [value.operator] };
    }
  }
}
