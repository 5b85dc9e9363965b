import { act, stepKindCase, type StepKindCase } from './case.ts';

const reply = '- { reply: all, errno: EIO }';
const things = [
  '{ insert: thing, as: one, row: { id: 1 } }',
  '{ insert: thing, as: two, row: { id: 2 } }',
  '{ insert: thing, as: three, row: { id: 3, other: two } }',
  '{ set: opened.best, to: two }',
];

/** Steps that change something, and calls of verbs. */
export const effects: readonly StepKindCase[] = [
  stepKindCase({
    kind: 'set',
    shows: 'cuts a number to the word, and makes a truth value of one',
    steps: `
- { set: let less, to: a - 1 }
- { set: context.total, to: less }
- { set: context.best.on, to: a }
${reply}`,
    start: ['{ insert: thing, as: one, row: { id: 1 } }', '{ set: opened.best, to: one }'],
    begins: 'opened.total == 0 && !one.on',
    with: { a: [0, 5] },
    states: 3,
    ends: [
      { errno: null, where: 'opened.total == 31 && !one.on' },
      { errno: null, where: 'opened.total == 4 && one.on' },
    ],
  }),
  stepKindCase({
    kind: 'call',
    shows: 'gives what the verb has come to, which begins anew each time',
    steps: `
- { call: add-up, with: { n: a }, gives: { sum: b } }
- { call: add-up, with: { n: 4 }, gives: { sum: let second } }
- { set: context.total, to: b * 4 + second }
${reply}`,
    more: {
      verbs: `
- verb: add-up
  stands-for: f
  doc: Made up.
  takes: { n: u64 }
  gives: { sum: u64 }
  steps:
    - { reject: n > 8, errno: ERANGE }
    - { set: sum, to: sum + n }
`,
    },
    with: { a: [3, 9] },
    states: 3,
    ends: [
      { errno: null, where: 'opened.total == 16' },
      { errno: 'ERANGE', where: 'opened.total == 0' },
    ],
  }),
  stepKindCase({
    kind: 'insert',
    shows: 'takes the lowest free slot; columns that are not given are 0, false or no row',
    ...act(`
- { insert: thing, as: first, row: { id: 4, mood: SAD } }
- { insert: thing, as: second, row: { id: 5, other: first } }
- { set: context.best, to: second }
`),
    start: ['{ insert: thing, as: there, row: { id: 3 } }'],
    begins: 'opened.best == null && count(thing, true) == 1',
    states: 2,
    ends: [
      {
        errno: null,
        where:
          'count(thing, true) == 3 && there.id == 3 && opened.best.id == 5 && opened.best.mood == CALM ' +
          '&& opened.best.other.id == 4 && opened.best.other.mood == SAD && opened.best.other.other == null ' +
          '&& !opened.best.on && there < opened.best.other && opened.best.other < opened.best',
      },
    ],
  }),
  stepKindCase({
    kind: 'remove',
    shows: 'takes all rows that a condition is true of; what refers to one refers to none, also when its slot is taken',
    ...act(`
- { remove: thing, where: "thing.id == 2 || some(other = thing, other.id == 2 && thing.id == 1)" }
- { insert: thing, row: { id: 9 } }
`),
    start: things,
    begins: 'count(thing, true) == 3',
    states: 2,
    ends: [
      {
        errno: null,
        where:
          'count(thing, true) == 2 && one == null && two == null && opened.best == null && three.other == null ' +
          '&& three.id == 3 && some(thing, thing.id == 9 && thing < three)',
      },
    ],
  }),
];
