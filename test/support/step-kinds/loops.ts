import { act, stepKindCase, type StepKindCase } from './case.ts';

const note = '{ set: context.total, to: context.total * 4 + ';

/** Loops over elements, rows and gaps. */
export const loops: readonly StepKindCase[] = [
  stepKindCase({
    kind: 'each-element',
    shows: 'reads one element after the other, and fails at the first that is not there',
    steps: `
- each: item
  of: trial_item
  at: items
  count: count
  errno: EFAULT
  do:
    - ${note} item.first }
- { set: context.total, to: context.total + 16 }
- { reply: all, errno: EIO }`,
    world: 'arrays: [[{ first: 1, last: 0 }, { first: 2, last: 0 }]]',
    with: { count: [0, 2, 3], items: [1, 2] },
    // 1 and 2 are noted as 6; the third element of the first array, and all of the second, cannot be read.
    states: 5,
    ends: [
      { errno: null, where: 'opened.total == 16' },
      { errno: null, where: 'opened.total == 22' },
      { errno: 'EFAULT', where: 'opened.total == 6' },
      { errno: 'EFAULT', where: 'opened.total == 0' },
    ],
  }),
  stepKindCase({
    kind: 'each-row',
    shows: 'goes over ranges by their first, leaving out those that its condition is not true of',
    ...act(
      `
- each: range
  in: range
  where: range.first < n
  do:
    - ${note} range.first }
`,
      'a',
    ),
    start: [
      '{ insert: range, row: { first: 6, last: 7 } }',
      '{ insert: range, row: { first: 3, last: 3 } }',
      '{ insert: range, row: { first: 1, last: 2 } }',
    ],
    begins: 'opened.total == 0',
    with: { a: [6, 1] },
    // 1, then 3; and none.
    states: 3,
    ends: [
      { errno: null, where: 'opened.total == 7' },
      { errno: null, where: 'opened.total == 0' },
    ],
  }),
  stepKindCase({
    kind: 'each-row',
    shows: 'goes over what has no first by slot, also where rows come and go meanwhile',
    ...act(`
- each: thing
  in: thing
  do:
    - ${note} thing.id }
    - { remove: thing, as: other, where: other.id == 2 }
    - switch: thing.id
      cases:
        3: [{ insert: thing, row: { id: 1 } }]
`),
    start: ['{ insert: thing, as: three, row: { id: 3 } }', '{ insert: thing, as: two, row: { id: 2 } }'],
    begins: 'opened.total == 0',
    states: 2,
    // The second is gone before its turn; the one that comes takes its slot, which is behind.
    ends: [{ errno: null, where: 'opened.total == 13 && two == null && count(thing, true) == 2' }],
  }),
  stepKindCase({
    kind: 'each-gap',
    shows: 'goes over what ranges leave between two bounds',
    ...act(
      `
- each: gap
  gaps-of: range
  where: range.last < 20
  from: n
  to: 12
  do:
    - { set: context.total, to: context.total * 3 + (gap_last - gap_first + 1) }
`,
      'a',
    ),
    start: [
      '{ insert: range, row: { first: 9, last: 9 } }',
      '{ insert: range, row: { first: 4, last: 7 } }',
      '{ insert: range, row: { first: 10, last: 20 } }',
    ],
    begins: 'opened.total == 0',
    with: { a: [2, 9, 13] },
    // 2 to 3, 8, 10 to 12: (2 * 3 + 1) * 3 + 3; from 9: 10 to 12; from 13: none.
    states: 4,
    ends: [
      { errno: null, where: 'opened.total == 24' },
      { errno: null, where: 'opened.total == 3' },
      { errno: null, where: 'opened.total == 0' },
    ],
  }),
];
