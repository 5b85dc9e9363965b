import { act, stepKindCase, type StepKindCase } from './case.ts';

const note = (digit: number): string => `{ set: context.total, to: context.total * 4 + ${digit} }`;

/** What becomes of effects when a later step fails. */
export const failures: readonly StepKindCase[] = [
  stepKindCase({
    kind: 'undo',
    shows: 'takes back what was done before the failure, the latest first',
    ...act(
      `
- { insert: thing, as: first, row: { id: 1 } }
- undo: [${note(1)}, { remove: thing, as: gone, where: gone == first }]
- { fault: ENOMEM }
- { insert: thing, as: second, row: { id: 2 } }
- undo: [${note(2)}, { remove: thing, as: gone, where: gone == second }]
- { reject: n, errno: EDOM }
`,
      'a',
    ),
    world: 'faults: [ENOMEM]',
    with: { a: [0, 1] },
    states: 4,
    ends: [
      { errno: 'ENOMEM', where: 'opened.total == 1 && !some(thing, true)' },
      { errno: 'EDOM', where: 'opened.total == 9 && !some(thing, true)' },
      { errno: null, where: 'opened.total == 0 && count(thing, true) == 2' },
    ],
  }),
  stepKindCase({
    kind: 'keeps',
    shows: 'leaves what was done before it, and nothing behind it',
    ...act(
      `
- { insert: thing, as: first, row: { id: 1 } }
- undo: [{ remove: thing, as: gone, where: gone == first }]
- { fault: ENOMEM }
- { keeps: the first }
- { insert: thing, as: second, row: { id: 2 } }
- undo: [{ remove: thing, as: gone, where: gone == second }]
- { reject: n, errno: EDOM }
`,
      'a',
    ),
    world: 'faults: [ENOMEM]',
    with: { a: [0, 1] },
    states: 4,
    ends: [
      { errno: 'ENOMEM', where: '!some(thing, true)' },
      { errno: 'EDOM', where: 'count(thing, true) == 1 && some(thing, thing.id == 1)' },
      { errno: null, where: 'count(thing, true) == 2' },
    ],
  }),
];
