import { isIoctl, type Interface } from '../../spec/interface.ts';
import { enumsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';

/** Enumerators and constants keep their values, and stay. Linux: scripts/check-uapi.sh, which sees no macros. */
export const valueChanged: Rule = {
  code: 'ABI0061',
  name: 'value-changed',
  *check({ current, base }) {
    if (base === null) return;
    const now = valuesOf(current);
    for (const [name, before] of valuesOf(base)) {
      const after = now.get(name);
      if (after === undefined) {
        yield { message: `${name} was removed`, span: before.span, fix: `put it back with the value ${before.value}` };
      } else if (after.value !== before.value) {
        yield {
          message: `${name} was ${before.value} and is now ${after.value}`,
          span: after.span,
          fix: `give it ${before.value} again`,
        };
      }
    }
  },
};

type Valued = Pick<Interface['declarations'][number], 'span'> & { readonly value: bigint };

function valuesOf(of: Interface): Map<string, Valued> {
  const constants = of.declarations.flatMap((each) => (!isIoctl(each) && each.declares === 'constant' ? [each] : []));
  const enumerators = enumsOf(of).flatMap((each) => each.values);
  return new Map([...constants, ...enumerators].map((each) => [each.name, each]));
}
