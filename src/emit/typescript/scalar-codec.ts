import { scalars, type ScalarName } from '../../spec/scalar.ts';

/** What templates/typescript/scalar.hbs prints: how one kind of integer is checked, written and read. */
export interface ScalarCodecView {
  readonly name: string;
  /** The type of its values, and the function that makes the codec. */
  readonly factory: 'number' | 'bigint';
  /** What the factory takes first: the number of bytes where that differs, the least and the largest value. */
  readonly bounds: string;
  /** What follows `set` and `get` in the name of a DataView's method. */
  readonly method: string;
  /** The parameter for the byte order where it is used, after a comma. */
  readonly parameter: string;
  /** The byte order, after a comma; empty for a single byte. */
  readonly argument: string;
}

/** The codec of a scalar: those that differ in alignment or in name only have one in common. */
export function scalarCodec(scalar: ScalarName): ScalarCodecView {
  const { bytes, signed, endian } = scalars[scalar];
  const bits = BigInt(bytes * 8);
  const wide = bytes === 8;
  const least = signed ? -(1n << (bits - 1n)) : 0n;
  const most = (1n << (signed ? bits - 1n : bits)) - 1n;
  const prefix = endian === 'host' ? (signed ? 's' : 'u') : endian === 'little' ? 'le' : 'be';
  const takesOrder = bytes > 1 && endian === 'host';
  return {
    name: `${prefix}${bits}`,
    factory: wide ? 'bigint' : 'number',
    bounds: wide ? `${least}n, ${most}n` : `${bytes}, ${least}, ${most}`,
    method: `${wide ? 'Big' : ''}${signed ? 'Int' : 'Uint'}${bits}`,
    parameter: takesOrder ? ', little' : '',
    argument: bytes === 1 ? '' : takesOrder ? ', little' : endian === 'little' ? ', true' : ', false',
  };
}

/** Whether an array of the scalar is a run of bytes rather than of numbers. */
export function isByte(scalar: ScalarName): boolean {
  return scalar === 'u8' || scalar === 'char';
}
