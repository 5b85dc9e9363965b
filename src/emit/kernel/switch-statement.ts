import type { Expression } from '../../spec/expression/expression.ts';
import type { Step } from '../../spec/step.ts';
import { flat } from '../text/breakable.ts';
import { decisionOf, equality, negation } from './condition.ts';
import { statement, type WayView } from './statement.ts';
import type { StatementList } from './statement-list.ts';

type Switch = Extract<Step, { kind: 'switch' }>;

/**
 * Adds a switch: `if` where it has two ways, none deeper than it must be, and `switch` where it has more. False where the
 * list does not go on after it.
 */
export function addSwitch(list: StatementList, step: Switch, rest: readonly Step[]): boolean {
  const decision = decisionOf(step);
  if (decision === null) return addChoice(list, step, rest);
  const when = list.position.scope.resolve(decision.when);
  if (when === null) return list.opaque(step, rest);
  list.tell();
  const today = list.frame.existing?.today(when) ?? null;
  const [old, notOld] = [today !== false, today !== true];
  const { scope } = list.position;
  const [where, whereNot] = [scope.where(when, true), scope.where(when, false)];
  if (typeof decision.no === 'string') {
    list.check(negation(when), decision.no);
    return list.goOn(decision.yes, rest, old, where);
  }
  const yes = list.inside(decision.yes, rest, old, where);
  if (yes.ends) {
    addBranch(list, when, yes, null);
    return list.goOn(decision.no, rest, notOld, whereNot);
  }
  const no = list.inside(decision.no, rest, notOld, whereNot);
  if (no.ends) {
    addBranch(list, negation(when), no, null);
    return list.goOn(decision.yes, rest, old, where);
  }
  if (yes.isEmpty) addBranch(list, negation(when), no, null);
  else addBranch(list, when, yes, no);
  return list.afterSome([yes, no], step);
}

function addBranch(list: StatementList, when: Expression, yes: StatementList, no: StatementList | null): void {
  if (yes.isEmpty) return;
  const head = list.head(list.position.scope.layout(when), true);
  list.put({ branch: { head, yes: yes.block, no: no === null || no.isEmpty ? null : no.block } });
}

/** A switch of three ways or more. */
function addChoice(list: StatementList, step: Switch, rest: readonly Step[]): boolean {
  const { scope } = list.position;
  const on = scope.resolve(step.on);
  const values = step.cases.flatMap((each) => scope.resolve(each.value) ?? []);
  if (on === null || values.length < step.cases.length) return list.opaque(step, rest);
  list.tell();
  const today = step.cases.map((each) => list.frame.existing?.today(equality(step.on, each.value)) ?? null);
  const cases = step.cases.map((each, index) => list.inside(each.steps, rest, today[index] !== false));
  const others =
    typeof step.otherwise === 'string' ? null : list.inside(step.otherwise ?? [], rest, !today.includes(true));
  const otherwise = others === null ? failing(list, step.otherwise) : others.isEmpty ? null : wayOf(others);
  const views = cases.flatMap((each, index) => {
    const value = values[index];
    // A way that does nothing has a place of its own only where all others do something else.
    if (value === undefined || (each.isEmpty && otherwise === null)) return [];
    return [{ value: flat(scope.layout(value)), ...wayOf(each) }];
  });
  if (views.length > 0) list.put({ selection: { on: flat(scope.layout(on)), cases: views, otherwise } });
  const lists = others === null ? cases : [...cases, others];
  list.ends = lists.every((each) => each.ends);
  return !list.ends && list.afterSome(lists, step);
}

function wayOf(list: StatementList): WayView {
  return { block: list.block, breaks: !list.ends };
}

/** A way that does nothing but fail. */
function failing(list: StatementList, errno: Switch['otherwise']): WayView | null {
  if (typeof errno !== 'string') return null;
  const lines = list.frame.exits.leave(`-${errno}`, list.position);
  const block = { declarations: [], statements: [statement({ lines: { comment: null, lines } })] };
  return { block, breaks: false };
}
