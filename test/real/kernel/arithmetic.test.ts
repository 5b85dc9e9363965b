import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Scope as CScope } from '../../../src/emit/kernel/scope.ts';
import { flat } from '../../../src/emit/text/breakable.ts';
import { abis, type AbiName } from '../../../src/layout/abis.ts';
import { evaluate } from '../../../src/machine/evaluate.ts';
import { State } from '../../../src/machine/state.ts';
import { longestWord, truth } from '../../../src/machine/value.ts';
import type { Expression, SymbolName } from '../../../src/spec/expression/expression.ts';
import { parseExpression } from '../../../src/spec/expression/parse.ts';
import { Scope } from '../../../src/spec/expression/scope.ts';
import { fieldBindings } from '../../../src/spec/resolve/types.ts';
import type { ScalarName } from '../../../src/spec/scalar.ts';
import { member, nowhere, struct } from '../../support/build.ts';
import { constants, kernelTypes } from '../../support/compiler.ts';
import { seed } from '../../support/seed.ts';

const fields: Readonly<Record<string, ScalarName>> = {
  a: 'aligned_u64',
  b: 'u64',
  c: 'u32',
  d: 'u32',
  e: 's32',
  f: 'u16',
  g: 'u8',
  h: 's64',
};
const argument = struct(
  'argument',
  Object.entries(fields).map(([name, type]) => member(name, type)),
);
const scope = new Scope(
  { columns: () => null, tableNames: () => [], functions: () => null, functionNames: () => [] },
  new Map(fieldBindings(argument)),
);

const leaf = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...Object.keys(fields)) },
  { weight: 2, arbitrary: fc.constantFrom('PAGE_SIZE', 'ULONG_MAX', 'U64_MAX', 'SIZE_MAX', 'U32_MAX') },
  { weight: 3, arbitrary: fc.constantFrom('0', '1', '2', '7', '31', '4095', '0x7fffffff', '0x80000000', '0xffffffff') },
  { weight: 1, arbitrary: fc.constantFrom('0x100000000', '0x8000000000000000', '0xffffffffffffffff') },
);
const operators = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    leaf,
    fc
      .tuple(tie('text'), fc.constantFrom(...operators), tie('text'))
      .map(([left, by, right]) => `(${left}) ${by} (${right})`),
    fc.tuple(fc.constantFrom('!', '~', '-'), tie('text')).map(([by, of]) => `${by}(${of})`),
    fc.tuple(tie('text'), tie('text'), tie('text')).map(([test_, yes, no]) => `(${test_}) ? (${yes}) : (${no})`),
  ),
}));
const word = fc.oneof(
  fc.bigInt(0n, 9n),
  fc.bigInt(0n, (1n << 64n) - 1n),
  fc.constantFrom(4095n, 4096n, (1n << 31n) - 1n, 1n << 31n, (1n << 32n) - 1n, 1n << 32n, 1n << 63n, (1n << 64n) - 1n),
);
const values = fc.tuple(...Object.keys(fields).map(() => word));

interface Case {
  readonly text: string;
  /** As the model has it, and as C has it. */
  readonly expression: Expression;
  readonly printed: string;
  readonly values: ReadonlyMap<string, bigint>;
}

/** Random expressions that C can say, with random values of what they mention. */
function cases(count: number): readonly Case[] {
  const c = new CScope(argument);
  const made = fc.sample(fc.tuple(text, values), { seed, numRuns: count });
  return made.flatMap(([source, words]) => {
    const { expression } = parseExpression({ text: source, span: nowhere }, scope);
    const resolved = expression === null ? null : c.resolve(expression);
    // A constant has a width only by what it meets, and a check of one is no check.
    if (expression === null || resolved === null || expression.type.kind === 'literal') return [];
    const own = Object.keys(fields).map((name, index) => [name, words[index] ?? 0n] as const);
    return [{ text: source, expression, printed: flat(c.layout(resolved)), values: new Map(own) }];
  });
}

const bits: Readonly<Record<string, number>> = { a: 64, b: 64, c: 32, d: 32, e: 32, f: 16, g: 8, h: 64 };

/** What the model makes of it, on a machine with this long. */
function modelled({ expression, values: words }: Case, longBytes: number): bigint {
  const long = (1n << BigInt(longBytes * 8)) - 1n;
  const symbols: Partial<Record<SymbolName, bigint>> = {
    PAGE_SIZE: 4096n,
    ULONG_MAX: long,
    SIZE_MAX: long,
    U64_MAX: (1n << 64n) - 1n,
    U32_MAX: (1n << 32n) - 1n,
  };
  const never = (): never => {
    throw new Error('not asked');
  };
  const value = evaluate(expression, {
    state: new State({ tables: new Map() }),
    locals: { get: never },
    fields: new Map([...words].map(([name, word]) => [name, BigInt.asUintN(bits[name] ?? 64, word)])),
    environment: {
      word: longestWord,
      symbol: (name) => symbols[name] ?? 0n,
      callSize: never,
      ask: never,
      readElement: never,
      writeElements: never,
      reply: never,
      fails: never,
      preferred: never,
    },
  });
  return typeof value === 'bigint' ? value : truth(value) ? 1n : 0n;
}

const types: Readonly<Record<string, string>> = {
  aligned_u64: 'u64',
  u64: 'u64',
  u32: 'u32',
  s32: '__s32',
  u16: 'u16',
  u8: 'u8',
  s64: '__s64',
};

/** The names that a kernel has for the types and limits, and a comparison of what always is the same is no mistake here. */
const declared = `
typedef __u64 u64;
typedef __u32 u32;
typedef __u16 u16;
typedef __u8 u8;
#define PAGE_SIZE (1UL << 12)
#define ULONG_MAX (~0UL)
#define SIZE_MAX (~(__SIZE_TYPE__)0)
#define U64_MAX ((u64)~0ULL)
#define U32_MAX ((u32)~0U)
#pragma GCC diagnostic ignored "-Wtautological-compare"
#pragma GCC diagnostic ignored "-Wbool-compare"
#pragma GCC diagnostic ignored "-Wint-in-bool-context"
#pragma GCC diagnostic ignored "-Wlogical-op"
`;

/** The expression with the values in the place of the fields, each of the type that the field has. */
function constant({ printed, values: words }: Case): string {
  return printed.replaceAll(/cmd->(\w+)/g, (_, name: string) => {
    const type = types[fields[name] ?? 'u64'] ?? 'u64';
    return `((${type})0x${(words.get(name) ?? 0n).toString(16)}ULL)`;
  });
}

describe.each<AbiName>(['x86_64', 'i386', 'm68k'])('on %s', (name) => {
  test(`C says what the model says, of random expressions (ABIWRIGHT_SEED=${String(seed)})`, () => {
    const all = cases(12_000);
    expect(all.length).toBeGreaterThan(3000);
    const longBytes = abis.find((abi) => abi.name === name)!.longBytes;
    const found = constants(name, `${kernelTypes}${declared}`, all.map(constant));
    const different = all.flatMap((each, index) => {
      const model = modelled(each, longBytes);
      return found[index] === model
        ? []
        : [`${each.text}: ${each.printed} is ${String(found[index])}, not ${String(model)}, with ${constant(each)}`];
    });
    expect(different.slice(0, 5)).toEqual([]);
  });
});
