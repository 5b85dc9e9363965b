import { abis } from '../../layout/abis.ts';
import { layoutOf, type FieldLayout } from '../../layout/layout.ts';
import { structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called, counted, listed } from '../words.ts';

/** All arms of a union have one size, so that no arm leaves bytes of it undefined and none can grow it. */
export const unionArms: Rule = {
  code: 'ABI0017',
  name: 'union-arms',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      for (const union of unionsIn(layoutOf(struct, abis[0]).fields)) {
        const largest = Math.max(...union.parts.map((arm) => arm.size));
        const short = union.parts.filter((arm) => arm.size < largest);
        if (short.length === 0) continue;
        yield {
          message: `the arms of the union have different sizes: ${listed(union.parts.map((arm) => `${called(arm.field)} ${counted(arm.size, 'byte')}`))}`,
          span: union.field.span,
          fix: `fill ${listed(short.map((arm) => called(arm.field)))} up to ${counted(largest, 'byte')} with a reserved member`,
        };
      }
    }
  },
};

function unionsIn(fields: readonly FieldLayout[]): FieldLayout[] {
  return fields.flatMap((each) => {
    if (each.field.type.kind !== 'anonymous') return [];
    return [...(each.field.type.of === 'union' ? [each] : []), ...unionsIn(each.parts)];
  });
}
