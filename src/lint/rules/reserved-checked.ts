import { scalars } from '../../spec/scalar.ts';
import type { Ioctl } from '../../spec/interface.ts';
import { membersOf, type Member } from '../elements.ts';
import { bitSet, outcome } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { reached } from '../words.ts';

/**
 * Every call with a reserved bit set fails: garbage that a kernel accepts today can never be given a meaning. Linux:
 * process/botching-up-ioctls.rst.
 */
export const reservedChecked: Rule = {
  code: 'ABI0034',
  name: 'reserved-checked',
  *check({ current }) {
    for (const ioctl of current.ioctls) {
      for (const member of membersOf(ioctl.struct.fields)) {
        const { field } = member;
        if (field.role !== 'reserved' || field.direction === 'out' || field.type.kind !== 'scalar') continue;
        const checked = bitsOf(member).every(([path, bit]) => fails(ioctl, current.verbs, path, bit));
        if (checked && field.unchecked !== null) {
          yield {
            message: `${reached(member)} of struct ${ioctl.struct.name} is checked, though it is said to be unchecked`,
            span: field.at['unchecked'] ?? field.span,
            fix: 'remove unchecked',
          };
        }
        if (checked || field.unchecked !== null) continue;
        yield {
          message: `no step of ${ioctl.name} refuses every value of ${reached(member)} but 0`,
          span: field.span,
          fix: `add { reject: ${sampleCheck(member)}, errno: EOPNOTSUPP } as the first step`,
        };
      }
    }
  },
};

function fails(ioctl: Ioctl, verbs: Parameters<typeof outcome>[1], path: string, bit: number): boolean {
  return outcome(ioctl.steps, verbs, new Map([[path, bitSet(bit)]])).failsAt !== null;
}

/** Every bit of a member, with the path that expressions reach it by. */
function bitsOf({ field, path }: Member): [path: string, bit: number][] {
  const bits = field.type.kind === 'scalar' ? scalars[field.type.scalar].bytes * 8 : 0;
  return elementsOf({ field, path }).flatMap((element) =>
    Array.from({ length: bits }, (_, bit): [string, number] => [element, bit]),
  );
}

function elementsOf({ field, path }: Member): string[] {
  const name = path.join('.');
  return field.array === null ? [name] : Array.from({ length: field.array }, (_, index) => `${name}.${index}`);
}

function sampleCheck(member: Member): string {
  const tests = elementsOf(member).map((element) => element.replace(/\.(\d+)$/, '[$1]'));
  return tests.length === 1 ? tests.join('') : `"${tests.join(' || ')}"`;
}
