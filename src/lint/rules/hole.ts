import { abis } from '../../layout/abis.ts';
import { layoutOf, type Padding } from '../../layout/layout.ts';
import type { Field, Struct } from '../../spec/interface.ts';
import { allFields, structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called, counted, onAbis } from '../words.ts';

/** No padding before a member, on any ABI. Linux: process/botching-up-ioctls.rst, driver-api/ioctl.rst. */
export const hole: Rule = {
  code: 'ABI0012',
  name: 'hole',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      for (const field of allFields(struct.fields)) {
        const most = Math.max(...abis.map((abi) => sizeBefore(field, layoutOf(struct, abi).padding)));
        if (most === 0) continue;
        const padding = onAbis((abi) => {
          const size = sizeBefore(field, layoutOf(struct, abi).padding);
          return size === 0 ? 'none' : `${counted(size, 'byte')} of padding before ${called(field)}`;
        });
        yield { message: padding, span: field.span, fix: `add ${filler(struct, most)} before it` };
      }
    }
  },
};

function sizeBefore(field: Field, padding: readonly Padding[]): number {
  return padding.find((each) => each.before === field)?.size ?? 0;
}

/** A reserved member of so many bytes, as a spec has it, under a name that the struct does not use yet. */
export function filler(struct: Struct, bytes: number): string {
  const used = new Set(allFields(struct.fields).map((field) => field.name));
  let name = '__reserved';
  for (let count = 2; used.has(name); count++) name = `__reserved${count}`;
  const whole = bytes === 1 || bytes === 2 || bytes === 4;
  const type = whole ? `u${bytes * 8}` : `u8, array: ${bytes}`;
  return `{ name: ${name}, type: ${type}, role: reserved }`;
}
