import { substitute, type Expression } from '../spec/expression/expression.ts';
import type { Interface } from '../spec/interface.ts';
import { nested, type Step } from '../spec/step.ts';
import { OwnRows } from './own-rows.ts';
import { code, isCase, isNoCase, type Condition } from './conditions.ts';

/** What of the argument has been copied back to userspace. */
export interface Written {
  /** False where that depends on the path taken. */
  readonly certain: boolean;
  /** The members; null for the whole argument. */
  readonly fields: readonly string[] | null;
}

/** One way for an ioctl to fail. Texts are Markdown. */
export interface ErrnoRow {
  /** A name, or `driver` for whatever an IOMMU driver returns. */
  readonly errno: string;
  /** The author's words where there are any, else the condition as C. */
  readonly when: string;
  /** True where `when` is the author's. */
  readonly documented: boolean;
  /** The cases that lead to the step, outermost first. */
  readonly given: readonly Condition[];
  /** The verb that fails; null where it is a step of the list itself. */
  readonly verb: string | null;
  /** What has been written by then; null for nothing. */
  readonly written: Written | null;
  /** What the failure does not take back. */
  readonly kept: readonly string[];
  readonly step: Step;
}

type Failing = { readonly errno: string; readonly condition: string };

/** How the step itself can fail; its nested lists are not looked at. `print` prints an expression as code. */
function failures(step: Step, print: (expression: Expression) => string): Failing[] {
  switch (step.kind) {
    case 'reject':
      return [{ errno: step.errno, condition: `${print(step.when)}.` }];
    case 'lookup':
      return [{ errno: step.errno, condition: `${print(step.key)} names no ${step.lookup}.` }];
    case 'switch': {
      if (typeof step.otherwise !== 'string') return [];
      const values = step.cases.map((each) => print(each.value)).join(', ');
      return [{ errno: step.otherwise, condition: `${print(step.on)} is none of ${values}.` }];
    }
    case 'each-element':
      return [{ errno: step.errno, condition: `An element at ${print(step.at)} cannot be read.` }];
    case 'fault':
      if (step.instead !== null) return [];
      return [{ errno: step.errno, condition: step.errno === 'ENOMEM' ? 'Memory ran out.' : 'The driver fails.' }];
    case 'reply':
      return [{ errno: step.errno, condition: 'The result cannot be written to the argument.' }];
    case 'reply-element':
      return [{ errno: step.errno, condition: `An element at ${print(step.at)} cannot be written.` }];
    case 'choose':
      if (step.where.op === 'boolean') return []; // Any value will do.
      return [{ errno: step.errno, condition: `No value is left for which ${print(step.where)}.` }];
    case 'wait':
      return step.unless.map(({ event, errno }) => ({ errno, condition: `The caller is ${event} while it waits.` }));
    default:
      return [];
  }
}

/** What has been written after one of several paths. */
function either(paths: readonly (Written | null)[]): Written | null {
  const written = paths.filter((path) => path !== null);
  if (written.length === 0) return null;
  const fields = written.some((path) => path.fields === null)
    ? null
    : [...new Set(written.flatMap((path) => path.fields ?? []))];
  return { certain: written.length === paths.length && written.every((path) => path.certain), fields };
}

/**
 * When a step fails: its author's words where there are any. Null where it does not, or where there is nothing to tell.
 * Parameters of a verb have the verb's names.
 */
export function failureText(step: Step): string | null {
  return isCertain(step) ? null : (step.doc ?? failures(step, code)[0]?.condition ?? null);
}

/** Is it an access to user memory that another step has seen to, so that there is no failure to tell of? */
function isCertain(step: Step): boolean {
  const isAccess = step.kind === 'each-element' || step.kind === 'reply-element';
  return isAccess && step.unreachable !== null && step.doc === null;
}

class Rows {
  readonly rows: ErrnoRow[] = [];
  /** Checks that no call fails on one of the ways to them. */
  readonly impossible: Step[] = [];
  private readonly subject: Interface;
  private readonly own: OwnRows;
  /** The verbs being gone through, and what their parameters stand for. */
  private readonly calls: { readonly verb: string; readonly values: ReadonlyMap<string, Expression> }[] = [];
  private written: Written | null = null;
  private kept: readonly string[] = [];

  constructor(steps: readonly Step[], subject: Interface) {
    this.subject = subject;
    this.own = new OwnRows(steps, subject);
  }

  add(steps: readonly Step[], given: readonly Condition[]): void {
    const verb = this.calls.at(-1)?.verb ?? null;
    for (const step of steps) {
      if (isCertain(step)) {
        this.addInside(step, given);
        continue;
      }
      this.own.see(step);
      if (step.kind === 'reject' && this.own.isImpossible(step.when)) {
        this.impossible.push(step);
        continue;
      }
      for (const { errno, condition } of failures(step, (expression) => code(this.inCaller(expression)))) {
        const when = step.doc ?? condition;
        const documented = step.doc !== null;
        this.rows.push({ errno, when, documented, given, verb, written: this.written, kept: this.kept, step });
      }
      this.addInside(step, given);
    }
  }

  /** An expression with what the caller passes in the place of a verb's parameters. */
  private inCaller(expression: Expression): Expression {
    return substitute(expression, this.calls.at(-1)?.values ?? new Map());
  }

  private addInside(step: Step, given: readonly Condition[]): void {
    switch (step.kind) {
      case 'reply':
        this.written = { certain: true, fields: step.fields };
        break;
      case 'keeps':
        this.kept = [...this.kept, step.what];
        break;
      case 'switch':
        this.addCases(step, given);
        break;
      case 'each-element':
      case 'each-row':
      case 'each-gap':
      case 'fault': {
        const before = this.written;
        for (const list of nested(step)) this.add(list, given);
        this.written = either([before, this.written]);
        break;
      }
      case 'call':
        this.addVerb(step, given);
        break;
      default:
        break;
    }
  }

  private addCases(step: Extract<Step, { kind: 'switch' }>, given: readonly Condition[]): void {
    const before = { written: this.written, kept: this.kept };
    const on = this.inCaller(step.on);
    const paths = step.cases.map((each) => ({ steps: each.steps, given: [...given, ...isCase(on, [each.value])] }));
    if (typeof step.otherwise !== 'string') {
      const values = step.cases.map((each) => each.value);
      paths.push({ steps: step.otherwise ?? [], given: [...given, ...isNoCase(on, values)] });
    }
    const after = paths.map((path) => {
      this.written = before.written;
      this.kept = before.kept;
      this.add(path.steps, path.given);
      return { written: this.written, kept: this.kept };
    });
    this.written = either(after.map((path) => path.written));
    this.kept = [...new Set(after.flatMap((path) => path.kept))];
  }

  private addVerb(step: Extract<Step, { kind: 'call' }>, given: readonly Condition[]): void {
    const verb = this.subject.verbs.get(step.verb);
    if (verb === undefined || this.calls.some((call) => call.verb === step.verb)) return;
    const values = new Map(Object.entries(step.with).map(([name, value]) => [name, this.inCaller(value)]));
    this.calls.push({ verb: step.verb, values });
    this.own.enter(step, verb.steps);
    this.add(verb.steps, given);
    this.own.leave();
    this.calls.pop();
  }
}

/**
 * Every way in which a list of steps can fail, in the order in which they are tested, those of the verbs it
 * calls included. A row that repeats an earlier one word for word is left out.
 */
export function errnoRows(steps: readonly Step[], subject: Interface): readonly ErrnoRow[] {
  const all = new Rows(steps, subject);
  all.add(steps, []);
  const seen = new Set<string>();
  return all.rows.filter(({ errno, when, given }) => {
    const key = JSON.stringify([errno, when, given]);
    return !seen.has(key) && seen.add(key);
  });
}

/** Checks that a list of steps comes to, and that no call of it can fail: those of verbs that others call too. */
export function impossibleFailures(steps: readonly Step[], subject: Interface): ReadonlySet<Step> {
  const all = new Rows(steps, subject);
  all.add(steps, []);
  const possible = new Set(all.rows.map((each) => each.step));
  return new Set(all.impossible.filter((each) => !possible.has(each)));
}
