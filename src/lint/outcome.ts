import type { Verb } from '../spec/interface.ts';
import { walk, type Step, type Target } from '../spec/step.ts';
import {
  equal,
  evaluate,
  exactly,
  truth,
  valueOf,
  type KnownBits,
  type Knowledge,
} from '../spec/expression/known-bits.ts';

/** What a run of steps under an assumption comes to. */
export interface Outcome {
  /** The step (of the list, or of a verb it calls) that ends every call; null where some call may get past all. */
  readonly failsAt: Step | null;
  /** The look-ups that every call makes with the key 0, which is no object. */
  readonly lookupsOfZero: readonly Step[];
}

/** What is assumed of an argument: fields by path, joined with dots. */
export type Assumption = ReadonlyMap<string, KnownBits>;

/**
 * Runs an ioctl's steps with part of the argument known, through every branch that the known part leaves open. It never
 * says that a step certainly fails where some call would pass it; it may miss failures that follow from arithmetic on
 * unknown values.
 */
export function outcome(steps: readonly Step[], verbs: ReadonlyMap<string, Verb>, assumed: Assumption): Outcome {
  const run = new Run(verbs);
  const failsAt = run.list(steps, new State(assumed, new Map()));
  return { failsAt, lookupsOfZero: run.lookupsOfZero };
}

/** What is known at one point of a run. Steps change it as they go. */
class State implements Knowledge {
  private readonly fields: Map<string, KnownBits>;
  private readonly variables: Map<string, KnownBits>;

  constructor(fields: Assumption, variables: ReadonlyMap<string, KnownBits>) {
    this.fields = new Map(fields);
    this.variables = new Map(variables);
  }

  field(path: readonly string[]): KnownBits | undefined {
    return this.fields.get(path.join('.'));
  }

  variable(name: string): KnownBits | undefined {
    return this.variables.get(name);
  }

  copy(): State {
    return new State(this.fields, this.variables);
  }

  put(target: Target, value: KnownBits | null): void {
    if (target.op === 'column') return;
    const [names, name] = target.op === 'field' ? [this.fields, target.path.join('.')] : [this.variables, target.name];
    if (value === null) names.delete(name);
    else names.set(name, value);
  }
}

class Run {
  readonly lookupsOfZero: Step[] = [];
  private readonly verbs: ReadonlyMap<string, Verb>;
  private readonly open: string[] = [];
  /** How many lists around this point only some calls enter. */
  private branches = 0;

  constructor(verbs: ReadonlyMap<string, Verb>) {
    this.verbs = verbs;
  }

  /** The step that ends every call which starts the list in this state; null where some call may leave it. */
  list(steps: readonly Step[], state: State): Step | null {
    for (const step of steps) {
      const failsAt = this.step(step, state);
      if (failsAt !== null) return failsAt;
    }
    return null;
  }

  private step(step: Step, state: State): Step | null {
    switch (step.kind) {
      case 'reject':
        return truth(evaluate(step.when, state)) === true ? step : null;
      case 'lookup':
        if (this.branches === 0 && valueOf(evaluate(step.key, state)) === 0n) this.lookupsOfZero.push(step);
        return null;
      case 'switch':
        return this.switch(step, state);
      case 'call':
        return this.call(step, state);
      case 'set':
        state.put(step.target, evaluate(step.to, state));
        return null;
      case 'each-element':
      case 'each-row':
      case 'each-gap':
        // The list may run any number of times, none included.
        forget(step.steps, state);
        return null;
      case 'fault':
        forget(step.instead ?? [], state);
        return null;
      default:
        return null;
    }
  }

  private switch(step: Extract<Step, { kind: 'switch' }>, state: State): Step | null {
    const on = evaluate(step.on, state);
    const open = step.cases.filter((each) => equal(on, evaluate(each.value, state)) !== false);
    const chosen = open.find((each) => equal(on, evaluate(each.value, state)) === true);
    if (chosen) return this.list(chosen.steps, state);
    const otherwise = Array.isArray(step.otherwise) ? (step.otherwise as readonly Step[]) : [];
    if (open.length === 0 && typeof step.otherwise !== 'string') return this.list(otherwise, state);
    this.branches++;
    const lists = [...open.map((each) => each.steps), ...(typeof step.otherwise === 'string' ? [] : [otherwise])];
    const allFail = lists.every((list) => this.list(list, state.copy()) !== null);
    this.branches--;
    for (const list of lists) forget(list, state);
    return allFail ? step : null;
  }

  private call(step: Extract<Step, { kind: 'call' }>, state: State): Step | null {
    const verb = this.verbs.get(step.verb);
    const given = new Map(Object.entries(step.with).map(([name, value]) => [name, evaluate(value, state)]));
    for (const target of Object.values(step.gives)) state.put(target, null);
    // Recursion is refused where verbs are resolved; a broken interface may still have it.
    if (verb === undefined || this.open.includes(step.verb)) return null;
    this.open.push(step.verb);
    const failsAt = this.list(verb.steps, new State(new Map(), given));
    this.open.pop();
    return failsAt;
  }
}

/** Forgets what the steps may write. */
function forget(steps: readonly Step[], state: State): void {
  for (const step of walk(steps)) {
    if (step.kind === 'set') state.put(step.target, null);
    if (step.kind === 'call') for (const target of Object.values(step.gives)) state.put(target, null);
  }
}

/** One bit that is 1, the others unknown. */
export function bitSet(bit: number): KnownBits {
  return { zeros: 0n, ones: 1n << BigInt(bit) };
}

/** A value that is 0. */
export const zero: KnownBits = exactly(0n);
