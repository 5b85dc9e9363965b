import { scalars, type ScalarName } from '../../spec/scalar.ts';
import { allFields, structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called } from '../words.ts';

/** A field can hold every value of its enum, and every combination of its flags. */
export const enumFitsField: Rule = {
  code: 'ABI0020',
  name: 'enum-fits-field',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      for (const field of allFields(struct.fields)) {
        if (field.type.kind !== 'scalar' || field.enum === null) continue;
        const { scalar } = field.type;
        const lost = field.enum.values.find((each) => !holds(scalar, each.value));
        if (lost === undefined) continue;
        yield {
          message: `${lost.name} (${lost.value}) does not fit into ${called(field)}, a ${scalar}`,
          span: field.at['type'] ?? field.span,
          fix: 'give the field a wider type',
        };
      }
    }
  },
};

function holds(name: ScalarName, value: bigint): boolean {
  const { bytes, signed } = scalars[name];
  return (signed ? BigInt.asIntN(bytes * 8, value) : BigInt.asUintN(bytes * 8, value)) === value;
}
