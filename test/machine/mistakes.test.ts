import { expect, it } from 'vitest';
import { loweringFindings } from '../../src/machine/lowering-findings.ts';
import { ModelError } from '../../src/machine/model-error.ts';
import { Trial, trialInterface, trialText } from '../support/trial.ts';

const verb = (steps: string, head = ''): { verbs: string } => ({
  verbs: `- verb: act\n  stands-for: f\n  doc: Made up.\n${head}  steps:\n${steps.trim().replace(/^(?=.)/gm, '    ')}\n`,
});

/** What running the steps ends with, and the text that it points at. */
function mistake(steps: string, more: { verbs?: string } = {}, members: Record<string, bigint> = {}): string {
  try {
    new Trial(steps, more).call(members);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { file, line, column, endColumn } = error.span;
    const pointedAt = trialText(steps, more)
      .split('\n')
      [line - 1]!.slice(column - 1, endColumn - 1);
    return `${error.message} @ ${file}: ${pointedAt}`;
  }
  throw new Error('the steps were run');
}

it.each([
  ['a division by 0', '- { reject: a / b, errno: EDOM }', 'a division by 0', 'a / b'],
  ['a remainder by 0', '- { reject: a % b == 1, errno: EDOM }', 'a division by 0', 'a % b'],
  ['a shift by 64', '- { reject: a << op, errno: EDOM }', 'a shift of 64 bits by 64', 'a << op'],
  ['a shift of 32 bits by 64', '- { reject: id >> op, errno: EDOM }', 'a shift of 32 bits by 64', 'id >> op'],
  [
    'a column of no row',
    '- { reject: context.best.id, errno: EDOM }',
    "there is no thing to take 'id' of",
    'context.best.id',
  ],
  [
    'a column set of no row',
    '- { set: context.best.id, to: 1 }',
    "there is no thing to take 'id' of",
    'context.best.id',
  ],
])('points at %s', (_, steps, message, text) => {
  expect(mistake(steps, {}, { op: 64n })).toBe(`${message} @ trial.yaml: ${text}`);
});

it('points at what is read of a row that has been removed', () => {
  const made = '- { insert: thing, as: made, row: { id: 1 } }\n- { remove: thing, where: true }\n';
  expect(mistake('- { call: act }', verb(`${made}- { reject: made.id == 1, errno: EDOM }`))).toMatch(
    "the thing to take 'id' of has been removed @ trial.yaml: made.id",
  );
  expect(mistake('- { call: act }', verb(`${made}- { set: made.id, to: 2 }`))).toMatch(
    "the thing to take 'id' of has been removed @ trial.yaml: made.id",
  );
});

it('ends a loop that never ends', () => {
  const forever = verb(
    `
- { insert: range, row: {} }
- { each: range, in: range, do: [ { insert: range, row: { first: range.first + 1 } } ] }
`.replace('{} ', '{ first: 0 } '),
  );
  expect(mistake('- { call: act }', forever)).toMatch('TRIAL_TRY does not end @ trial.yaml: ');
}, 60_000);

const refused: [string, string, string][] = [
  ['a check', '- { reject: 1, errno: EDOM }', 'EDOM'],
  ['a look-up', '- { lookup: thing, id: 1, errno: ENOENT }', 'ENOENT'],
  ['a fault', '- { fault: ENOMEM }', 'ENOMEM'],
  ['a choice', '- { choose: n, from: 0, to: 1, where: true, errno: ENOSPC }', 'ENOSPC'],
  ['a wait that ends', '- { wait: true, unless: { killed: EINTR } }', 'EINTR'],
  ['a switch without a way', '- { switch: 1, cases: { 2: [ { keeps: it } ] }, otherwise: EINVAL }', 'EINVAL'],
  ['a verb that can fail', '- { call: fails }', 'EPERM'],
];

it.each(refused)('refuses an undo with %s', (_, step, errno) => {
  const { verbs } = verb(`- undo:\n    ${step}`);
  const fails = '- { verb: fails, stands-for: f, doc: Made up., steps: [ { reject: 1, errno: EPERM } ] }\n';
  expect(mistake('- { call: act }', { verbs: verbs + fails })).toMatch(
    `an undo cannot fail, and this step can, with ${errno} @ trial.yaml: `,
  );
});

const perTurn = `
- { insert: thing, as: made, row: { id: 1 } }
- undo: [ { remove: thing, as: gone, where: gone == made } ]
`;

it('refuses an undo that would only take back the last turn of a loop', () => {
  const inVerb = verb(`- each: range\n  in: range\n  do:${perTurn.replace(/^(?=.)/gm, '    ')}`);
  expect(mistake('- { call: act }', inVerb)).toMatch("but 'made' is another one in each turn of the loop");
  const around = `
- each: item
  of: trial_item
  at: items
  count: count
  errno: EFAULT
  do:
    - { call: act, with: { n: item.first, thing: context.best } }
`;
  const head = '  takes: { n: u64, thing: thing }\n';
  expect(mistake(around, verb(perTurn, head))).toMatch("but 'made' is another one");
  expect(mistake(around, verb('- undo: [ { set: context.total, to: n } ]', head))).toMatch("but 'n' is another one");
  expect(mistake(around, verb('- undo: [ { remove: range, where: range.thing == thing } ]', head))).toMatch(
    "but 'thing' is another one",
  );
});

it('accepts an undo in a loop that reads what is the same in each turn', () => {
  const trial = new Trial(
    `
- { lookup: thing, id: id, errno: ENOENT }
- each: item
  of: trial_item
  at: items
  count: count
  errno: EFAULT
  do:
    - { call: act, with: { thing: thing, n: item.first } }
`,
    verb(
      `
- { insert: range, row: { first: n, thing: thing } }
- undo:
    - each: range
      in: range
      where: range.thing == thing
      do:
        - { remove: range, as: gone, where: gone == range }
`,
      '  takes: { thing: thing, n: u64 }\n',
    ),
  );
  trial.state.insert('thing', { id: 1n });
  expect(trial.call({ id: 1n, count: 3n }, { items: [{ first: 1n }, { first: 2n }] }).errno).toBe('EFAULT');
  expect(trial.rows('range')).toEqual([]);
});

it('finds what cannot be lowered without running it, once for each ioctl and verb that has it', () => {
  expect(loweringFindings(trialInterface('- { reject: 1, errno: EDOM }'))).toEqual([]);
  const found = loweringFindings(trialInterface('- { call: act }', verb('- undo: [ { fault: ENOMEM } ]')));
  expect(found).toHaveLength(2);
  for (const each of found)
    expect(each).toMatchObject({
      code: 'SEM0009',
      message: 'an undo cannot fail, and this step can, with ENOMEM',
      span: { file: 'trial.yaml' },
    });
});
