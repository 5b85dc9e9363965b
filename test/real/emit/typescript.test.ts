import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abis } from '../../../src/layout/abis.ts';
import { isIoctl, type Field, type Interface, type Struct } from '../../../src/spec/interface.ts';
import { scalars, type ScalarName } from '../../../src/spec/scalar.ts';
import { bindingsSource, interfaceOf, runBindings } from '../../support/bindings.ts';
import { compile, kernelTypes } from '../../support/compiler.ts';
import { declare } from '../../support/declare.ts';
import { randomStructs } from '../../support/random-structs.ts';
import { seed } from '../../support/seed.ts';
import { scenarioInput } from '../../support/scenario.ts';
import { baseIn, iommufd } from '../../support/specs.ts';
import { structValues, type StructValue, type Value } from '../../support/struct-values.ts';

type Endian = 'little' | 'big';

/** A C constant of a scalar's type. One with an order of its own is written as the machine has to hold it. */
function constant(scalar: ScalarName, value: number | bigint, endian: Endian): string {
  const { bytes, endian: own, c } = scalars[scalar];
  const hexadecimal = BigInt.asUintN(bytes * 8, BigInt(value))
    .toString(16)
    .padStart(bytes * 2, '0');
  const turned = own !== 'host' && own !== endian;
  const digits = turned ? (hexadecimal.match(/../g) ?? []).reverse().join('') : hexadecimal;
  return `(${c.replace('__aligned_', '__')})0x${digits}ULL`;
}

function element(field: Field, value: Value, endian: Endian): string {
  const { type } = field;
  if (type.kind === 'scalar') return constant(type.scalar, value as number | bigint, endian);
  return initialiser(type.kind === 'struct' ? type.struct.fields : type.fields, value as StructValue, endian, null);
}

/** The members of a value as designated initialisers, those of anonymous members among them. */
function designators(fields: readonly Field[], value: StructValue, endian: Endian, struct: string | null): string[] {
  return fields.flatMap((field) => {
    const { name, type, array } = field;
    if (name === null) return type.kind === 'anonymous' ? designators(type.fields, value, endian, null) : [];
    if (field.role === 'size' && struct !== null) return [`.${name} = sizeof(struct ${struct})`];
    const own = value[name];
    if (own === undefined) return [];
    const text =
      array === null
        ? element(field, own, endian)
        : `{ ${Array.from(own as Iterable<Value>, (each) => element(field, each, endian)).join(', ')} }`;
    return [`.${name} = ${text}`];
  });
}

function initialiser(fields: readonly Field[], value: StructValue, endian: Endian, struct: string | null): string {
  return `{ ${designators(fields, value, endian, struct).join(', ')} }`;
}

interface Sample {
  readonly struct: Struct;
  readonly value: StructValue;
}

function marker(index: number): Buffer {
  return Buffer.from(`abiwright${index.toString().padStart(7, '0')}`);
}

/** The bytes that the compiler of an ABI makes of each sample, found in the object file behind a marker. */
function compiled(samples: readonly Sample[], sizes: readonly number[], abi: (typeof abis)[number]): Buffer[] {
  const data = samples.map(({ struct, value }, index) => {
    const bytes = [...marker(index)].join(', ');
    const text = initialiser(struct.fields, value, abi.endian, struct.name);
    return `const struct { unsigned char marker[16]; struct ${struct.name} value; } sample_${index} = { { ${bytes} }, ${text} };`;
  });
  const object = compile(abi.name, [kernelTypes, declare(samples.map((each) => each.struct)), ...data, ''].join('\n'));
  return samples.map((_, index) => {
    const at = object.indexOf(marker(index));
    if (at < 0) throw new Error(`sample ${index} is not in the object file`);
    return object.subarray(at + 16, at + 16 + (sizes[index] ?? 0));
  });
}

function structsOf(subject: Interface): Struct[] {
  return subject.declarations.flatMap((each) =>
    isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : [],
  );
}

const subjects: [string, Interface, number][] = [
  ['iommufd', iommufd().interface, 20],
  ['vault', baseIn(scenarioInput('vault')).interface, 20],
  [`random structs of seed ${seed}`, interfaceOf(randomStructs(150)), 3],
];
const machines = abis
  .filter((abi) => ['x86_64', 's390x', 'aarch64', 'mips'].includes(abi.name))
  .map((abi) => [abi.name, abi] as const);

describe.each(subjects)('%s', (_, subject, count) => {
  const samples = structsOf(subject).flatMap((struct) =>
    fc.sample(structValues(struct), { numRuns: count, seed }).map((value) => ({ struct, value })),
  );

  it.each(machines)('encodes as the C compiler of %s does', async (_name, abi) => {
    const { structs } = await runBindings(bindingsSource(subject));
    const ours = samples.map(({ struct, value }) => structs[struct.name]!.encode(value, abi.endian));
    const theirs = compiled(
      samples,
      ours.map((bytes) => bytes.length),
      abi,
    );
    samples.forEach(({ struct, value }, index) => {
      const same = theirs[index]!.equals(ours[index]!);
      if (!same)
        expect({ struct: struct.name, value, bytes: Buffer.from(ours[index]!) }).toEqual({
          struct: struct.name,
          value,
          bytes: theirs[index],
        });
    });
    expect(samples.length).toBeGreaterThan(20);
  });
});
