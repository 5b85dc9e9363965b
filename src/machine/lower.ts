import type { Interface, Ioctl, Verb } from '../spec/interface.ts';
import type { Step } from '../spec/step.ts';
import { mentioned, withLiveness } from './liveness.ts';
import { Lowering } from './lowering.ts';
import type { Local, Program } from './program.ts';

/** Rows that every program is given: whose call it is. */
const callers = ['context', 'process', 'thread'];

/** An ioctl's list takes and gives nothing: it has the argument. */
const none = { takes: [], gives: [] };

/**
 * Lowers an ioctl: what happens after its argument has been read.
 *
 * @throws ModelError where an undo could fail, or would take back less than was done
 */
export function lowerIoctl(of: Interface, ioctl: Ioctl): Program {
  return lowered(of, ioctl.name, ioctl.steps, none);
}

/** Lowers the checks that every ioctl makes before its own. */
export function lowerEntry(of: Interface): Program {
  return lowered(of, 'entry', of.family.entry, none);
}

/** Lowers a verb that nothing calls but the surroundings: a kernel action. What it takes are parameters of the program. */
export function lowerVerb(of: Interface, verb: Verb): Program {
  return lowered(of, verb.name, verb.steps, verb);
}

/** Lowers a list of steps that is no ioctl's and no verb's; `names` are rows that it may name, and parameters of the program. */
export function lowerSteps(of: Interface, name: string, steps: readonly Step[], names: Verb['takes']): Program {
  return lowered(of, name, steps, { takes: names, gives: [] });
}

function lowered(of: Interface, name: string, steps: readonly Step[], verb: Pick<Verb, 'takes' | 'gives'>): Program {
  const takes = verb.takes.map((each): Local => ({ name: each.name, type: each.type }));
  const rows = callers
    .filter((table) => of.tables.has(table))
    .map((table): Local => ({ name: table, type: { kind: 'row', table } }));
  const flags = new Set<string>();
  let lowering = new Lowering(of, rows, takes, flags);
  let instructions = lowering.lower(steps, verb.gives);
  if (flags.size > 0) {
    // The first time has found out which undos only a flag knows to be due.
    lowering = new Lowering(of, rows, takes, flags);
    instructions = lowering.lower(steps, verb.gives);
  }
  const names = mentioned(instructions);
  return {
    name,
    parameters: [...rows, ...takes],
    locals: lowering.bindings.locals.all().filter((each) => names.has(each.name)),
    cursors: lowering.bindings.cursors.filter((each) => names.has(each.name)),
    instructions: withLiveness(instructions),
  };
}
