import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIoctl, type Interface, type Struct } from '../../../src/spec/interface.ts';
import { bindingsSource, interfaceOf, runBindings } from '../../support/bindings.ts';
import { randomStructs } from '../../support/random-structs.ts';
import { seed } from '../../support/seed.ts';
import { scenarioInput } from '../../support/scenario.ts';
import { baseIn, iommufd } from '../../support/specs.ts';
import { hasUnion, structValues } from '../../support/struct-values.ts';

function structsOf(subject: Interface): Struct[] {
  return subject.declarations.flatMap((each) =>
    isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : [],
  );
}

const subjects: [string, Interface, number][] = [
  ['iommufd', iommufd().interface, 100],
  ['vault', baseIn(scenarioInput('vault')).interface, 100],
  [`random structs of seed ${seed}`, interfaceOf(randomStructs(150)), 5],
];

describe.each(subjects)('%s', (_, subject, runs) => {
  it.each(['little', 'big'] as const)('decodes what it encodes, %s-endian', async (endian) => {
    const { structs } = await runBindings(bindingsSource(subject));
    for (const struct of structsOf(subject)) {
      const { encode, decode, size } = structs[struct.name]!;
      const check = (value: object): void => {
        const bytes = encode(value, endian);
        const back = decode(bytes, endian);
        expect(bytes).toHaveLength(size);
        // A decoded union has every reading of its bytes, the one that was given among them.
        if (hasUnion(struct.fields)) expect(back).toMatchObject(value);
        else expect(back).toEqual(value);
        expect(encode(back, endian)).toEqual(bytes);
      };
      fc.assert(fc.property(structValues(struct), check), { numRuns: runs, seed });
    }
  });
});
