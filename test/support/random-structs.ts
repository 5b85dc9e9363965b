import fc from 'fast-check';
import type { Field, Struct } from '../../src/spec/interface.ts';
import { scalars, type ScalarName } from '../../src/spec/scalar.ts';
import { anonymous, member, struct } from './build.ts';
import { seed } from './seed.ts';

type Shape =
  | { readonly scalar: ScalarName; readonly array: number | null }
  | { readonly of: 'union' | 'struct'; readonly parts: readonly Shape[] }
  | { readonly struct: readonly Shape[]; readonly array: number | null };

const scalarNames = Object.keys(scalars) as ScalarName[];
const array = fc.option(fc.integer({ min: 1, max: 9 }), { freq: 3, nil: null });
const scalar = fc.record({ scalar: fc.constantFrom(...scalarNames), array });
const { parts } = fc.letrec<{ shape: Shape; parts: Shape[] }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 8, arbitrary: scalar },
    { weight: 1, arbitrary: fc.record({ of: fc.constantFrom('union', 'struct'), parts: tie('parts') }) },
    { weight: 1, arbitrary: fc.record({ struct: tie('parts'), array }) },
  ),
  parts: fc.array(tie('shape'), { minLength: 1, maxLength: 7 }),
}));

/** Structs of every scalar, arrays, structs in structs, and anonymous unions and structs, up to four levels deep. */
export function randomStructs(count: number, from: number = seed): Struct[] {
  return fc.sample(parts, { seed: from, numRuns: count }).map((shapes, index) => built(`random_${index}`, shapes));
}

function built(name: string, shapes: readonly Shape[]): Struct {
  let members = 0;
  let structs = 0;
  const field = (shape: Shape): Field => {
    if ('of' in shape) return anonymous(shape.of, shape.parts.map(field));
    const own = `m${members++}`;
    if ('scalar' in shape) return member(own, shape.scalar, { array: shape.array });
    return member(own, built(`${name}_${structs++}`, shape.struct), { array: shape.array });
  };
  return struct(name, shapes.map(field));
}
