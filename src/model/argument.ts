import type { Abi } from '../layout/abi.ts';
import { layoutOf, members } from '../layout/layout.ts';
import { scalars } from '../spec/scalar.ts';
import type { Struct } from '../spec/interface.ts';

/** One scalar of a struct: its name in expressions (`inner.start`, `__reserved.0`) and where it is. */
export interface ScalarPlace {
  readonly name: string;
  readonly offset: number;
  readonly bytes: number;
  readonly bigEndian: boolean;
}

const known = new WeakMap<Abi, WeakMap<Struct, readonly ScalarPlace[]>>();

/** Every scalar of a struct on an ABI, arrays taken apart, in the order of declaration. */
export function scalarPlaces(struct: Struct, abi: Abi): readonly ScalarPlace[] {
  let ofAbi = known.get(abi);
  if (!ofAbi) known.set(abi, (ofAbi = new WeakMap<Struct, readonly ScalarPlace[]>()));
  let places = ofAbi.get(struct);
  if (!places) ofAbi.set(struct, (places = findPlaces(struct, abi)));
  return places;
}

function findPlaces(struct: Struct, abi: Abi): readonly ScalarPlace[] {
  return members(layoutOf(struct, abi)).flatMap((member): ScalarPlace[] => {
    const { type, array } = member.field;
    const at = (index: number | null): { readonly name: string; readonly offset: number } => ({
      name: [...member.path, ...(index === null ? [] : [String(index)])].join('.'),
      offset: member.offset + (index ?? 0) * member.elementSize,
    });
    const all = array === null ? [at(null)] : Array.from({ length: array }, (_, index) => at(index));
    if (type.kind === 'scalar') {
      const { bytes, endian } = scalars[type.scalar];
      return all.map((each) => ({
        ...each,
        bytes,
        bigEndian: endian === 'big' || (endian === 'host' && abi.endian === 'big'),
      }));
    }
    // `members` lists the parts of a struct that is no array by itself.
    if (array === null || type.kind === 'anonymous') return [];
    const inner = scalarPlaces(type.struct, abi);
    return all.flatMap((each) =>
      inner.map((place) => ({ ...place, name: `${each.name}.${place.name}`, offset: each.offset + place.offset })),
    );
  });
}

/** Reads the members of an argument; bytes beyond its end count as 0, as copy_struct_from_user has it. */
export function readFields(struct: Struct, bytes: Uint8Array, abi: Abi): Map<string, bigint> {
  return new Map(scalarPlaces(struct, abi).map((place) => [place.name, readScalar(bytes, place)]));
}

/** Writes members over bytes; a member that lies beyond the end is left out. */
export function writeFields(
  struct: Struct,
  bytes: Uint8Array,
  values: Iterable<readonly [string, bigint]>,
  abi: Abi,
): void {
  const places = new Map(scalarPlaces(struct, abi).map((place) => [place.name, place]));
  for (const [name, value] of values) {
    const place = places.get(name);
    if (!place) continue;
    for (let index = 0; index < place.bytes; index++) {
      const shift = BigInt(8 * (place.bigEndian ? place.bytes - 1 - index : index));
      if (place.offset + index < bytes.length) bytes[place.offset + index] = Number((value >> shift) & 0xffn);
    }
  }
}

function readScalar(bytes: Uint8Array, place: ScalarPlace): bigint {
  let value = 0n;
  for (let index = 0; index < place.bytes; index++) {
    const shift = BigInt(8 * (place.bigEndian ? place.bytes - 1 - index : index));
    value |= BigInt(bytes[place.offset + index] ?? 0) << shift;
  }
  return value;
}
