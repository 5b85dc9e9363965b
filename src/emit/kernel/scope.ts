import { mapParts, parts, type Expression, type ValueType } from '../../spec/expression/expression.ts';
import type { Struct } from '../../spec/interface.ts';
import { walk, type Step, type Target } from '../../spec/step.ts';
import { flat, type Breakable } from '../text/breakable.ts';
import { expressionLayout } from '../text/expression.ts';
import { cNumber } from '../uapi/number.ts';
import { placeOf, unsignedValue, type Place } from './argument.ts';
import { constantOf, isComplement, meansTheSame, needsWidening } from './arithmetic.ts';

/** An element of an array in user memory, copied into a variable of C. */
interface Element {
  readonly local: string;
  readonly struct: Struct;
}

/** The questions to the environment that a function of the kernel answers, by the same name. */
const answered: ReadonlySet<string> = new Set(['capable']);

function nameOf(target: Target): string | null {
  if (target.op === 'column') return null;
  return target.op === 'field' ? `.${target.path.join('.')}` : target.name;
}

/** Whether the value is the same once it is in a place of that type, also for `~`. */
function fits(type: ValueType, value: Expression): boolean {
  if (value.type.kind === 'boolean' || type.kind !== 'integer') return true;
  if (value.type.kind === 'integer') return value.type.width === type.width;
  const constant = constantOf(value);
  return constant !== null && constant < 1n << BigInt(type.width - 1);
}

/**
 * What the names of a list of steps are in C at one point of a function. A value that a step sets is not stored anywhere:
 * what reads it later has the value itself put in. The state of the model has no name in C. A scope never changes.
 */
export class Scope {
  private readonly argument: Struct;
  private readonly elements: ReadonlyMap<string, Element>;
  /** What fields (with a dot before) and variables have been set to; null where that has no name in C. */
  private readonly values: ReadonlyMap<string, Expression | null>;
  /** Conditions on what was passed, as C, and whether they hold of all calls that come here. */
  private readonly known: ReadonlyMap<string, boolean>;

  constructor(
    argument: Struct,
    elements: Scope['elements'] = new Map(),
    values: Scope['values'] = new Map(),
    known: Scope['known'] = new Map(),
  ) {
    this.argument = argument;
    this.elements = elements;
    this.values = values;
    this.known = known;
  }

  withElement(variable: string, element: Element): Scope {
    return new Scope(this.argument, new Map([...this.elements, [variable, element]]), this.values, this.known);
  }

  /** Where calls come only for which a resolved condition holds, or only those for which it does not. */
  where(when: Expression, holds: boolean): Scope {
    const known = new Map([...this.known, [flat(this.layout(when)), holds]]);
    return new Scope(this.argument, this.elements, this.values, known);
  }

  /** Whether a resolved condition holds of all calls that come here; null where that is not known. */
  holds(when: Expression): boolean | null {
    return this.known.get(flat(this.layout(when))) ?? null;
  }

  /** After a step that sets `target`; `value` is null where C cannot say it. */
  withValue(target: Target, value: Expression | null): Scope {
    const name = nameOf(target);
    if (name === null) return this;
    const kept = value !== null && fits(target.type, value) ? value : null;
    return new Scope(this.argument, this.elements, new Map([...this.values, [name, kept]]), this.known);
  }

  /** After steps that some calls make and others do not. */
  afterSome(steps: readonly Step[]): Scope {
    return [...walk(steps)]
      .flatMap((step) => (step.kind === 'set' ? [step.target] : step.kind === 'call' ? Object.values(step.gives) : []))
      .reduce((scope: Scope, target) => scope.withValue(target, null), this);
  }

  /** The expression in terms of the argument alone; null where C cannot say it. */
  resolve(expression: Expression): Expression | null {
    const resolved = this.part(expression);
    return resolved === null || isComplement(resolved) ? null : resolved;
  }

  private part(expression: Expression): Expression | null {
    switch (expression.op) {
      case 'number':
      case 'boolean':
        return expression;
      case 'symbol':
        // What a huge page is depends on the kernel's configuration.
        return expression.name === 'HPAGE_SIZE' ? null : expression;
      case 'variable':
        return this.values.get(expression.name) ?? null;
      case 'field': {
        const set = this.values.get(`.${expression.path.join('.')}`);
        if (set !== undefined) return set;
        return this.place(expression.path) === null ? null : expression;
      }
      case 'function':
        return this.part(expression.body);
      case 'environment':
        return answered.has(expression.question) ? this.rebuilt(expression) : null;
      case 'unary':
      case 'binary':
      case 'conditional': {
        const rebuilt = this.rebuilt(expression);
        return rebuilt !== null && meansTheSame(rebuilt) ? rebuilt : null;
      }
      default:
        return null;
    }
  }

  /** A resolved expression as C. */
  layout(resolved: Expression): Breakable {
    return expressionLayout(resolved, {
      field: (path) => {
        const place = this.place(path);
        return place === null ? path.join('.') : unsignedValue(place);
      },
      variable: (name) => name,
      column: (row, column) => `${row}->${column}`,
      number: cNumber,
      cast: (each) => (needsWidening(each) ? '(u64)' : ''),
    });
  }

  /** The member that a resolved expression is, with the type that it has in C; null where it is no member. */
  memberOf(resolved: Expression): Place | null {
    return resolved.op === 'field' ? this.place(resolved.path) : null;
  }

  private place(path: readonly string[]): Place | null {
    const [first = '', ...inside] = path;
    const element = this.elements.get(first);
    if (element !== undefined && inside.length > 0) return placeOf(element.struct, `${element.local}.`, inside);
    return placeOf(this.argument, 'cmd->', path);
  }

  private rebuilt(expression: Expression): Expression | null {
    const resolved = parts(expression).map((part) => this.part(part));
    if (resolved.includes(null)) return null;
    return mapParts(expression, (part) => resolved.shift() ?? part);
  }
}
