import { mapParts, type Expression } from '../spec/expression/expression.ts';
import { boolean } from '../spec/expression/type-rules.ts';
import type { Interface, Ioctl, Verb } from '../spec/interface.ts';
import type { Step, Target } from '../spec/step.ts';
import type { Instruction, Label, Origin, Program } from './program.ts';

/** Lowers an ioctl: what happens after its argument has been read. */
export function lowerIoctl(of: Interface, ioctl: Ioctl): Program {
  return lowerSteps(of, ioctl.name, ioctl.steps);
}

/** Lowers the checks that every ioctl makes before its own. */
export function lowerEntry(of: Interface): Program {
  return lowerSteps(of, 'entry', of.family.entry);
}

/** Lowers a verb that nothing calls but the surroundings: a kernel action. */
export function lowerVerb(of: Interface, verb: Verb): Program {
  return lowerSteps(of, verb.name, verb.steps);
}

function lowerSteps(of: Interface, name: string, steps: readonly Step[]): Program {
  const lowering = new Lowering(of);
  lowering.list(steps, { mark: '', verbs: [] });
  const last = steps.at(-1);
  if (last) lowering.succeed(last);
  return { name, instructions: lowering.finish() };
}

/** Whose steps are being lowered: the mark keeps the locals of inlined verbs apart. */
interface Frame {
  readonly mark: string;
  readonly verbs: readonly string[];
}

interface Undo {
  readonly steps: readonly Step[];
  readonly frame: Frame;
}

/** A jump whose goal is not known yet. */
type Draft = Instruction;

class Lowering {
  private readonly drafts: Draft[] = [];
  private readonly interface: Interface;
  /** What has to be taken back if the call fails now, in the order in which it was done. */
  private undos: readonly Undo[] = [];
  private undoing = false;
  private calls = 0;

  constructor(of: Interface) {
    this.interface = of;
  }

  finish(): readonly Instruction[] {
    return this.drafts;
  }

  succeed(step: Step): void {
    this.emit({ op: 'return', errno: null, origin: { step, span: step.span, verbs: [] } });
  }

  list(steps: readonly Step[], frame: Frame): void {
    for (const step of steps) this.step(step, frame);
  }

  private step(step: Step, frame: Frame): void {
    const origin: Origin = { step, span: step.span, verbs: frame.verbs };
    const local = (expression: Expression): Expression => rename(expression, frame.mark);
    switch (step.kind) {
      case 'reject': {
        const test = this.emit({ op: 'test', when: local(step.when), otherwise: 0, origin });
        this.fail(step.errno, origin);
        this.patch(test, this.here());
        return;
      }
      case 'lookup': {
        const kind = this.interface.lookups.get(step.lookup);
        if (!kind) throw new Error(`unresolved look-up ${step.lookup}`);
        const key = `${frame.mark}#key`;
        this.emit({ op: 'assign', target: variable(key, step.key), value: local(step.key), origin });
        const where = renameOne(kind.where, 'key', key);
        const find = this.emit({
          op: 'find',
          table: kind.table,
          row: kind.table,
          variable: frame.mark + step.variable,
          where,
          otherwise: 0,
          origin,
        });
        this.orFail(find, step.errno, origin);
        return;
      }
      case 'switch':
        this.switch(step, origin, frame);
        return;
      case 'each-element': {
        const cursor = `${frame.mark}#${step.path}`;
        this.emit({ op: 'restart', cursor, origin });
        const top = this.here();
        const next = this.emit({
          op: 'next-element',
          variable: frame.mark + step.variable,
          at: local(step.at),
          count: local(step.count),
          struct: step.struct,
          cursor,
          done: 0,
          faulted: 0,
          origin,
        });
        this.body(step.steps, frame);
        this.emit({ op: 'jump', to: top, origin });
        const faulted = this.here();
        this.fail(step.errno, origin);
        this.patch(next, this.here(), faulted);
        return;
      }
      case 'each-row':
      case 'each-gap': {
        const cursor = `${frame.mark}#${step.path}`;
        this.emit({ op: 'restart', cursor, origin });
        const top = this.here();
        const next =
          step.kind === 'each-row'
            ? this.emit({
                op: 'next-row',
                table: step.table,
                variable: frame.mark + step.variable,
                where: local(step.where),
                cursor,
                done: 0,
                origin,
              })
            : this.emit({
                op: 'next-gap',
                table: step.table,
                variable: frame.mark + step.variable,
                where: renameOne(local(step.where), frame.mark + step.table, step.table),
                from: local(step.from),
                to: local(step.to),
                cursor,
                done: 0,
                origin,
              });
        this.body(step.steps, frame);
        this.emit({ op: 'jump', to: top, origin });
        this.patch(next, this.here());
        return;
      }
      case 'call':
        this.call(step, origin, frame);
        return;
      case 'set':
        this.emit({ op: 'assign', target: local(step.target) as Target, value: local(step.to), origin });
        return;
      case 'fault': {
        const may = this.emit({ op: 'may-fail', errno: step.errno, failed: 0, origin });
        this.orFail(may, step.errno, origin);
        return;
      }
      case 'reply': {
        const copy = this.emit({ op: 'copy-out', fields: step.fields, faulted: 0, origin });
        this.orFail(copy, step.errno, origin);
        return;
      }
      case 'reply-element': {
        const copy = this.emit({
          op: 'copy-out-element',
          at: local(step.at),
          index: local(step.index),
          struct: step.struct,
          values: mapValues(step.values, local),
          faulted: 0,
          origin,
        });
        this.orFail(copy, step.errno, origin);
        return;
      }
      case 'keeps':
        this.undos = [];
        return;
      case 'insert':
        this.emit({
          op: 'insert',
          table: step.table,
          variable: step.variable === null ? null : frame.mark + step.variable,
          row: mapValues(step.row, local),
          origin,
        });
        return;
      case 'remove':
        this.emit({
          op: 'remove',
          table: step.table,
          variable: frame.mark + step.variable,
          where: local(step.where),
          origin,
        });
        return;
      case 'choose': {
        const choose = this.emit({
          op: 'choose',
          variable: frame.mark + step.variable,
          from: local(step.from),
          to: local(step.to),
          aligned: local(step.aligned),
          offset: local(step.offset),
          where: local(step.where),
          none: 0,
          origin,
        });
        this.orFail(choose, step.errno, origin);
        return;
      }
      case 'wait':
      case 'gap': {
        const unless = step.kind === 'wait' ? step.unless : [];
        const at = this.emit({
          op: 'yield',
          until: step.kind === 'wait' ? local(step.until) : null,
          unless: [],
          origin,
        });
        if (unless.length === 0) return;
        const over = this.emit({ op: 'jump', to: 0, origin });
        const exits = unless.map((each) => {
          const to = this.here();
          this.fail(each.errno, origin);
          return { event: each.event, to };
        });
        const draft = this.drafts[at];
        if (draft?.op === 'yield') this.drafts[at] = { ...draft, unless: exits };
        this.patch(over, this.here());
        return;
      }
      case 'undo':
        if (!this.undoing) this.undos = union(this.undos, [{ steps: step.steps, frame }]);
        return;
    }
  }

  /**
   * The body of a loop. What an earlier turn has done must be taken back when a later one fails
   * before it comes to its own `undo`; so the body is lowered once to see what it registers.
   */
  private body(steps: readonly Step[], frame: Frame): void {
    const length = this.drafts.length;
    const calls = this.calls;
    const before = this.undos;
    this.list(steps, frame);
    this.drafts.length = length;
    this.calls = calls;
    this.undos = union(before, this.undos);
    this.list(steps, frame);
  }

  private switch(step: Extract<Step, { kind: 'switch' }>, origin: Origin, frame: Frame): void {
    const on = rename(step.on, frame.mark);
    const ends: Label[] = [];
    for (const each of step.cases) {
      const equal: Expression = {
        op: 'binary',
        operator: '==',
        left: on,
        right: rename(each.value, frame.mark),
        type: boolean,
        span: each.value.span,
      };
      const test = this.emit({ op: 'test', when: equal, otherwise: 0, origin });
      this.list(each.steps, frame);
      ends.push(this.emit({ op: 'jump', to: 0, origin }));
      this.patch(test, this.here());
    }
    if (typeof step.otherwise === 'string') this.fail(step.otherwise, origin);
    else if (step.otherwise !== null) this.list(step.otherwise, frame);
    for (const end of ends) this.patch(end, this.here());
  }

  private call(step: Extract<Step, { kind: 'call' }>, origin: Origin, frame: Frame): void {
    const verb = this.interface.verbs.get(step.verb);
    if (!verb) throw new Error(`unresolved verb ${step.verb}`);
    const inner: Frame = {
      mark: `${frame.mark}${step.verb}${String(++this.calls)}:`,
      verbs: [...frame.verbs, step.verb],
    };
    for (const parameter of verb.takes) {
      const value = step.with[parameter.name];
      if (value)
        this.emit({
          op: 'assign',
          target: variable(inner.mark + parameter.name, value),
          value: rename(value, frame.mark),
          origin,
        });
    }
    this.list(verb.steps, inner);
    for (const [name, target] of Object.entries(step.gives))
      this.emit({
        op: 'assign',
        target: rename(target, frame.mark) as Target,
        value: variable(inner.mark + name, target),
        origin,
      });
  }

  /** The way out with an errno: what was done is taken back first, the latest first. */
  private fail(errno: string, origin: Origin): void {
    if (!this.undoing) {
      const undos = this.undos;
      this.undoing = true;
      for (const undo of [...undos].reverse()) this.list(undo.steps, undo.frame);
      this.undoing = false;
      this.undos = undos;
    }
    this.emit({ op: 'return', errno, origin });
  }

  /** Lets an instruction's other way out fail. */
  private orFail(at: Label, errno: string, origin: Origin): void {
    const over = this.emit({ op: 'jump', to: 0, origin });
    this.patch(at, this.here());
    this.fail(errno, origin);
    this.patch(over, this.here());
  }

  private emit(instruction: Draft): Label {
    this.drafts.push(instruction);
    return this.drafts.length - 1;
  }

  private here(): Label {
    return this.drafts.length;
  }

  /** Fills in where an instruction goes when it does not simply go on. */
  private patch(at: Label, goal: Label, faulted: Label = goal): void {
    const draft = this.drafts[at];
    switch (draft?.op) {
      case 'test':
      case 'find':
        this.drafts[at] = { ...draft, otherwise: goal };
        return;
      case 'jump':
        this.drafts[at] = { ...draft, to: goal };
        return;
      case 'next-row':
      case 'next-gap':
        this.drafts[at] = { ...draft, done: goal };
        return;
      case 'next-element':
        this.drafts[at] = { ...draft, done: goal, faulted };
        return;
      case 'may-fail':
        this.drafts[at] = { ...draft, failed: goal };
        return;
      case 'copy-out':
      case 'copy-out-element':
        this.drafts[at] = { ...draft, faulted: goal };
        return;
      case 'choose':
        this.drafts[at] = { ...draft, none: goal };
        return;
      default:
        throw new Error(`instruction ${String(at)} has no other way out`);
    }
  }
}

function union(a: readonly Undo[], b: readonly Undo[]): readonly Undo[] {
  return [
    ...a,
    ...b.filter((one) => !a.some((other) => other.steps === one.steps && other.frame.mark === one.frame.mark)),
  ];
}

/** Names that mean the same in every verb: whose call it is. */
const everywhere = new Set(['context', 'process']);

function rename(expression: Expression, mark: string, bound: ReadonlySet<string> = new Set()): Expression {
  if (mark === '') return expression;
  if (expression.op === 'variable')
    return bound.has(expression.name) || everywhere.has(expression.name)
      ? expression
      : { ...expression, name: mark + expression.name };
  if (expression.op === 'field' && expression.path.length > 1)
    return { ...expression, path: [mark + (expression.path[0] ?? ''), ...expression.path.slice(1)] };
  if (expression.op === 'quantifier') {
    const inner = new Set(bound).add(expression.variable);
    return mapParts(expression, (part) => rename(part, mark, inner));
  }
  return mapParts(expression, (part) => rename(part, mark, bound));
}

function renameOne(expression: Expression, from: string, to: string): Expression {
  if (expression.op === 'variable') return expression.name === from ? { ...expression, name: to } : expression;
  return mapParts(expression, (part) => renameOne(part, from, to));
}

function variable(name: string, like: Expression): Extract<Target, { op: 'variable' }> {
  return { op: 'variable', name, type: like.type, span: like.span };
}

function mapValues(
  values: Readonly<Record<string, Expression>>,
  change: (value: Expression) => Expression,
): Readonly<Record<string, Expression>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
