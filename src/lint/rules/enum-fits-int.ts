import { enumsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';

const least = -(2n ** 31n);
const greatest = 2n ** 31n - 1n;

/** Enumerators fit into int, as C before C23 demands; `1 << 31` is negative, and anything larger an extension of gcc. */
export const enumFitsInt: Rule = {
  code: 'ABI0019',
  name: 'enum-fits-int',
  *check({ current }) {
    for (const { values } of enumsOf(current)) {
      for (const each of values) {
        if (each.value >= least && each.value <= greatest) continue;
        const why = each.value === greatest + 1n ? '1 << 31 is negative in C' : 'its type differs between compilers';
        yield {
          message: `${each.name} does not fit into an int: ${why}`,
          span: each.span,
          fix: 'declare a constant instead',
        };
      }
    }
  },
};
