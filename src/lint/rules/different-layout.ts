import type { Abi } from '../../layout/abi.ts';
import { abis } from '../../layout/abis.ts';
import { layoutOf, members } from '../../layout/layout.ts';
import type { Field, Struct } from '../../spec/interface.ts';
import { allFields, structsOf } from '../elements.ts';
import type { Remark, Rule } from '../rule.ts';
import { counted, onAbis, reached } from '../words.ts';

/**
 * The same offsets and size on every ABI, so that a 32-bit program works on a 64-bit kernel without translation. What
 * padding explains is left to `hole` and `tail-padding`, and what a member's own struct explains to that struct. Linux:
 * driver-api/ioctl.rst.
 */
export const differentLayout: Rule = {
  code: 'ABI0011',
  name: 'different-layout',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      const difference = differenceIn(struct);
      if (difference !== null && !difference.explained) yield difference;
    }
  },
};

function differenceIn(struct: Struct): (Remark & { readonly explained: boolean }) | null {
  const [first, ...others] = abis.map((abi) => members(layoutOf(struct, abi)));
  const index = (first ?? []).findIndex((member, place) =>
    others.some((each) => each[place]?.offset !== member.offset || each[place].size !== member.size),
  );
  const moved = first?.[index];
  if (moved !== undefined) {
    const on = (abi: Abi): { offset: number; size: number } => members(layoutOf(struct, abi))[index] ?? moved;
    const figures = onAbis((abi) => `${counted(on(abi).size, 'byte')} at offset ${on(abi).offset}`);
    const explained = isExplained(struct, (abi) => on(abi).offset);
    return { message: `${reached(moved)} is ${figures}`, span: moved.field.span, explained };
  }
  const sizeOn = (abi: Abi): number => layoutOf(struct, abi).size;
  if (abis.every((abi) => sizeOn(abi) === sizeOn(abis[0]))) return null;
  const sizes = onAbis((abi) => counted(sizeOn(abi), 'byte'));
  return { message: `struct ${struct.name} is ${sizes}`, span: struct.span, explained: isExplained(struct, sizeOn) };
}

/** Whether another finding is about bytes before the given offset. */
function isExplained(struct: Struct, before: (abi: Abi) => number): boolean {
  const padded = abis.some((abi) => layoutOf(struct, abi).padding.some(({ offset }) => offset < before(abi)));
  return padded || allFields(struct.fields).some(hasDifferentStruct);
}

function hasDifferentStruct({ type }: Field): boolean {
  return type.kind === 'struct' && (differenceIn(type.struct) !== null || hasPadding(type.struct));
}

function hasPadding(struct: Struct): boolean {
  return abis.some((abi) => layoutOf(struct, abi).padding.length > 0);
}
