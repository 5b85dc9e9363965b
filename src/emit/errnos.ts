import type { Interface } from '../spec/interface.ts';
import type { Case, Step } from '../spec/step.ts';
import { printExpression } from './text/expression.ts';

/** One way for an ioctl to fail. Texts are Markdown. */
export interface ErrnoRow {
  /** A name, or `driver` for whatever an IOMMU driver returns. */
  readonly errno: string;
  /** The author's words where there are any, else the condition as C. */
  readonly when: string;
  /** True where `when` is the author's. */
  readonly documented: boolean;
  /** The cases that lead to the step, outermost first: "`op` is `SET`". */
  readonly given: readonly string[];
  /** The verb that fails; null where it is a step of the list itself. */
  readonly verb: string | null;
  readonly step: Step;
}

type Failing = { readonly errno: string; readonly condition: string };

function code(text: string): string {
  return `\`${text}\``;
}

/** How the step itself can fail; its nested lists are not looked at. */
function failures(step: Step): Failing[] {
  switch (step.kind) {
    case 'reject':
      return [{ errno: step.errno, condition: `${code(printExpression(step.when))}.` }];
    case 'lookup':
      return [{ errno: step.errno, condition: `${code(printExpression(step.key))} names no ${step.lookup}.` }];
    case 'switch':
      if (typeof step.otherwise !== 'string') return [];
      return [
        { errno: step.otherwise, condition: `${code(printExpression(step.on))} is none of ${labels(step.cases)}.` },
      ];
    case 'each-element':
      return [{ errno: step.errno, condition: `An element at ${code(printExpression(step.at))} cannot be read.` }];
    case 'fault':
      return [
        { errno: step.errno, condition: step.errno === 'ENOMEM' ? 'Memory ran out.' : 'The IOMMU driver fails.' },
      ];
    case 'reply':
      return [{ errno: step.errno, condition: 'The result cannot be written to the argument.' }];
    case 'reply-element':
      return [{ errno: step.errno, condition: `An element at ${code(printExpression(step.at))} cannot be written.` }];
    case 'choose':
      return [{ errno: step.errno, condition: `No value satisfies ${code(printExpression(step.where))}.` }];
    case 'wait':
      return step.unless.map(({ event, errno }) => ({ errno, condition: `The caller is ${event} while it waits.` }));
    default:
      return [];
  }
}

function labels(cases: readonly Case[]): string {
  return cases.map((each) => code(printExpression(each.value))).join(', ');
}

class Rows {
  readonly rows: ErrnoRow[] = [];
  private readonly subject: Interface;
  private readonly open = new Set<string>();

  constructor(subject: Interface) {
    this.subject = subject;
  }

  add(steps: readonly Step[], given: readonly string[]): void {
    const verb = [...this.open].at(-1) ?? null;
    for (const step of steps) {
      for (const { errno, condition } of failures(step)) {
        this.rows.push({ errno, when: step.doc ?? condition, documented: step.doc !== null, given, verb, step });
      }
      this.addInside(step, given);
    }
  }

  private addInside(step: Step, given: readonly string[]): void {
    switch (step.kind) {
      case 'switch':
        for (const each of step.cases)
          this.add(each.steps, [...given, `${code(printExpression(step.on))} is ${code(printExpression(each.value))}`]);
        if (step.otherwise !== null && typeof step.otherwise !== 'string') this.add(step.otherwise, given);
        break;
      case 'each-element':
      case 'each-row':
      case 'each-gap':
        this.add(step.steps, given);
        break;
      case 'call':
        this.addVerb(step.verb, given);
        break;
      default:
        break;
    }
  }

  private addVerb(name: string, given: readonly string[]): void {
    const verb = this.subject.verbs.get(name);
    if (verb === undefined || this.open.has(name)) return;
    this.open.add(name);
    this.add(verb.steps, given);
    this.open.delete(name);
  }
}

/**
 * Every way in which a list of steps can fail, in the order in which they are tested, those of the verbs it
 * calls included. A row that repeats an earlier one word for word is left out.
 */
export function errnoRows(steps: readonly Step[], subject: Interface): readonly ErrnoRow[] {
  const all = new Rows(subject);
  all.add(steps, []);
  const seen = new Set<string>();
  return all.rows.filter(({ errno, when, given }) => {
    const key = JSON.stringify([errno, when, given]);
    return !seen.has(key) && seen.add(key);
  });
}
