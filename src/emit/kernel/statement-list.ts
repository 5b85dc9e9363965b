import type { Expression } from '../../spec/expression/expression.ts';
import type { Step } from '../../spec/step.ts';
import { flat, wrapBreakable, type Breakable } from '../text/breakable.ts';
import { kernelColumns } from '../text/c-comment.ts';
import { constantOf } from './arithmetic.ts';
import { tab, todoComment } from './comment.ts';
import { hasEffect, withoutUnread } from './effect.ts';
import type { Frame, Position } from './frame.ts';
import { inOrder, Locals } from './locals.ts';
import { lookupInC, wantedVariable } from './lookup.ts';
import { addLoop } from './loop-statement.ts';
import { checkView, spaced, statement, type BlockView, type CheckView, type StatementView } from './statement.ts';
import { addSwitch } from './switch-statement.ts';
import { withoutOtherWays } from './way.ts';

/** What the function says as long as its effect is not written. */
const notYet = '-EOPNOTSUPP';

/**
 * Makes statements of a list of steps: its checks in their order, up to the first effect. That effect, and all that comes
 * after it, is a comment for a person and an end of the call.
 */
export class StatementList {
  readonly frame: Frame;
  position: Position;
  /** Whether every call that comes here leaves the function here. */
  ends = false;
  /** Whether an effect has been left out without an end of the call: later steps may depend on it. */
  lacksEffect = false;
  private readonly start: Position;
  private readonly statements: StatementView[] = [];
  /** Steps that C does not show yet. They stand in the next comment. */
  private waiting: Step[] = [];

  constructor(frame: Frame, position: Position) {
    this.frame = frame;
    this.start = position;
    this.position = position;
  }

  get isEmpty(): boolean {
    return this.statements.length === 0;
  }

  /** What stands between the braces of the list, with the variables that are declared there. */
  get block(): BlockView {
    const declarations = this.start.ownsLocals ? this.start.locals.declarations : [];
    return { declarations: inOrder(declarations).map((each) => `${each};`), statements: spaced(this.statements) };
  }

  /** Adds the statements of steps, to their end or to where the function is left. */
  add(steps: readonly Step[]): this {
    for (const [index, step] of steps.entries()) if (!this.step(step, steps.slice(index + 1))) return this;
    if (this.isOutermost()) this.effect([]);
    else this.remark(this.waiting);
    this.drop();
    return this;
  }

  /** The own list of a function that is made from its start: what it holds is dropped at the function's end. */
  private isOutermost(): boolean {
    return this.frame.existing === null && this.position.level === 1;
  }

  /** Adds one step. False where the list does not go on after it. */
  private step(step: Step, rest: readonly Step[]): boolean {
    if (this.frame.existing?.has(step) === true) {
      this.remark([...this.waiting, ...rest]);
      this.drop();
      return false;
    }
    switch (step.kind) {
      case 'reject': {
        const when = this.position.scope.resolve(step.when);
        if (when === null) this.waiting.push(step);
        else this.check(when, step.errno);
        return true;
      }
      case 'lookup':
        this.lookup(step);
        return true;
      case 'switch':
        return addSwitch(this, step, rest);
      case 'each-element':
        return addLoop(this, step, rest);
      case 'each-row':
      case 'each-gap':
        return this.opaque(step, rest);
      case 'keeps':
        this.waiting.push(step);
        return true;
      case 'set':
        return this.set(step, rest);
      default:
        return this.effect([step, ...rest]);
    }
  }

  private lookup(step: Extract<Step, { kind: 'lookup' }>): void {
    const kind = this.frame.subject.lookups.get(step.lookup)?.c ?? null;
    const { scope } = this.position;
    const key = scope.resolve(step.key);
    // What an existing function holds on its old path must be dropped on all its ways out, which the spec does not know.
    if (kind === null || key === null || (this.frame.existing !== null && this.position.old)) {
      this.waiting.push(step);
      return;
    }
    const text = scope.memberOf(key)?.text ?? flat(scope.layout(key));
    const variable = this.unheld(wantedVariable(step.lookup, kind, step.variable), kind.type);
    const { get, failed, value, reference } = lookupInC(kind, text, variable, step.errno);
    const assignment = wrapBreakable(`${variable} = `, get, ';', this.width);
    this.put({ lookup: { assignment, failed: this.checkView(failed, this.frame.exits.leave(value, this.position)) } });
    const { unwound, inPlace } = this.position;
    this.position = this.isOutermost()
      ? { ...this.position, unwound: [...unwound, reference] }
      : { ...this.position, inPlace: [...inPlace, reference] };
  }

  /** A variable that holds no reference yet. */
  private unheld(wanted: string, type: string): string {
    const held = new Set([...this.position.unwound, ...this.position.inPlace].map((each) => each.variable));
    let name = this.position.locals.declare(wanted, type);
    for (let count = 2; held.has(name); count += 1) name = this.position.locals.declare(`${wanted}${count}`, type);
    return name;
  }

  private set(step: Extract<Step, { kind: 'set' }>, rest: readonly Step[]): boolean {
    const value = step.target.op === 'column' ? null : this.position.scope.resolve(step.to);
    const { existing } = this.frame;
    // An existing function goes on with what it has, so a value must be stored there for it to be seen.
    const isSeen = existing !== null && this.position.old && step.target.op === 'field';
    if (value === null || isSeen) return this.effect([step, ...rest]);
    this.position = { ...this.position, scope: this.position.scope.withValue(step.target, value) };
    this.waiting.push(step);
    return true;
  }

  /** Leaves the function with an errno where a resolved condition holds. */
  check(when: Expression, errno: string): void {
    if (constantOf(when) === 0n) return;
    const lines = this.frame.exits.leave(`-${errno}`, this.position);
    this.put({ check: this.checkView(this.position.scope.layout(when), lines) });
  }

  checkView(condition: Breakable, lines: readonly string[]): CheckView {
    return checkView(this.head(condition, lines.length > 1), lines);
  }

  /** `if (...)`, with room for a brace where one follows. */
  head(condition: Breakable, brace: boolean): string {
    const room = brace ? ' {' : '';
    const head = wrapBreakable('if (', condition, `)${room}`, this.width);
    return head.slice(0, head.length - room.length);
  }

  private get width(): number {
    return kernelColumns - tab * this.position.level;
  }

  /** The list of one way to go on from here; `old` where callers that know nothing of the proposal may take it. */
  inside(steps: readonly Step[], rest: readonly Step[], old: boolean, scope = this.position.scope): StatementList {
    const { level, locals, after } = this.position;
    const ownsLocals = this.frame.existing !== null;
    const own = { ownsLocals, locals: ownsLocals ? new Locals(locals) : locals };
    return this.nested({
      ...this.position,
      ...own,
      scope,
      level: level + 1,
      old: this.position.old && old,
      after: [...rest, ...after],
    }).add(steps);
  }

  /** A list in the same function that stands elsewhere. */
  nested(position: Position): StatementList {
    return new StatementList(this.frame, position);
  }

  /** All calls that are still here take these steps. False, since they are the end of the list. */
  goOn(steps: readonly Step[], rest: readonly Step[], old: boolean, scope = this.position.scope): boolean {
    this.position = { ...this.position, scope, old: this.position.old && old };
    this.add([...steps, ...rest]);
    return false;
  }

  /** Goes on after steps that some calls have made, and others not. */
  afterSome(lists: readonly StatementList[], step: Step): boolean {
    this.lacksEffect ||= lists.some((each) => each.lacksEffect);
    this.position = { ...this.position, scope: this.position.scope.afterSome([step]) };
    return true;
  }

  /** A step that C cannot say. */
  opaque(step: Step, rest: readonly Step[]): boolean {
    if (hasEffect([step])) return this.effect([step, ...rest]);
    this.waiting.push(step);
    return this.afterSome([], step);
  }

  /** Steps that are not written yet, to the end of the list. False, since it ends here. */
  effect(steps: readonly Step[]): boolean {
    const { existing, exits } = this.frame;
    const staying = existing === null ? -1 : steps.findIndex(existing.has);
    const own = [...this.waiting, ...(staying < 0 ? steps : steps.slice(0, staying))];
    if (this.mustGoOn()) {
      this.lacksEffect = true;
      this.remark(own);
      this.drop();
      return false;
    }
    const ahead = withoutOtherWays([...own, ...this.position.after], this.position.scope);
    const todos = this.frame.todosOfEffect(withoutUnread(ahead));
    this.frame.open(todos);
    this.waiting = [];
    const lines = this.isOutermost() ? exits.fallOff(notYet, this.position) : exits.leave(notYet, this.position);
    this.statements.push(statement({ lines: { comment: todoComment(todos, this.position.level), lines } }));
    this.ends = true;
    return false;
  }

  /** Where calls may not end for want of an effect: on the old path of an existing function, and before the next element. */
  private mustGoOn(): boolean {
    return this.position.loops > 0 || (this.frame.existing !== null && this.position.old);
  }

  /** Leaves a comment for steps that C does not show. */
  private remark(steps: readonly Step[]): void {
    this.waiting = [];
    const told = withoutUnread(steps);
    // What a failure keeps says nothing where nothing is done.
    if (told.every((each) => each.kind === 'keeps')) return;
    const todos = this.frame.todos(told);
    this.frame.open(todos);
    this.statements.push(statement({ lines: { comment: todoComment(todos, this.position.level), lines: [] } }));
  }

  /** Drops the references that the list has taken, where it goes on behind it. */
  private drop(): void {
    const own = this.position.inPlace.slice(this.start.inPlace.length);
    if (this.ends || own.length === 0) return;
    this.statements.push(statement({ lines: { comment: null, lines: own.map((each) => each.put).reverse() } }));
  }

  /** Leaves a comment for the checks so far that C does not show; what is set goes with the next of them. */
  tell(): void {
    if (this.waiting.some((each) => each.kind !== 'keeps' && each.kind !== 'set')) this.remark(this.waiting);
  }

  /** Adds a statement after what was to be told. */
  put(kind: Parameters<typeof statement>[0]): void {
    this.tell();
    this.statements.push(statement(kind));
  }
}
