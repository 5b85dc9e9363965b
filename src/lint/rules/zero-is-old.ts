import { scalars } from '../../spec/scalar.ts';
import type { Field, Ioctl } from '../../spec/interface.ts';
import type { Step } from '../../spec/step.ts';
import { compareReleases, membersOf } from '../elements.ts';
import type { KnownBits } from '../../spec/expression/known-bits.ts';
import { outcome, zero, type Assumption } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { called, listed } from '../words.ts';

/**
 * What was appended is 0 in the calls of older programs, so 0 must mean what it meant before. No step may refuse a call
 * for it, as far as that can be told without knowing the rest of the argument. Linux: process/adding-syscalls.rst.
 */
export const zeroIsOld: Rule = {
  code: 'ABI0033',
  name: 'zero-is-old',
  *check({ current }) {
    for (const ioctl of current.ioctls) {
      const { fields } = ioctl.struct;
      const appended = fields.slice(fields.indexOf(ioctl.minSize) + 1);
      if (appended.length === 0) continue;
      const ofOthers = withoutNewFlags(ioctl);
      const any = outcome(ioctl.steps, current.verbs, ofOthers);
      const old = outcome(ioctl.steps, current.verbs, new Map([...ofOthers, ...zeros(appended)]));
      const refusing = old.lookupsOfZero.filter((step) => !any.lookupsOfZero.includes(step));
      if (old.failsAt !== null && any.failsAt === null) refusing.push(old.failsAt);
      for (const step of refusing) {
        yield {
          message: `a program from before ${listed(appended.map(called))} always fails here${errnoOf(step)}, since its 0 is refused`,
          span: step.span,
          fix: 'let 0 mean what the call did before',
        };
      }
    }
  },
};

function zeros(fields: readonly Field[]): [string, KnownBits][] {
  return membersOf(fields).flatMap(({ field, path }): [string, KnownBits][] => {
    const name = path.join('.');
    if (field.array === null) return [[name, zero]];
    return Array.from({ length: field.array }, (_, index) => [`${name}.${index}`, zero]);
  });
}

/** Flags that came after the ioctl are not set by the programs of its first version. */
function withoutNewFlags(ioctl: Ioctl): Assumption {
  return new Map(
    membersOf(ioctl.struct.fields).flatMap(({ field, path }): [string, KnownBits][] => {
      if (field.role !== 'flags' || field.type.kind !== 'scalar' || field.array !== null) return [];
      const late = (field.enum?.values ?? []).filter((each) => compareReleases(each.since, ioctl.since) > 0);
      const mask = late.reduce((bits, each) => bits | each.value, 0n);
      return [[path.join('.'), { zeros: BigInt.asUintN(scalars[field.type.scalar].bytes * 8, mask), ones: 0n }]];
    }),
  );
}

function errnoOf(step: Step): string {
  return 'errno' in step ? ` with ${step.errno}` : '';
}
