import { act, stepKindCase, type StepKindCase } from './case.ts';

/** Somebody else, who does one thing at any time. */
const other = (...may: readonly string[]): string => `
  - actor: other
    is: user
    calls: 1
    may:
${may.map((steps, index) => `      - { action: does ${index + 1}, do: [${steps}] }\n`).join('')}`;

/** Steps at which others may run. */
export const others: readonly StepKindCase[] = [
  stepKindCase({
    kind: 'gap',
    shows: 'lets others run, and keeps what is needed behind it',
    ...act(`
- { set: let before, to: context.total }
- { set: context.total, to: context.total + 1 }
- { gap: f, lock: l }
- { set: context.total, to: before + context.total }
`),
    actors: other('{ set: opened.total, to: opened.total + 4 }'),
    begins: 'opened.total == 0 || opened.total == 4',
    // Nothing; the other first (4); in the gap at 1, or at 5 with before 0, or at 5 with before 4; done at 1, 9 and 5.
    states: 8,
    ends: [
      { errno: null, where: 'opened.total == 1' },
      { errno: null, where: 'opened.total == 5' },
      { errno: null, where: 'opened.total == 9' },
    ],
  }),
  stepKindCase({
    kind: 'wait',
    shows: 'goes on once its condition is true, or fails once the caller is killed',
    ...act(`
- { set: context.total, to: 1 }
- { wait: context.mood == MERRY, unless: { killed: EINTR } }
- { set: context.total, to: 2 }
`),
    killed: 'opened.mood == SAD',
    actors: other('{ set: opened.mood, to: MERRY }', '{ set: opened.mood, to: SAD }'),
    begins: 'opened.total == 0',
    // Not begun, or asleep: calm, merry or sad. Done: merry, or killed.
    states: 8,
    ends: [
      { errno: null, where: 'opened.total == 2 && opened.mood == MERRY' },
      { errno: 'EINTR', where: 'opened.total == 1 && opened.mood == SAD' },
    ],
  }),
  stepKindCase({
    kind: 'wait',
    shows: 'sleeps for ever where nobody makes its condition true',
    ...act(`
- { set: context.total, to: 1 }
- { wait: context.mood == MERRY }
- { set: context.total, to: 2 }
`),
    actors: other('{ set: opened.mood, to: SAD }'),
    begins: 'opened.total == 0',
    states: 4,
    ends: [{ errno: 'asleep', where: 'opened.total == 1 && opened.mood == SAD' }],
    broken: ['no-lock-to-user'],
  }),
];
