import type { Field, Struct } from '../../spec/interface.ts';
import { scalars, type Scalar } from '../../spec/scalar.ts';

/** Where a struct's members are found in C, and what scalars they are. */
export interface Place {
  /** `cmd->inner.words[2]` */
  readonly text: string;
  readonly scalar: Scalar;
}

function member(fields: readonly Field[], name: string): Field | null {
  for (const field of fields) {
    if (field.name === name) return field;
    const inside = field.name === null && field.type.kind === 'anonymous' ? member(field.type.fields, name) : null;
    if (inside !== null) return inside;
  }
  return null;
}

/**
 * The member of a struct that a path of an expression names.
 *
 * @param start the struct, with what reaches its members: `cmd->` or `range.`
 * @returns null where the struct has no such scalar
 */
export function placeOf(struct: Struct, start: string, path: readonly string[]): Place | null {
  let fields = struct.fields;
  let text = start;
  let scalar: Scalar | null = null;
  for (const [index, name] of path.entries()) {
    if (/^\d+$/.test(name)) {
      text += `[${name}]`;
      continue;
    }
    const found = member(fields, name);
    if (found === null) return null;
    text += `${index === 0 ? '' : '.'}${name}`;
    if (found.type.kind === 'scalar') scalar = scalars[found.type.scalar];
    else fields = found.type.kind === 'struct' ? found.type.struct.fields : found.type.fields;
  }
  return scalar === null ? null : { text, scalar };
}

/**
 * The value of a scalar as the model has it: unsigned, in the byte order of the machine. The kernel's own types say the
 * same as the uAPI's, without their underscores.
 */
export function unsignedValue({ text, scalar: { bytes, signed, endian } }: Place): string {
  const bits = bytes * 8;
  if (endian !== 'host' && bytes > 1) return `${endian === 'little' ? 'le' : 'be'}${bits}_to_cpu(${text})`;
  return signed ? `(u${bits})${text}` : text;
}
