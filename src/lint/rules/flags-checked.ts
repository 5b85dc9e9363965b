import { scalars } from '../../spec/scalar.ts';
import type { Field } from '../../spec/interface.ts';
import { membersOf } from '../elements.ts';
import { bitSet, outcome } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { reached } from '../words.ts';

/**
 * Every call with an unknown flag fails, so that userspace can find out which flags a kernel has. Linux:
 * process/adding-syscalls.rst.
 */
export const flagsChecked: Rule = {
  code: 'ABI0035',
  name: 'flags-checked',
  *check({ current }) {
    for (const ioctl of current.ioctls) {
      for (const member of membersOf(ioctl.struct.fields)) {
        const { field, path } = member;
        if (field.role !== 'flags' || field.direction === 'out') continue;
        const accepted = unknownBits(field).filter(
          (bit) => outcome(ioctl.steps, current.verbs, new Map([[path.join('.'), bitSet(bit)]])).failsAt === null,
        );
        if (accepted.length === 0 && field.unchecked !== null) {
          yield {
            message: `the unknown bits of ${reached(member)} are checked, though they are said to be unchecked`,
            span: field.at['unchecked'] ?? field.span,
            fix: 'remove unchecked',
          };
        }
        if (accepted.length === 0 || field.unchecked !== null) continue;
        yield {
          message: `no step of ${ioctl.name} refuses the unknown ${bitsNamed(accepted)} of ${reached(member)}`,
          span: field.span,
          fix: `add { reject: ${sampleCheck(path.join('.'), field)}, errno: EOPNOTSUPP }`,
        };
      }
    }
  },
};

function unknownBits({ type, enum: flags }: Field): number[] {
  const bits = type.kind === 'scalar' ? scalars[type.scalar].bytes * 8 : 0;
  const known = (flags?.values ?? []).reduce((mask, each) => mask | each.value, 0n);
  return Array.from({ length: bits }, (_, bit) => bit).filter((bit) => ((known >> BigInt(bit)) & 1n) === 0n);
}

/** `bit 3`, or `bits 3 to 31`, or `bits from 3 on` where some between are known. */
function bitsNamed(bits: readonly number[]): string {
  const [first, last] = [bits[0] ?? 0, bits.at(-1) ?? 0];
  if (bits.length === 1) return `bit ${first}`;
  return last - first === bits.length - 1 ? `bits ${first} to ${last}` : `bits from ${first} on`;
}

function sampleCheck(name: string, { enum: flags }: Field): string {
  const names = (flags?.values ?? []).map((each) => each.short);
  if (names.length === 0) return name;
  return names.length === 1 ? `${name} & ~${names.join('')}` : `"${name} & ~(${names.join(' | ')})"`;
}
