import { stepKindCase, type StepKindCase } from './case.ts';

const reply = '- { reply: all, errno: EIO }';
const two = '{ insert: thing, as: two, row: { id: 2 } }';
const five = '{ insert: thing, as: five, row: { id: 5 } }';

/** Steps that decide how a call goes on. */
export const checks: readonly StepKindCase[] = [
  stepKindCase({
    kind: 'reject',
    shows: 'ends the call with its errno, before anything that follows',
    steps: `
- { reject: a > 3, errno: ERANGE }
- { set: context.total, to: a + 1 }
${reply}`,
    with: { a: [3, 4] },
    // Nothing done; done with 3; done with 4.
    states: 3,
    ends: [
      { errno: 'ERANGE', where: 'opened.total == 0' },
      { errno: null, where: 'opened.total == 4' },
    ],
  }),
  stepKindCase({
    kind: 'lookup',
    shows: 'binds the row of that number, or ends the call',
    steps: `
- { lookup: thing, id: id, errno: ENOENT }
- { set: thing.small, to: 7 }
${reply}`,
    start: [two, five],
    begins: 'every(thing, thing.small == 0)',
    with: { id: [2, 3, 5] },
    states: 4,
    ends: [
      { errno: 'ENOENT', where: 'two.small == 0 && five.small == 0' },
      { errno: null, where: 'two.small == 7 && five.small == 0' },
      { errno: null, where: 'two.small == 0 && five.small == 7' },
    ],
  }),
  stepKindCase({
    kind: 'switch',
    shows: 'takes the case of the value, or the errno of all others',
    steps: `
- switch: op
  cases:
    1: [{ set: context.total, to: 1 }]
    2: [{ reject: true, errno: EDOM }]
  otherwise: EOPNOTSUPP
- { set: context.total, to: context.total + 4 }
${reply}`,
    with: { op: [1, 2, 3] },
    // Both failures leave the same.
    states: 3,
    ends: [
      { errno: null, where: 'opened.total == 5' },
      { errno: 'EDOM', where: 'opened.total == 0' },
      { errno: 'EOPNOTSUPP', where: 'opened.total == 0' },
    ],
  }),
  stepKindCase({
    kind: 'switch',
    shows: 'goes on behind where no case is of the value and nothing is said of others',
    steps: `
- switch: a > 1
  cases:
    true: [{ set: context.total, to: 1 }]
- { set: context.total, to: context.total + 4 }
${reply}`,
    with: { a: [0, 1, 2] },
    states: 3,
    ends: [
      { errno: null, where: 'opened.total == 5' },
      { errno: null, where: 'opened.total == 4' },
    ],
  }),
];
