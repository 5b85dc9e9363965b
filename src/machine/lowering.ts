import type { Expression, ValueType } from '../spec/expression/expression.ts';
import { boolean, integer } from '../spec/expression/type-rules.ts';
import type { Interface } from '../spec/interface.ts';
import { fieldBindings } from '../spec/resolve/types.ts';
import type { Step, Target } from '../spec/step.ts';
import { Assembler } from './assembler.ts';
import { Bindings, nothing, place, type Loop } from './bindings.ts';
import { byName, inFrame, inside, insideLoop, steady, targetInFrame, type Frame } from './frame.ts';
import { liveBefore } from './liveness.ts';
import { ModelError } from './model-error.ts';
import { merged, registered, same, type Pending, type Undo } from './pending.ts';
import { keptLocal, type Instruction, type Label, type Local, type Origin } from './program.ts';

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/** A way out with an errno, to be written after everything else. */
interface WayOut {
  readonly label: Label;
  readonly errno: string;
  readonly origin: Origin;
  /** What has to be taken back on the way, in the order in which it was done. */
  readonly pending: readonly Pending[];
}

/** Lowers one list of steps with all that it calls. */
export class Lowering {
  readonly bindings: Bindings;
  private code = new Assembler();
  private readonly waysOut: WayOut[] = [];
  /** What has to be taken back if the call fails now. */
  private pending: readonly Pending[] = [];
  private undoing = false;
  private readonly interface: Interface;
  private readonly callers: readonly Local[];
  private readonly takes: readonly Local[];
  private readonly flags: Set<string>;

  /** `flags` names the undos of which only a flag knows whether they are due; those that are found are added. */
  constructor(of: Interface, callers: readonly Local[], takes: readonly Local[], flags: Set<string>) {
    this.interface = of;
    this.callers = callers;
    this.takes = takes;
    this.flags = flags;
    this.bindings = new Bindings([...callers, ...takes]);
  }

  /** `gives` are the results of a verb, which its steps may set. */
  lower(steps: readonly Step[], gives: readonly Local[]): readonly Instruction[] {
    const frame: Frame = { mark: '', verbs: [], names: byName([...this.callers, ...this.takes]), turn: null };
    for (const { name, type } of gives) this.bindings.bindAt('', name, type, frame);
    this.list(steps, frame);
    const last = steps.at(-1);
    if (last) this.code.emit({ op: 'return', errno: null, origin: { step: last, span: last.span, verbs: [] } });
    for (const way of this.waysOut) this.wayOut(way);
    return this.code.finish();
  }

  private list(steps: readonly Step[], frame: Frame): void {
    for (const step of steps) this.step(step, frame, { step, span: step.span, verbs: frame.verbs });
  }

  private step(step: Step, frame: Frame, origin: Origin): void {
    const { code } = this;
    const local = (expression: Expression): Expression => inFrame(expression, frame);
    const failing = (errno: string): Label => this.failing(errno, origin);
    switch (step.kind) {
      case 'reject': {
        const no = code.label();
        code.emit({ op: 'test', when: local(step.when), yes: failing(step.errno), no, origin });
        code.place(no);
        return;
      }
      case 'lookup':
        this.lookup(step, frame, origin);
        return;
      case 'switch':
        this.switch(step, frame, origin);
        return;
      case 'each-element':
      case 'each-row':
      case 'each-gap':
        this.each(step, frame, origin);
        return;
      case 'call':
        this.call(step, frame, origin);
        return;
      case 'set':
        code.emit({
          op: 'assign',
          value: local(step.to),
          target: this.bindings.target(step.target, step, frame),
          origin,
        });
        return;
      case 'fault':
        if (step.instead === null)
          code.emit({ op: 'may-fail', errno: step.errno, failed: failing(step.errno), origin });
        else this.survived(step.errno, step.instead, frame, origin);
        return;
      case 'reply':
        code.emit({ op: 'copy-out', fields: step.fields, faulted: failing(step.errno), origin });
        return;
      case 'reply-element': {
        const parts = {
          at: local(step.at),
          index: local(step.index),
          count: local(step.count),
          values: step.values && mapValues(step.values, local),
        };
        const faulted = failing(step.errno);
        code.emit({ op: 'copy-out-element', ...parts, struct: step.struct, faulted, origin });
        return;
      }
      case 'keeps':
        this.keep(origin);
        return;
      case 'insert': {
        const values = mapValues(step.row, local);
        const type: ValueType = { kind: 'row', table: step.table };
        const variable = step.variable === null ? null : this.bindings.bind(step.variable, type, step, frame).name;
        code.emit({ op: 'insert', table: step.table, variable, values, origin });
        return;
      }
      case 'remove': {
        const where = inFrame(step.where, frame, new Set([step.variable]));
        code.emit({ op: 'remove', table: step.table, row: step.variable, where, origin });
        return;
      }
      case 'choose': {
        const grid = mapValues({ from: step.from, to: step.to, aligned: step.aligned, bits: step.bits }, local);
        // What is chosen may be a result of the verb.
        const variable = frame.names.get(step.variable) ?? this.bindings.bind(step.variable, integer(64), step, frame);
        const where = local(step.where);
        const told = this.bindings.toldBy(variable);
        code.emit({ op: 'choose', variable: variable.name, told, ...grid, where, none: failing(step.errno), origin });
        return;
      }
      case 'wait': {
        const unless = step.unless.map(({ event, errno }) => ({ event, to: failing(errno) }));
        code.emit({ op: 'yield', until: local(step.until), unless, live: [], origin });
        return;
      }
      case 'gap':
        code.emit({ op: 'yield', until: null, unless: [], live: [], origin });
        return;
      case 'undo':
        this.undo(step, frame, origin);
    }
  }

  private lookup(step: StepOf<'lookup'>, frame: Frame, origin: Origin): void {
    const kind = this.interface.lookups.get(step.lookup);
    if (!kind) throw new Error(`unresolved look-up ${step.lookup}`);
    const { table } = kind;
    const key = this.bindings.locals.at(frame, step.path, '#key', integer(64));
    this.code.emit({ op: 'assign', target: place(key, step), value: inFrame(step.key, frame), origin });
    const names = byName(this.callers).set('key', key);
    const where = inFrame(kind.where, { ...frame, names }, new Set([table]));
    const variable = this.bindings.bind(step.variable, { kind: 'row', table }, step, frame).name;
    this.code.emit({ op: 'find', table, row: table, variable, where, none: this.failing(step.errno, origin), origin });
  }

  private switch(step: StepOf<'switch'>, frame: Frame, origin: Origin): void {
    const { code } = this;
    const left = inFrame(step.on, frame);
    const before = this.pending;
    const end = code.label();
    const after: (readonly Pending[])[] = [];
    const way = (steps: readonly Step[]): void => {
      this.pending = before;
      this.list(steps, inside(frame));
      after.push(this.pending);
    };
    for (const each of step.cases) {
      const [yes, no] = [code.label(), code.label()];
      const right = inFrame(each.value, frame);
      const when: Expression = { op: 'binary', operator: '==', left, right, type: boolean, span: each.value.span };
      code.emit({ op: 'test', when, yes, no, origin });
      code.place(yes);
      way(each.steps);
      code.emit({ op: 'jump', to: end, origin });
      code.place(no);
    }
    this.pending = before;
    if (typeof step.otherwise === 'string') code.emit({ op: 'jump', to: this.failing(step.otherwise, origin), origin });
    else way(step.otherwise ?? []);
    code.place(end);
    this.pending = after.reduce(merged);
  }

  /** A failure that the kernel gets over. */
  private survived(errno: string, instead: readonly Step[], frame: Frame, origin: Origin): void {
    const { code } = this;
    const [failed, end] = [code.label(), code.label()];
    const before = this.pending;
    code.emit({ op: 'may-fail', errno, failed, origin });
    code.emit({ op: 'jump', to: end, origin });
    code.place(failed);
    this.list(instead, inside(frame));
    this.pending = merged(before, this.pending);
    code.place(end);
  }

  private each(step: Loop, frame: Frame, origin: Origin): void {
    const { code } = this;
    const done = code.label();
    const cursor = this.bindings.cursor(step, frame);
    code.emit({ op: 'restart', cursor, origin });
    // A turn begins as the one before has left things, so the body is lowered until that is known.
    for (let settled = false; !settled;) {
      const mark = code.mark;
      const ways = this.waysOut.length;
      const before = this.pending;
      const inner = insideLoop(frame);
      const top = code.here();
      this.turn(step, cursor, done, frame, inner, origin);
      this.list(step.steps, inner);
      code.emit({ op: 'jump', to: top, origin });
      this.pending = merged(before, this.pending);
      settled = same(before, this.pending);
      if (settled) continue;
      code.rewind(mark);
      this.waysOut.length = ways;
    }
    code.place(done);
  }

  /** What begins a turn of a loop, or ends the loop. */
  private turn(step: Loop, cursor: string, done: Label, frame: Frame, inner: Frame, origin: Origin): void {
    const local = (expression: Expression): Expression => inFrame(expression, frame);
    const bind = (name: string, type: ValueType): string => this.bindings.bind(name, type, step, inner).name;
    if (step.kind === 'each-element') {
      const { struct, variable } = step;
      const members: Record<string, string> = {};
      for (const [name, binding] of fieldBindings(struct, [variable]))
        if (binding.kind === 'field') members[name.slice(variable.length + 1)] = bind(name, binding.type);
      const faulted = this.failing(step.errno, origin);
      const array = { at: local(step.at), count: local(step.count), struct };
      this.code.emit({ op: 'next-element', cursor, ...array, members, done, faulted, origin });
      return;
    }
    const row = step.kind === 'each-row' ? step.variable : step.table;
    const matching = { table: step.table, row, where: inFrame(step.where, frame, new Set([row])) };
    if (step.kind === 'each-row') {
      const variable = bind(step.variable, { kind: 'row', table: step.table });
      this.code.emit({ op: 'next-row', cursor, ...matching, variable, done, origin });
    } else {
      const ends = {
        first: bind(`${step.variable}_first`, integer(64)),
        last: bind(`${step.variable}_last`, integer(64)),
      };
      const within = { from: local(step.from), to: local(step.to) };
      this.code.emit({ op: 'next-gap', cursor, ...matching, ...within, ...ends, done, origin });
    }
  }

  private call(step: StepOf<'call'>, frame: Frame, origin: Origin): void {
    const verb = this.interface.verbs.get(step.verb);
    if (!verb) throw new Error(`unresolved verb ${step.verb}`);
    const inner: Frame = {
      mark: `${frame.mark}${step.verb}@${step.path}.`,
      verbs: [...frame.verbs, step.verb],
      names: byName(this.callers),
      turn: frame.turn && new Set(frame.turn),
    };
    const assign = (target: Target, value: Expression): void => {
      this.code.emit({ op: 'assign', target, value, origin });
    };
    const [with_, gives] = [new Map(Object.entries(step.with)), new Map(Object.entries(step.gives))];
    for (const { name, type } of verb.takes) {
      const given = with_.get(name);
      const value = given && inFrame(given, frame);
      const local = this.bindings.locals.at(inner, '', name, type);
      inner.names.set(name, local);
      if (value && !steady(value, frame)) inner.turn?.add(local.name);
      assign(place(local, step), value ?? nothing(type, step));
    }
    for (const { name, type } of verb.gives) {
      const local = this.bindings.bindAt('', name, type, inner);
      const target = gives.get(name);
      if (target) this.bindings.tells(targetInFrame(target, frame), local);
      assign(place(local, step), nothing(type, step));
    }
    this.list(verb.steps, inner);
    for (const [name, target] of gives) {
      const local = inner.names.get(name);
      if (local) assign(this.bindings.target(target, step, frame), place(local, step));
    }
  }

  private keep(origin: Origin): void {
    if (this.undoing) return;
    for (const { undo } of this.pending) this.flag(undo, false, origin);
    this.pending = [];
    const kept = place(this.bindings.locals.named(keptLocal, boolean), origin.step);
    const value: Expression = { op: 'boolean', value: true, type: boolean, span: origin.span };
    this.code.emit({ op: 'assign', target: kept, value, origin });
  }

  private undo(step: StepOf<'undo'>, frame: Frame, origin: Origin): void {
    if (this.undoing) return;
    const undo: Undo = { steps: step.steps, frame: inside(frame), flag: `${frame.mark}#undo@${step.path}` };
    this.refuseHalfUndo(undo, step);
    this.pending = registered(this.pending, undo);
    this.flag(undo, true, origin);
  }

  /** An undo runs once, and must come to its end: it is lowered by itself to see that it does. */
  private refuseHalfUndo(undo: Undo, step: Step): void {
    const { code } = this;
    this.code = new Assembler();
    this.undoing = true;
    this.list(undo.steps, inside(undo.frame));
    const [needed = new Set()] = liveBefore(this.code.finish());
    this.undoing = false;
    this.code = code;
    for (const [name, local] of undo.frame.names)
      if (needed.has(local.name) && undo.frame.turn?.has(local.name) === true)
        throw new ModelError(
          `an undo runs once, but '${name}' is another one in each turn of the loop: only the last turn would be taken back`,
          step.span,
        );
  }

  /** Remembers whether an undo is due, where only that can tell. */
  private flag(undo: Undo, due: boolean, origin: Origin): void {
    if (!this.flags.has(undo.flag)) return;
    const value: Expression = { op: 'boolean', value: due, type: boolean, span: origin.span };
    this.code.emit({ op: 'assign', target: place(this.flagOf(undo), origin.step), value, origin });
  }

  private flagOf(undo: Undo): Local {
    return this.bindings.locals.named(undo.flag, boolean);
  }

  /** Where a step goes that fails. */
  private failing(errno: string, origin: Origin): Label {
    if (this.undoing) throw new ModelError(`an undo cannot fail, and this step can, with ${errno}`, origin.span);
    const label = this.code.label();
    this.waysOut.push({ label, errno, origin, pending: this.pending });
    return label;
  }

  /** What was done is taken back, the latest first, and the call fails. */
  private wayOut({ label, errno, origin, pending }: WayOut): void {
    this.code.place(label);
    this.undoing = true;
    for (const { undo, sure } of [...pending].reverse()) {
      const no = this.code.label();
      if (!sure) {
        this.flags.add(undo.flag);
        const yes = this.code.label();
        this.code.emit({ op: 'test', when: place(this.flagOf(undo), origin.step), yes, no, origin });
        this.code.place(yes);
      }
      this.list(undo.steps, inside(undo.frame));
      this.code.place(no);
    }
    this.undoing = false;
    this.code.emit({ op: 'return', errno, origin });
  }
}

function mapValues<Key extends string>(
  values: Readonly<Record<Key, Expression>>,
  change: (value: Expression) => Expression,
): Readonly<Record<Key, Expression>> {
  const entries = Object.entries<Expression>(values).map(([key, value]) => [key, change(value)]);
  return Object.fromEntries(entries) as Record<Key, Expression>;
}
