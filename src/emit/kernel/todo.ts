import type { Expression } from '../../spec/expression/expression.ts';
import { functionOf } from '../../spec/function-of.ts';
import type { Interface, Struct } from '../../spec/interface.ts';
import type { Step } from '../../spec/step.ts';
import { errnoRows } from '../errnos.ts';
import { printExpression, specNaming, type Naming } from '../text/expression.ts';
import { listed } from '../text/list.ts';
import { plainLine } from '../text/plain.ts';
import { placeOf } from './argument.ts';
import { equality } from './condition.ts';
import { surroundings } from './surroundings.ts';

/** Something for a person to write, as a noun without a full stop. */
export interface Todo {
  readonly text: string;
  /** The function that is to be called; null for all else. */
  readonly called: string | null;
  /** Whether it says by itself that something is open; false for what only goes with the others. */
  readonly isOpen: boolean;
  readonly inside: readonly Todo[];
}

function otherErrno(errno: string): string {
  return errno === 'driver' ? "the IOMMU driver's errno" : errno;
}

function sentence(text: string): string {
  return text.replace(/[.!?]$/, '');
}

/** The errnos of a verb, in the order in which it tests for them. */
export function errnosOf(verb: string, subject: Interface): readonly string[] {
  const found = subject.verbs.get(verb);
  if (found === undefined) return [];
  return [...new Set(errnoRows(found.steps, subject).map((row) => otherErrno(row.errno)))];
}

class Todos {
  private readonly subject: Interface;
  /** Fields by their names in C; what else there is by the names of the spec. */
  private readonly naming: Naming;

  constructor(subject: Interface, argument: Struct | null) {
    this.subject = subject;
    this.naming = {
      ...specNaming,
      field: (path) => (argument === null ? null : placeOf(argument, 'cmd->', path))?.text ?? path.join('.'),
    };
  }

  list(steps: readonly Step[]): Todo[] {
    return steps.flatMap((step) => this.step(step));
  }

  private step(step: Step): Todo[] {
    switch (step.kind) {
      case 'reject':
        return [
          item(`a check for ${step.errno}: ${step.doc === null ? this.c(step.when) : sentence(plainLine(step.doc))}`),
        ];
      case 'lookup':
        return [item(`a look-up of the ${step.lookup} that ${this.c(step.key)} names, or ${step.errno}`)];
      case 'call': {
        const called = functionOf(step.verb, this.subject);
        const errnos = errnosOf(step.verb, this.subject);
        const told = Object.values(step.gives).flatMap((each) => (each.op === 'field' ? [this.c(each)] : []));
        const does = [
          ...(told.length === 0 ? [] : [`gives ${listed(told)}`]),
          ...(errnos.length === 0 ? [] : [`may fail with ${listed(errnos)}`]),
        ];
        return [{ ...item(does.length === 0 ? called : `${called}, which ${does.join(' and ')}`), called }];
      }
      case 'set':
        return [item(`${this.c(step.target)} = ${this.c(step.to)}`, false)];
      case 'fault':
        return step.instead === null
          ? [item(`a failure with ${otherErrno(step.errno)}`)]
          : [group(`where something fails with ${otherErrno(step.errno)}:`, this.list(step.instead))];
      case 'reply':
        return [this.reply(step.fields, step.errno)];
      case 'reply-element':
        return [item(`a write of an element to the array at ${this.c(step.at)}, or ${step.errno}`)];
      case 'keeps':
        return [item(`what a later failure does not take back: ${step.what}`, false)];
      case 'switch':
        return this.switch(step);
      case 'each-element': {
        const elements = `for each of the ${this.c(step.count)} elements at ${this.c(step.at)}`;
        return [group(`${elements}, or ${step.errno} where one cannot be read:`, this.list(step.steps))];
      }
      case 'each-row':
        return [group(`for each ${step.table} with ${this.c(step.where)}:`, this.list(step.steps))];
      case 'each-gap': {
        const range = `from ${this.c(step.from)} to ${this.c(step.to)}`;
        return [group(`for each gap that the ${step.table} ranges leave ${range}:`, this.list(step.steps))];
      }
      default:
        return [];
    }
  }

  private c(expression: Expression): string {
    return printExpression(expression, this.naming);
  }

  private reply(fields: readonly string[] | null, errno: string): Todo {
    const call =
      fields === null
        ? `${surroundings(this.subject.family).respond}()`
        : `copy_to_user() of ${listed(fields.map((name) => `cmd->${name}`))}`;
    return { ...item(`${call}, which may fail with ${errno}`), called: call };
  }

  private switch({ on, cases, otherwise }: Extract<Step, { kind: 'switch' }>): Todo[] {
    const given = cases.map((each) => group(`if ${this.c(equality(on, each.value))}:`, this.list(each.steps)));
    const rest = typeof otherwise === 'string' ? [item(otherwise)] : this.list(otherwise ?? []);
    return [...given, group('otherwise:', rest)].filter((each) => each.inside.length > 0);
  }
}

/** Something that consists of nothing else. */
export function item(text: string, isOpen = true): Todo {
  return { text, called: null, isOpen, inside: [] };
}

function group(text: string, inside: readonly Todo[]): Todo {
  return { text, called: null, isOpen: false, inside };
}

/**
 * What steps ask for that C cannot have from the spec, in their order.
 *
 * @param argument the struct that a handler's steps speak of; null for those of a verb
 */
export function todosOf(steps: readonly Step[], subject: Interface, argument: Struct | null): readonly Todo[] {
  return new Todos(subject, argument).list(steps);
}
