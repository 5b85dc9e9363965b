import type { System } from '../../../src/machine/system/system.ts';
import type { Step } from '../../../src/spec/step.ts';
import type { More } from '../trial.ts';
import { trialSystem } from '../trial-world.ts';

/** How the call of a small world may come out. */
export interface End {
  /** Null where it ends well; `asleep` where it never ends. */
  readonly errno: string | null;
  /** What is true of the tables then, and of no other end's. */
  readonly where: string;
}

/** One kind of step in a small world, and all that may come of it, found by hand. */
export interface StepKindCase {
  readonly kind: Step['kind'];
  /** What the kind does here. */
  readonly shows: string;
  readonly system: System;
  /** How many states can be reached, from the one before anything was done. */
  readonly states: number;
  readonly ends: readonly End[];
  /** Built-in properties that are broken, since somebody sleeps. */
  readonly broken: readonly string[];
}

/** A case as it is written. */
export interface Written extends Pick<StepKindCase, 'kind' | 'shows' | 'states' | 'ends'> {
  /** Of the ioctl TRIAL_TRY, which the user calls once. */
  readonly steps: string;
  readonly more?: More;
  /** Its argument: values by member. */
  readonly with?: Readonly<Record<string, readonly number[]>>;
  /** Rows beside `opened`, the context, and `caller`, its process: the rest of `start`. */
  readonly start?: readonly string[];
  /** More of the world's file. */
  readonly world?: string;
  /** More actors. */
  readonly actors?: string;
  /** When a sleep of the user that may be killed ends. */
  readonly killed?: string;
  /** What is true where nobody is in the midst of something, and no end is come to. */
  readonly begins?: string;
  readonly broken?: readonly string[];
}

/** What a world's file calls the property that says an end is not come to, by its number. */
export function endName(index: number): string {
  return `not-end-${index + 1}`;
}

/** The property that says that no other end is come to. */
export const noOtherEnd = 'no-other-end';

/** The conditions of a case's ends, each once. */
export function conditions(ends: readonly End[]): readonly string[] {
  return [...new Set(ends.map((each) => each.where))];
}

/**
 * A world of one user who calls TRIAL_TRY once, with a property for each end that says it is not come to, so that each
 * is broken, and one that says nothing else is.
 */
export function stepKindCase(written: Written): StepKindCase {
  const { kind, shows, states, ends, steps, more, broken = [] } = written;
  const begins = written.begins ?? 'opened.total == 0 && !some(thing, true) && !some(range, true)';
  const wheres = conditions(ends);
  const members = Object.entries(written.with ?? {}).map(([member, values]) => `${member}: [${values.join(', ')}]`);
  const text = `
rows: { process: 1, context: 1, thing: 3, range: 3 }
start:
  - { insert: context, as: opened, row: {} }
  - { insert: process, as: caller, row: {} }
${(written.start ?? []).map((each) => `  - ${each}\n`).join('')}
actors:
  - actor: user
    is: user
    calls: 1
    ${written.killed === undefined ? '' : `killed: ${written.killed}`}
    given: { context: opened, process: caller }
    may: [{ ioctl: TRIAL_TRY, with: { ${members.join(', ')} } }]
${written.actors ?? ''}
${written.world ?? ''}
properties:
${wheres
  .map((where, index) => `  - { property: ${endName(index)}, doc: Is not come to., holds: "!(${where})" }\n`)
  .join('')}
  - property: ${noOtherEnd}
    doc: Nothing else is come to.
    at: idle
    holds: "${[begins, ...wheres].map((each) => `(${each})`).join(' || ')}"
`;
  return { kind, shows, states, ends, broken, system: trialSystem(text, steps, more) };
}

/** A verb \`act\` that the ioctl calls, for the kinds that no ioctl's own list has. */
export function act(steps: string, head = ''): { readonly steps: string; readonly more: More } {
  const takes = head === '' ? '' : '  takes: { n: u64 }\n';
  return {
    steps: `- { call: act${head === '' ? '' : `, with: { n: ${head} }`} }\n- { reply: all, errno: EIO }`,
    more: {
      verbs: `- verb: act\n  stands-for: f\n  doc: Made up.\n${takes}  steps:\n${steps.trim().replace(/^(?=.)/gm, '    ')}\n`,
    },
  };
}
