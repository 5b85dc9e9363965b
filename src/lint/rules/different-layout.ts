import { abis } from '../../layout/abis.ts';
import { layoutOf, members } from '../../layout/layout.ts';
import type { Struct } from '../../spec/interface.ts';
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
      if (!explained(struct)) yield* difference(struct);
    }
  },
};

function* difference(struct: Struct): Generator<Remark> {
  const layouts = new Map(abis.map((abi) => [abi.name, layoutOf(struct, abi)] as const));
  const first = layoutOf(struct, abis[0]);
  const places = [...layouts.values()].map(members);
  const moved = members(first).find((member, index) =>
    places.some((each) => each[index]?.offset !== member.offset || each[index].size !== member.size),
  );
  if (moved) {
    const index = members(first).indexOf(moved);
    const figures = onAbis((abi) => {
      const member = members(layoutOf(struct, abi))[index] ?? moved;
      return `${counted(member.size, 'byte')} at offset ${member.offset}`;
    });
    yield { message: `${reached(moved)} is ${figures}`, span: moved.field.span };
  } else if ([...layouts.values()].some((layout) => layout.size !== first.size)) {
    const sizes = onAbis((abi) => counted(layoutOf(struct, abi).size, 'byte'));
    yield { message: `struct ${struct.name} is ${sizes}`, span: struct.span };
  }
}

function explained(struct: Struct): boolean {
  if (abis.some((abi) => layoutOf(struct, abi).padding.length > 0)) return true;
  return allFields(struct.fields).some(({ type }) => type.kind === 'struct' && differs(type.struct));
}

function differs(struct: Struct): boolean {
  return explained(struct) || [...difference(struct)].length > 0;
}
