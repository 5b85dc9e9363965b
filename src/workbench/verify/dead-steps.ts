import type { Interface } from '../../spec/interface.ts';
import { nested, type Step } from '../../spec/step.ts';
import type { World } from '../../spec/world.ts';
import { targetsOf } from '../../vectors/targets.ts';
import type { ExploredWorld } from './explore-world.ts';

/** A step that no world has come to, or whose errno no world has met. */
export interface DeadStep {
  readonly step: Step;
  /** In a few words: `reject in unmap-range`, `EINVAL of reject in unmap-range`. */
  readonly what: string;
}

export interface DeadSteps {
  readonly dead: readonly DeadStep[];
  /** How many steps were looked for. */
  readonly steps: number;
}

/**
 * Steps of these files that no world has come to, though nothing excuses them. The errnos that ioctls end with are
 * looked for by vectors, call by call, and not again here.
 */
export function deadSteps(of: Interface, worlds: readonly ExploredWorld[], files: ReadonlySet<string>): DeadSteps {
  const byVectors = new Set(of.ioctls.flatMap((each) => targetsOf(of, each).map(({ step }) => step)));
  const marks = worlds.flatMap((each) => each.done);
  const run = new Set(marks.map(({ origin }) => origin.step));
  const failed = new Set(marks.flatMap(({ origin, fails }) => (fails ? [origin.step] : [])));
  const lists = [...of.ioctls, ...of.testIoctls, ...of.verbs.values()];
  const found = lists.flatMap(({ name, steps }) =>
    [...expected(steps, worlds)]
      .filter((step) => files.has(step.span.file) && !transparent.has(step.kind))
      .map((step) => ({ name, step })),
  );
  const dead = found.flatMap(({ name, step }): DeadStep[] => {
    if (isExcused(step, worlds)) return [];
    if (!run.has(step)) return [{ step, what: `${step.kind} in ${name}` }];
    const errno = errnoOf(step);
    if (errno === null || failed.has(step) || byVectors.has(step) || cannotFail(step, errno, worlds)) return [];
    return [{ step, what: `${errno} of ${step.kind} in ${name}` }];
  });
  const steps = new Set(found.map((each) => each.step)).size;
  return { dead: [...new Map(dead.map((each) => [each.step, each] as const)).values()], steps };
}

/** Every step that should be reached: not those inside of one that is excused. */
function* expected(steps: readonly Step[], worlds: readonly ExploredWorld[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    if (!isExcused(step, worlds)) for (const list of nested(step)) yield* expected(list, worlds);
  }
}

/** A call, an undo and a declaration do nothing of their own: what they stand for is judged by itself. */
const transparent: ReadonlySet<Step['kind']> = new Set(['call', 'undo', 'keeps']);

function isExcused(step: Step, worlds: readonly ExploredWorld[]): boolean {
  if (step.unreachable !== null || step.needs !== null) return true;
  return step.kind === 'fault' && !fails(step.errno, worlds);
}

/** The errno that a step may end a call with; of a wait, the first. */
function errnoOf(step: Step): string | null {
  switch (step.kind) {
    case 'reject':
    case 'lookup':
    case 'each-element':
    case 'reply':
    case 'reply-element':
    case 'choose':
      return step.errno;
    case 'fault':
      return step.instead === null ? step.errno : null;
    case 'wait':
      return step.unless[0]?.errno ?? null;
    case 'switch':
      return typeof step.otherwise === 'string' ? step.otherwise : null;
    default:
      return null;
  }
}

/** Is it left to the environment whether the step fails, and does no world's do that? */
function cannotFail(step: Step, errno: string, worlds: readonly ExploredWorld[]): boolean {
  switch (step.kind) {
    case 'fault':
    case 'reply':
    case 'reply-element':
    case 'each-element':
      return !fails(errno, worlds);
    case 'wait': {
      const events = step.unless.map((each) => each.event);
      return !worlds.some(({ world }) => ends(world, events));
    }
    default:
      return false;
  }
}

function fails(errno: string, worlds: readonly ExploredWorld[]): boolean {
  return worlds.some(({ world }) => world.faults.has(errno));
}

function ends({ actors }: World, events: readonly ('killed' | 'stopped')[]): boolean {
  return actors.some((actor) => events.some((event) => actor[event] !== null));
}
