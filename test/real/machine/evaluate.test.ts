import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../src/machine/evaluate.ts';
import { ModelError } from '../../../src/machine/model-error.ts';
import { State } from '../../../src/machine/state.ts';
import { longestWord, truth, type Value } from '../../../src/machine/value.ts';
import type { Expression } from '../../../src/spec/expression/expression.ts';
import { parseExpression } from '../../../src/spec/expression/parse.ts';
import { Scope } from '../../../src/spec/expression/scope.ts';
import { fieldBindings } from '../../../src/spec/resolve/types.ts';
import { member, nowhere, struct } from '../../support/build.ts';
import { constants, kernelTypes } from '../../support/compiler.ts';
import { seed } from '../../support/seed.ts';

const widths = { a: 64, b: 64, c: 32, d: 32, e: 16, f: 8 } as const;
const argument = struct(
  'argument',
  Object.entries(widths).map(([name, width]) => member(name, `u${width}`)),
);
const scope = new Scope(
  { columns: () => null, tableNames: () => [], functions: () => null, functionNames: () => [] },
  new Map(fieldBindings(argument)),
);

const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Object.keys(widths)) },
  { weight: 3, arbitrary: fc.constantFrom('0', '1', '3', '31', '32', '63', '255', '0x7fffffff', '0x80000000') },
  { weight: 1, arbitrary: fc.constantFrom('0xffffffff', '0x100000000', '0xffffffffffffffff', 'true', 'false') },
);
const operators = ['+', '-', '*', '/', '%', '&', '|', '^', '<<', '>>', '==', '!=', '<', '<=', '>', '>=', '&&', '||'];
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: 'small', maxDepth: 5 },
    leaf,
    fc.tuple(tie('text'), fc.constantFrom(...operators), tie('text')).map((parts) => `(${parts.join(' ')})`),
    fc.tuple(fc.constantFrom('!', '~', '-'), tie('text')).map(([operator, operand]) => `${operator}(${operand})`),
    fc.tuple(tie('text'), tie('text'), tie('text')).map(([when, yes, no]) => `(${when} ? ${yes} : ${no})`),
  ),
}));
const word = fc.oneof(
  fc.bigInt(0n, 70n),
  fc.bigInt(0n, (1n << 64n) - 1n),
  fc.constantFrom((1n << 31n) - 1n, 1n << 31n, (1n << 32n) - 1n, 1n << 32n, 1n << 63n, (1n << 64n) - 1n),
);

type Fields = ReadonlyMap<string, bigint>;

/** What the rules of the language say, in a C in which nothing is left to C: every value is cast to what it is. */
function inC(expression: Expression, fields: Fields): string {
  const c = (part: Expression): string => `(u64)(${inC(part, fields)})`;
  switch (expression.op) {
    case 'number':
      return `${expression.value}ULL`;
    case 'boolean':
      return expression.value ? '1' : '0';
    case 'field':
      return `${fields.get(expression.path.join('.')) ?? 0n}ULL`;
    case 'unary': {
      if (expression.operator === '!') return `!${c(expression.operand)}`;
      const width = expression.type.kind === 'integer' ? expression.type.width : 64;
      return `(u${width})(${expression.operator}${c(expression.operand)})`;
    }
    case 'binary':
      return `${c(expression.left)} ${expression.operator} ${c(expression.right)}`;
    case 'conditional':
      return `${c(expression.test)} ? ${c(expression.yes)} : ${c(expression.no)}`;
    default:
      throw new Error(`no ${expression.op} was made`);
  }
}

/** What the evaluator says; null where that is a mistake of the spec. */
function inModel(expression: Expression, fields: Fields): bigint | null {
  const never = (): never => {
    throw new Error('nothing of the surroundings is asked');
  };
  const environment = {
    word: longestWord,
    symbol: never,
    callSize: never,
    ask: never,
    readElement: never,
    writeElements: never,
    reply: never,
    fails: never,
    preferred: never,
  };
  let value: Value;
  try {
    value = evaluate(expression, { state: new State({ tables: new Map() }), fields, locals: new Map(), environment });
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
  return typeof value === 'bigint' ? value : truth(value) ? 1n : 0n;
}

const declared = `${kernelTypes}
typedef __u64 u64;
typedef __u32 u32;
typedef __u16 u16;
typedef __u8 u8;
#pragma GCC diagnostic ignored "-Wdiv-by-zero"
#pragma GCC diagnostic ignored "-Wshift-count-overflow"
#pragma GCC diagnostic ignored "-Wtautological-compare"
#pragma GCC diagnostic ignored "-Wint-in-bool-context"
#pragma GCC diagnostic ignored "-Wbool-compare"
#pragma GCC diagnostic ignored "-Wparentheses"
`;

test(`the evaluator computes as C does with 64 unsigned bits (ABIWRIGHT_SEED=${seed})`, () => {
  const made = fc.sample(fc.tuple(text, fc.tuple(word, word, word, word, word, word)), { seed, numRuns: 20_000 });
  const cases = made.flatMap(([source, words]) => {
    const { expression } = parseExpression({ text: source, span: nowhere }, scope);
    const fields = new Map(
      Object.entries(widths).map(([name, width], index) => [name, BigInt.asUintN(width, words[index] ?? 0n)]),
    );
    const model = expression && inModel(expression, fields);
    return expression === null || model === null ? [] : [{ source, c: inC(expression, fields), model }];
  });
  expect(cases.length).toBeGreaterThan(8000);
  expect(new Set(cases.map((each) => each.model)).size).toBeGreaterThan(1000);
  const found = constants(
    'x86_64',
    declared,
    cases.map((each) => each.c),
  );
  const different = cases.filter((each, index) => each.model !== found[index]);
  expect(different.slice(0, 5).map((each) => ({ ...each, found: found[cases.indexOf(each)] }))).toEqual([]);
});
