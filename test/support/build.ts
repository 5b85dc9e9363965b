import type { Span } from '../../src/diagnostics/span.ts';
import type { Field, Struct } from '../../src/spec/interface.ts';
import type { ScalarName } from '../../src/spec/scalar.ts';

/** A place for what a test makes by hand. */
export const nowhere: Span = { file: 'built-by-hand.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

const element = { span: nowhere, at: {}, since: null };

const plain = {
  ...element,
  array: null,
  role: 'value',
  direction: 'in',
  object: null,
  enum: null,
  pointsTo: null,
  unit: null,
  unchecked: null,
  doc: 'A value.',
} as const;

/** A named member: a scalar, or another struct. */
export function member(name: string, type: ScalarName | Struct, more: Partial<Field> = {}): Field {
  const itsType =
    typeof type === 'string'
      ? ({ kind: 'scalar', scalar: type } as const)
      : ({ kind: 'struct', struct: type } as const);
  return { ...plain, name, type: itsType, ...more };
}

export function anonymous(of: 'union' | 'struct', fields: readonly Field[]): Field {
  return { ...plain, name: null, type: { kind: 'anonymous', of, fields } };
}

export function struct(name: string, fields: readonly Field[]): Struct {
  return { ...element, declares: 'struct', name, fields, title: 'a struct', doc: 'A struct.' };
}
