import { describe, expect, it } from 'vitest';
import { abis } from '../../../src/layout/abis.ts';
import { layoutOf, members } from '../../../src/layout/layout.ts';
import type { Abi } from '../../../src/layout/abi.ts';
import { structsOf } from '../../../src/lint/elements.ts';
import type { Struct } from '../../../src/spec/interface.ts';
import { constants, kernelTypes } from '../../support/compiler.ts';
import { declare } from '../../support/declare.ts';
import { proposals } from '../../support/proposals.ts';
import { randomStructs } from '../../support/random-structs.ts';
import { seed } from '../../support/seed.ts';
import { iommufd } from '../../support/specs.ts';

const byName = abis.map((abi) => [abi.name, abi] as const);

/** What C calls each figure of a layout, and the figure. */
function figures(struct: Struct, abi: Abi): Record<string, number> {
  const layout = layoutOf(struct, abi);
  const type = `struct ${struct.name}`;
  const ofMembers = members(layout).flatMap(({ path, offset, size }) => [
    [`offsetof(${type}, ${path.join('.')})`, offset] as const,
    [`sizeof(((${type} *)0)->${path.join('.')})`, size] as const,
  ]);
  return {
    [`sizeof(${type})`]: layout.size,
    [`_Alignof(${type})`]: layout.alignment,
    ...Object.fromEntries(ofMembers),
  };
}

/** The same figures, by the ABI's compiler. */
function compiled(structs: readonly Struct[], abi: (typeof abis)[number]): Record<string, number> {
  const questions = structs.flatMap((struct) => Object.keys(figures(struct, abi)));
  const answers = constants(abi.name, kernelTypes + declare(structs), questions);
  return Object.fromEntries(questions.map((question, index) => [question, Number(answers[index])]));
}

/** Whether every figure of every struct is the compiler's; the first struct that differs is shown. */
function compare(structs: readonly Struct[], abi: (typeof abis)[number]): void {
  const theirs = compiled(structs, abi);
  for (const struct of structs) {
    const ours = figures(struct, abi);
    const same = Object.entries(ours).every(([question, answer]) => theirs[question] === answer);
    if (!same) expect(ours, declare([struct])).toEqual(pick(theirs, Object.keys(ours)));
  }
  expect(Object.keys(theirs).length).toBeGreaterThan(4 * structs.length);
}

function pick(from: Record<string, number>, keys: readonly string[]): Record<string, number | undefined> {
  return Object.fromEntries(keys.map((key) => [key, from[key]]));
}

describe(`random structs of seed ${seed}`, () => {
  const structs = randomStructs(4000).sort((one, other) => declare([one]).length - declare([other]).length);

  it.each(byName)('are laid out as the compiler of %s does', (_, abi) => {
    compare(structs, abi);
  });
});

describe.each([iommufd().interface, ...proposals().map((each) => each.result)])('the structs of $name', (specified) => {
  const structs = [...structsOf(specified), ...specified.testIoctls].map(({ struct }) => struct);

  it.each(byName)('are laid out as the compiler of %s does', (_, abi) => {
    compare(structs, abi);
  });

  it('are all there', () => {
    expect(structs.length).toBeGreaterThanOrEqual(specified.ioctls.length);
    expect(structs.length).toBeGreaterThanOrEqual(21);
  });
});
