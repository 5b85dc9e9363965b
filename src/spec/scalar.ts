/** The scalar types a field may have, and the C type each prints as. */
export interface Scalar {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  readonly endian: 'host' | 'little' | 'big';
  readonly c: string;
  /** True where the type asks for its own size as alignment on every ABI (`__aligned_u64`). */
  readonly aligned: boolean;
}

function scalar(
  bytes: Scalar['bytes'],
  signed: boolean,
  c: string,
  endian: Scalar['endian'] = 'host',
  aligned = false,
): Scalar {
  return { bytes, signed, endian, c, aligned };
}

export const scalars = {
  u8: scalar(1, false, '__u8'),
  u16: scalar(2, false, '__u16'),
  u32: scalar(4, false, '__u32'),
  u64: scalar(8, false, '__u64'),
  s8: scalar(1, true, '__s8'),
  s16: scalar(2, true, '__s16'),
  s32: scalar(4, true, '__s32'),
  s64: scalar(8, true, '__s64'),
  le16: scalar(2, false, '__le16', 'little'),
  le32: scalar(4, false, '__le32', 'little'),
  le64: scalar(8, false, '__le64', 'little'),
  be16: scalar(2, false, '__be16', 'big'),
  be32: scalar(4, false, '__be32', 'big'),
  be64: scalar(8, false, '__be64', 'big'),
  aligned_u64: scalar(8, false, '__aligned_u64', 'host', true),
  aligned_le64: scalar(8, false, '__aligned_le64', 'little', true),
  aligned_be64: scalar(8, false, '__aligned_be64', 'big', true),
  char: scalar(1, true, 'char'),
} as const satisfies Record<string, Scalar>;

export type ScalarName = keyof typeof scalars;

export function isScalarName(name: string): name is ScalarName {
  return Object.hasOwn(scalars, name);
}
