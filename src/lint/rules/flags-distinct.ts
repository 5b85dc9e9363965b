import { enumsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';

/** Each flag is one bit of its own. */
export const flagsDistinct: Rule = {
  code: 'ABI0021',
  name: 'flags-distinct',
  *check({ current }) {
    for (const { declares, values } of enumsOf(current)) {
      if (declares !== 'flags') continue;
      for (const [index, each] of values.entries()) {
        if (each.value === 0n || (each.value & (each.value - 1n)) !== 0n) {
          yield {
            message: `${each.name} is ${each.value}, which is no single bit`,
            span: each.span,
            fix: 'give it a bit of its own',
          };
        }
        const same = values.slice(0, index).find((earlier) => (earlier.value & each.value) !== 0n);
        if (same === undefined) continue;
        const used = values.reduce((bits, value) => bits | value.value, 0n);
        yield {
          message: `${each.name} has a bit of ${same.name}`,
          span: each.span,
          fix: `bit ${lowestClear(used)} is free`,
        };
      }
    }
  },
};

function lowestClear(used: bigint): number {
  let bit = 0;
  while ((used >> BigInt(bit)) & 1n) bit++;
  return bit;
}
