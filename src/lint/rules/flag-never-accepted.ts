import { isNew, membersOf, enumsOf } from '../elements.ts';
import { bitSet, outcome } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { listed } from '../words.ts';

/** A new flag can be used: some ioctl that takes its enum does not refuse it in every call. */
export const flagNeverAccepted: Rule = {
  code: 'ABI0037',
  name: 'flag-never-accepted',
  *check({ current }) {
    for (const flags of enumsOf(current)) {
      if (flags.declares !== 'flags') continue;
      const takers = current.ioctls.flatMap((ioctl) =>
        membersOf(ioctl.struct.fields)
          .filter(({ field }) => field.enum === flags && field.direction !== 'out')
          .map((member) => ({ ioctl, path: member.path.join('.') })),
      );
      for (const flag of flags.values.filter(isNew)) {
        const bit = flag.value.toString(2).length - 1;
        const refused = takers.every(
          ({ ioctl, path }) => outcome(ioctl.steps, current.verbs, new Map([[path, bitSet(bit)]])).failsAt !== null,
        );
        if (takers.length === 0 || !refused) continue;
        yield {
          message: `${flag.name} is refused in every call of ${listed(takers.map(({ ioctl }) => ioctl.name))}`,
          span: flag.span,
          fix: `let the check of unknown flags pass ${flag.short}`,
        };
      }
    }
  },
};
