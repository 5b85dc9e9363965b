import { act, stepKindCase, type StepKindCase } from './case.ts';

/** Steps that the environment decides, and choices. */
export const surroundings: readonly StepKindCase[] = [
  stepKindCase({
    kind: 'fault',
    shows: 'may fail with an errno that the world allows, and with no other',
    steps: `
- { fault: ENOMEM }
- { set: context.total, to: 1 }
- { fault: EIO }
- { set: context.total, to: 2 }
- { reply: all, errno: EFAULT }`,
    world: 'faults: [ENOMEM]',
    states: 3,
    ends: [
      { errno: 'ENOMEM', where: 'opened.total == 0' },
      { errno: null, where: 'opened.total == 2' },
    ],
  }),
  stepKindCase({
    kind: 'fault',
    shows: 'may be survived: other steps are done instead, and what is undone later is what was done',
    ...act(
      `
- { fault: ENOMEM, instead: [{ set: context.total, to: 1 }, { undo: [{ set: context.total, to: context.total + 4 }] }] }
- { fault: EIO, instead: [{ set: context.total, to: 99 }] }
- { set: context.total, to: "context.total + (n ? 10 : 2)" }
- { reject: n, errno: ERANGE }
`,
      'a',
    ),
    world: 'faults: [ENOMEM]',
    with: { a: [0, 1] },
    states: 5,
    ends: [
      { errno: 'ERANGE', where: 'opened.total == 10' },
      { errno: 'ERANGE', where: 'opened.total == 15' },
      { errno: null, where: 'opened.total == 2' },
      { errno: null, where: 'opened.total == 3' },
    ],
  }),
  stepKindCase({
    kind: 'reply',
    shows: 'may fault wherever it stands, and leaves what was done before',
    steps: `
- { set: context.total, to: 1 }
- { reply: [b], errno: EFAULT }
- { set: context.total, to: 2 }
- { reply: all, errno: EFAULT }
- { reject: a, errno: ERANGE }`,
    world: 'faults: [EFAULT]',
    with: { a: [0, 1] },
    states: 3,
    ends: [
      { errno: 'EFAULT', where: 'opened.total == 1' },
      { errno: 'EFAULT', where: 'opened.total == 2' },
      { errno: 'ERANGE', where: 'opened.total == 2' },
      { errno: null, where: 'opened.total == 2' },
    ],
  }),
  stepKindCase({
    kind: 'reply-element',
    shows: 'may fault at each element, and the reply of the argument behind them',
    steps: `
- each: range
  in: range
  do:
    - { reply: element, at: items, index: count, of: trial_item, values: { first: range.first, last: range.last }, errno: EFAULT }
    - { set: count, to: count + 1 }
    - { set: context.total, to: count }
- { reply: all, errno: EFAULT }`,
    start: ['{ insert: range, row: { first: 1, last: 2 } }', '{ insert: range, row: { first: 4, last: 5 } }'],
    begins: 'opened.total == 0',
    world: 'faults: [EFAULT]',
    states: 4,
    ends: [
      { errno: 'EFAULT', where: 'opened.total == 0' },
      { errno: 'EFAULT', where: 'opened.total == 1' },
      { errno: 'EFAULT', where: 'opened.total == 2' },
      { errno: null, where: 'opened.total == 2' },
    ],
  }),
  stepKindCase({
    kind: 'choose',
    shows: 'takes each value of the grid that its condition is true of, and fails where there is none',
    ...act(
      `
- { choose: picked, from: 3, to: n, aligned: 2, bits: 4, where: picked != 6, errno: ENOSPC }
- { set: context.total, to: picked }
`,
      'a',
    ),
    with: { a: [17, 3] },
    // 4, 12 and 14; up to 3 there is none.
    states: 5,
    ends: [
      { errno: null, where: 'opened.total == 4' },
      { errno: null, where: 'opened.total == 12' },
      { errno: null, where: 'opened.total == 14' },
      { errno: 'ENOSPC', where: 'opened.total == 0' },
    ],
  }),
  stepKindCase({
    kind: 'choose',
    shows: 'takes the lowest value only in a world that says so',
    ...act(`
- { choose: picked, from: 5, to: 31, aligned: 2, bits: 4, where: picked != 6, errno: ENOSPC }
- { set: context.total, to: picked }
`),
    world: 'choices: lowest',
    states: 2,
    ends: [{ errno: null, where: 'opened.total == 12' }],
  }),
];
