import fc, { type Arbitrary } from 'fast-check';
import type { Field, Struct } from '../../src/spec/interface.ts';
import { scalars, type ScalarName } from '../../src/spec/scalar.ts';

/** A value of a member: a number, a run of bytes, or more of the same. */
export type Value = number | bigint | Uint8Array | readonly Value[] | StructValue;
export interface StructValue {
  readonly [member: string]: Value;
}

function scalarValue(scalar: ScalarName): Arbitrary<number | bigint> {
  const { bytes, signed } = scalars[scalar];
  const bits = BigInt(bytes * 8);
  const min = signed ? -(1n << (bits - 1n)) : 0n;
  const max = min + (1n << bits) - 1n;
  const any = fc.oneof(fc.bigInt({ min, max }), fc.constantFrom(min, max));
  return bytes === 8 ? any : any.map(Number);
}

function elementValue({ type }: Field): Arbitrary<Value> {
  switch (type.kind) {
    case 'scalar':
      return scalarValue(type.scalar);
    case 'struct':
      return fieldValues(type.struct.fields);
    case 'anonymous':
      return type.of === 'struct' ? fieldValues(type.fields) : reading(type.fields);
  }
}

function isSet(field: Field): boolean {
  if (field.role === 'size' || field.role === 'reserved') return false;
  return field.name !== null || (field.type.kind === 'anonymous' && field.type.fields.some(isSet));
}

/** One of the ways to read a union. */
function reading(arms: readonly Field[]): Arbitrary<StructValue> {
  return fc.oneof(...arms.filter(isSet).map((arm) => fieldValues([arm])));
}

function fieldValue(field: Field): Arbitrary<Value> {
  const { type, array } = field;
  if (array === null) return elementValue(field);
  if (type.kind === 'scalar' && ['u8', 'char'].includes(type.scalar))
    return fc.uint8Array({ minLength: array, maxLength: array });
  return fc.array(elementValue(field), { minLength: array, maxLength: array });
}

function fieldValues(fields: readonly Field[]): Arbitrary<StructValue> {
  const parts = fields.filter(isSet).map((field): Arbitrary<StructValue> => {
    const { name, type } = field;
    if (name !== null) return fieldValue(field).map((value) => ({ [name]: value }));
    if (type.kind !== 'anonymous') throw new Error('only a union or struct has no name');
    return type.of === 'struct' ? fieldValues(type.fields) : reading(type.fields);
  });
  return fc.tuple(...parts).map((each) => Object.assign({}, ...each) as StructValue);
}

/** Values of a struct as its TypeScript bindings take them; of each union, one member is given. */
export function structValues(struct: Struct): Arbitrary<StructValue> {
  return fieldValues(struct.fields);
}

export function hasUnion(fields: readonly Field[]): boolean {
  return fields.some(({ type }) => {
    if (type.kind === 'struct') return hasUnion(type.struct.fields);
    return type.kind === 'anonymous' && (type.of === 'union' || hasUnion(type.fields));
  });
}
