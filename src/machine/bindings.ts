import type { Expression, ValueType } from '../spec/expression/expression.ts';
import type { Step, Target } from '../spec/step.ts';
import { targetInFrame, type Frame } from './frame.ts';
import { Locals } from './locals.ts';
import type { Cursor, Local } from './program.ts';

export type Loop = Extract<Step, { kind: 'each-element' | 'each-row' | 'each-gap' }>;

const loopsOver = { 'each-row': 'rows', 'each-gap': 'gaps', 'each-element': 'elements' } as const;

/** What the names and loops of a list of steps become: locals and cursors of the program. */
export class Bindings {
  readonly locals: Locals;
  readonly cursors: Cursor[] = [];
  /** Members of the argument that tell userspace what a local has become, by the local's name. */
  private readonly told = new Map<string, string>();

  constructor(parameters: readonly Local[]) {
    this.locals = new Locals(parameters);
  }

  /** The local that a step writes to where it names a variable; one that the step itself introduces is bound. */
  target(target: Target, step: Step, frame: Frame): Target {
    if (target.op !== 'variable' || frame.names.has(target.name)) return targetInFrame(target, frame);
    return place(this.bind(target.name, target.type, step, frame), step);
  }

  /** From here on a name of the spec stands for a local of the step. */
  bind(name: string, type: ValueType, step: Step, frame: Frame): Local {
    return this.bindAt(step.path, name, type, frame);
  }

  /** `path` is empty for what a verb takes and gives. */
  bindAt(path: string, name: string, type: ValueType, frame: Frame): Local {
    const local = this.locals.at(frame, path, name, type);
    frame.names.set(name, local);
    frame.turn?.add(local.name);
    return local;
  }

  /** The cursor of a loop, by name. */
  cursor(step: Loop, frame: Frame): string {
    const name = `${frame.mark}#${step.path}`;
    const over = loopsOver[step.kind];
    if (!this.cursors.some((each) => each.name === name)) this.cursors.push({ name, over });
    return name;
  }

  /** Notes that a place is given what a local has become. */
  tells(target: Target, local: Local): void {
    const told = target.op === 'field' ? target.path.join('.') : target.op === 'variable' && this.told.get(target.name);
    if (typeof told === 'string') this.told.set(local.name, told);
  }

  /** The member of the argument that tells what a local has become; null where none does. */
  toldBy(local: Local): string | null {
    return this.told.get(local.name) ?? null;
  }
}

/** A local as an expression. */
export function place({ name, type }: Local, { span }: Step): Extract<Target, { op: 'variable' }> {
  return { op: 'variable', name, type, span };
}

/** What a local begins with. */
export function nothing(type: ValueType, { span }: Step): Expression {
  if (type.kind === 'boolean') return { op: 'boolean', value: false, type, span };
  if (type.kind === 'row' || type.kind === 'null') return { op: 'null', type: { kind: 'null' }, span };
  return { op: 'number', value: 0n, name: null, type, span };
}
