import { expect, it } from 'vitest';
import { Trial } from '../support/trial.ts';

/** What an expression over the members comes to, as a u64. */
function value(expression: string, members: Readonly<Record<string, bigint>> = {}, functions = ''): bigint {
  const trial = new Trial(`- { set: a, to: ${JSON.stringify(expression)} }\n- { reply: [a], errno: EFAULT }`, {
    functions,
  });
  for (const [id, small, on] of [
    [1n, 10n, true],
    [2n, 30n, false],
    [3n, 20n, true],
  ] as const)
    trial.state.insert('thing', { id, small, on });
  return trial.call(members).argument['a']!;
}

const largest = (1n << 64n) - 1n;

it.each<[string, Record<string, bigint>, bigint]>([
  ['a + b', { a: largest, b: 2n }, 1n],
  ['a - b', { a: 1n, b: 2n }, largest],
  ['a * b', { a: 1n << 63n, b: 3n }, 1n << 63n],
  ['a / b', { a: 7n, b: 2n }, 3n],
  ['a % b', { a: 7n, b: 4n }, 3n],
  ['a << 63', { a: 3n }, 1n << 63n],
  ['a >> 63', { a: largest }, 1n],
  ['a & b | 1', { a: 12n, b: 10n }, 9n],
  ['a ^ b', { a: 12n, b: 10n }, 6n],
  ['~a', { a: 1n }, largest - 1n],
  ['-a', { a: 1n }, largest],
  ['~id', { id: 1n }, 0xffff_fffen],
  ['-id', { id: 1n }, 0xffff_ffffn],
  ['~small', { small: 1n }, 0xfen],
  ['-narrow', { narrow: 1n }, 0xffffn],
  ['id + id', { id: 0xffff_ffffn }, 0x1_ffff_fffen],
  ['id - count', { id: 1n, count: 2n }, largest],
  ['id << 31', { id: 0xffff_ffffn }, 0x7fff_ffff_8000_0000n],
  ['id & ~7', { id: 0xffn }, 0xf8n],
  ['!a', { a: 0n }, 1n],
  ['!!a', { a: 5n }, 1n],
  ['a < b', { a: 1n, b: largest }, 1n],
  ['a >= b', { a: 1n, b: largest }, 0n],
  ['a && b', { a: 4n, b: 2n }, 1n],
  ['a || b', { a: 0n, b: 0n }, 0n],
  ['a ? b : 9', { a: 0n, b: 2n }, 9n],
  ['a ? b : 9', { a: 3n, b: 2n }, 2n],
  ['a == 3 ? 1 : a == 4 ? 2 : 3', { a: 4n }, 2n],
  ['pair.left + pair.right', { 'pair.left': 3n, 'pair.right': 4n }, 7n],
])('%s of %o', (expression, members, expected) => {
  expect(value(expression, members)).toBe(expected);
});

it('does not look at the right side where the left side decides', () => {
  expect(value('b == 0 || a / b', { a: 1n, b: 0n })).toBe(1n);
  expect(value('b != 0 && a / b', { a: 1n, b: 0n })).toBe(0n);
  expect(value('b ? a / b : 5', { b: 0n })).toBe(5n);
});

it.each([
  ['some(thing, thing.small == 20)', 1n],
  ['some(thing, thing.small == 21)', 0n],
  ['every(thing, thing.small < 31)', 1n],
  ['every(thing, thing.small < 30)', 0n],
  ['every(range, range.first == 1)', 1n],
  ['count(thing, thing.on)', 2n],
  ['sum(thing, thing.on, thing.small)', 30n],
  ['max(thing, thing.id != 2, thing.small)', 20n],
  ['min(thing, true, thing.small)', 10n],
  ['min(thing, false, thing.small)', 0n],
  ['sum(thing, true, 0 - thing.id)', largest - 5n],
  ['sum(thing, !some(other = thing, other < thing), thing.id)', 1n],
  ['count(thing, some(other = thing, thing < other && other.on))', 2n],
  ['max(thing, !some(other = thing, other.small > thing.small), thing.id)', 2n],
])('%s', (expression, expected) => {
  expect(value(expression)).toBe(expected);
});

it('lets an inner quantifier hide the variable of an outer one, and gives it back', () => {
  expect(value('max(thing, some(thing, thing.id == 3) && thing.id < 3, thing.id)')).toBe(2n);
  expect(value('sum(thing, count(thing, thing.on) == 2 && thing.on, thing.small)')).toBe(30n);
});

it('gives a variable back that a quantifier has hidden', () => {
  const trial = new Trial(
    '- { lookup: thing, id: id, errno: ENOENT }\n- { set: a, to: "(some(thing, thing.id == 2) ? 100 : 0) + thing.id" }\n- { reply: [a], errno: EFAULT }',
  );
  for (const id of [1n, 2n, 3n]) trial.state.insert('thing', { id });
  expect(trial.call({ id: 1n }).argument['a']).toBe(101n);
});

it('puts arguments into functions without letting their quantifiers catch them', () => {
  const functions = `
- { function: smaller_than, takes: { thing: thing }, is: "count(other = thing, other.small < thing.small)", doc: Made up. }
- { function: others, takes: { n: u64 }, is: "count(thing, thing.id != n)", doc: Made up. }
- { function: nested, takes: { n: u64 }, is: "sum(thing, others(thing.id) == n, smaller_than(thing))", doc: Made up. }
`;
  // In the function `thing` is the argument, or the function's own row; here it is the row of this quantifier.
  expect(value('max(thing, smaller_than(thing) == 1, thing.id)', {}, functions)).toBe(3n);
  expect(value('sum(other = thing, others(other.id) == 2, other.id)', {}, functions)).toBe(6n);
  expect(value('sum(thing, others(thing.id + 1) == 2, thing.id)', {}, functions)).toBe(3n);
  expect(value('nested(others(1))', {}, functions)).toBe(3n);
});

it('finds rows by what a condition first asks of them, also after they have changed', () => {
  const trial = new Trial(`
- { set: a, to: "count(thing, thing.id == id && thing.small < 9)" }
- { set: b, to: "count(thing, context.best == thing.other)" }
- { set: pair.left, to: "count(thing, thing.on == 1 && thing.id != 0)" }
- { set: pair.right, to: "every(thing, thing.on == 1 && thing.small == 1) ? 1 : 0" }
- { reply: all, errno: EFAULT }
`);
  const asked = (id: bigint): (bigint | undefined)[] => {
    const { argument } = trial.call({ id });
    return ['a', 'b', 'pair.left', 'pair.right'].map((name) => argument[name]);
  };
  expect(asked(1n)).toEqual([0n, 0n, 0n, 1n]);
  const one = trial.state.insert('thing', { id: 1n, small: 1n, on: true });
  const two = trial.state.insert('thing', { id: 1n, small: 9n, other: one });
  expect(asked(1n)).toEqual([1n, 1n, 1n, 0n]);
  trial.state.set(two, 'small', 8n);
  trial.state.set(two, 'on', true);
  trial.state.set(trial.context, 'best', one);
  expect(asked(1n)).toEqual([2n, 1n, 2n, 0n]);
  trial.state.set(one, 'id', 0n);
  trial.state.set(two, 'small', 1n);
  expect(asked(1n)).toEqual([1n, 1n, 1n, 1n]);
  expect(asked(0n)).toEqual([1n, 1n, 1n, 1n]);
  trial.state.remove(two);
  expect(asked(1n)).toEqual([0n, 0n, 0n, 1n]);
});

it('compares columns of one row', () => {
  expect(value('count(thing, thing.small == thing.id * 10)')).toBe(1n);
  expect(value('count(thing, thing.id * 10 == thing.small)')).toBe(1n);
});

it('does not ask for what no row is compared with', () => {
  expect(value('count(range, range.thing == context.best.other)')).toBe(0n);
  expect(value('count(thing, thing.id > 5 && thing.other == context.best.other)')).toBe(0n);
  expect(() => value('count(thing, thing.other == context.best.other)')).toThrow(
    "there is no thing to take 'other' of",
  );
});

it('cuts what a function is given to the types of its parameters', () => {
  const functions = `
- { function: not_it, takes: { n: u32 }, is: ~n, doc: Made up. }
- { function: wide, takes: { n: u8 }, is: n + 1, doc: Made up. }
- { function: said, takes: { is_so: bool }, is: "is_so == true ? 1 : 0", doc: Made up. }
`;
  expect(value('not_it(a)', { a: 0xf_0000_0001n }, functions)).toBe(0xffff_fffen);
  expect(value('wide(a)', { a: 0x1ffn }, functions)).toBe(0x100n);
  expect(value('wide(0x1ff)', {}, functions)).toBe(0x100n);
  expect(value('said(a)', { a: 4n }, functions)).toBe(1n);
});
