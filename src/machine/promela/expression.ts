import type { Expression } from '../../spec/expression/expression.ts';
import { ModelError } from '../model-error.ts';
import type { Model } from './model.ts';
import { assign, each, leave, when, type Statement } from './statement.ts';
import { and, compare, either, isNumber, low, not, or } from './text.ts';

/** An expression of Promela, and what has to be done before it is looked at. */
export interface Printed {
  readonly before: readonly Statement[];
  readonly text: string;
}

/** What a name is in Promela. */
export type NamesInPromela = (name: string) => string;

/** What printing depends on beside the names. */
export interface Printing {
  /** May the caller do what only an administrator may? */
  readonly capable: boolean;
  /** The longest text in which a question about rows is put as one condition; a longer one becomes a loop. */
  readonly longest: number;
}

type Quantified = Extract<Expression, { op: 'quantifier' }>;

/** Prints expressions: truth as 0 or 1, rows as their numbers, no row as 0. */
export class ExpressionPrinter {
  private readonly model: Model;
  private readonly names: NamesInPromela;
  private readonly printing: Printing;

  constructor(model: Model, names: NamesInPromela, printing: Printing) {
    this.model = model;
    this.names = names;
    this.printing = printing;
  }

  /** A printer that knows one name more. */
  with(name: string, text: string): ExpressionPrinter {
    return new ExpressionPrinter(this.model, (other) => (other === name ? text : this.names(other)), this.printing);
  }

  /** As a condition. */
  condition(expression: Expression): Printed {
    switch (expression.op) {
      case 'boolean':
        return plain(expression.value ? '1' : '0');
      case 'environment':
        return plain(this.answer(expression) ? '1' : '0');
      case 'unary':
        if (expression.operator === '!') return negated(this.condition(expression.operand));
        break;
      case 'binary':
        if (isLogical(expression.operator)) return this.logical(expression);
        break;
      case 'conditional': {
        const { test, yes, no } = expression;
        return chosen(this.condition(test), this.condition(yes), this.condition(no));
      }
      case 'quantifier':
        if (expression.quantifier === 'some' || expression.quantifier === 'every') return this.quantified(expression);
        break;
      case 'function':
        return this.condition(expression.body);
      default:
        break;
    }
    return mapped(this.number(expression), (text) => compare(text, '!=', '0'));
  }

  /** As a number. */
  number(expression: Expression): Printed {
    switch (expression.op) {
      case 'number':
        return plain(numberText(expression.value));
      case 'symbol':
        return plain(expression.name);
      case 'state-value':
        return plain(String(expression.index));
      case 'null':
        return plain('0');
      case 'variable':
        return plain(this.names(expression.name));
      case 'column':
        return this.column(expression);
      case 'function':
        return this.number(expression.body);
      case 'conditional':
        return chosen(this.condition(expression.test), this.number(expression.yes), this.number(expression.no));
      case 'quantifier':
        return expression.type.kind === 'boolean' ? this.condition(expression) : this.quantified(expression);
      case 'unary':
        if (expression.operator === '!') return this.condition(expression);
        return mapped(
          this.part(expression.operand),
          (text) => `(${expression.operator}${text} & ${maskOf(this.model, expression)})`,
        );
      case 'binary':
        return this.arithmetic(expression);
      case 'boolean':
      case 'environment':
        return this.condition(expression);
      case 'field':
      case 'call-size':
        throw new ModelError('this is known of real calls only', expression.span);
    }
  }

  /** As what something of the expression's own type holds. */
  value(expression: Expression): Printed {
    return expression.type.kind === 'boolean' ? this.condition(expression) : this.number(expression);
  }

  /** As what something holds that has room for so many bits, or for a truth value. */
  cut(expression: Expression, bits: number, kind: Expression['type']['kind']): Printed {
    if (kind === 'boolean') return this.condition(expression);
    const value = this.value(expression);
    return kind === 'integer' ? mapped(value, (text) => low(text, 2 ** bits - 1)) : value;
  }

  private compared(expression: Expression): Printed {
    if (expression.op === 'variable' || expression.op === 'column') return this.number(expression);
    return this.value(expression);
  }

  /** Part of arithmetic that wraps: a number beyond the word's last means its low bits. */
  private part(expression: Expression): Printed {
    if (expression.op !== 'number') return this.compared(expression);
    return plain(String(expression.value & BigInt(this.model.mask)));
  }

  private logical({ operator, left, right }: Extract<Expression, { op: 'binary' }>): Printed {
    if (operator !== '&&' && operator !== '||')
      return joined(this.compared(left), this.compared(right), (a, b) => compare(a, operator, b));
    const [first, second] = [this.condition(left), this.condition(right)];
    const text = operator === '&&' ? and(first.text, second.text) : or(first.text, second.text);
    const goesOn = operator === '&&' ? first.text : not(first.text);
    return { before: [...first.before, ...only(goesOn, second.before)], text };
  }

  private arithmetic(expression: Extract<Expression, { op: 'binary' }>): Printed {
    const { operator, left, right } = expression;
    switch (operator) {
      case '+':
      case '-':
      case '*':
        return joined(this.part(left), this.part(right), (a, b) => low(`(${a} ${operator} ${b})`, this.model.mask));
      case '&':
      case '|':
      case '^':
        return joined(this.part(left), this.part(right), (a, b) => `(${a} ${operator} ${b})`);
      case '<<':
      case '>>':
        return joined(this.part(left), this.compared(right), (a, b) => shifted(operator, a, b, this.model.mask));
      case '/':
      case '%':
        return joined(this.compared(left), this.compared(right), (a, b) =>
          this.isSure(right) ? `(${a} ${operator} ${b})` : `(${b} == 0 -> 0 : ${a} ${operator} ${b})`,
        );
      default:
        return this.condition(expression);
    }
  }

  /** Is a number known not to be 0? */
  private isSure(expression: Expression): boolean {
    return (expression.op === 'number' || expression.op === 'symbol') && this.number(expression).text !== '0';
  }

  private column({ row, table, column }: Extract<Expression, { op: 'column' }>): Printed {
    const found = this.model.tables.get(table)?.columns.get(column);
    return found ? mapped(this.number(row), (text) => `${found.name}[${text}]`) : plain('0');
  }

  private answer({ question, span }: Extract<Expression, { op: 'environment' }>): boolean {
    switch (question) {
      case 'capable':
        return this.printing.capable;
      case 'readable':
      case 'writable':
        return true;
      default:
        throw new ModelError(`'${question}' is known of real calls only`, span);
    }
  }

  private quantified(expression: Quantified): Printed {
    const { quantifier, table } = expression;
    if (!this.model.tables.has(table)) return plain(quantifier === 'every' ? '1' : '0');
    const unrolled = this.unrolled(expression);
    return unrolled === null ? this.looped(expression) : plain(unrolled);
  }

  /** A question about rows as one expression, all rows written out; null where that is long, or cannot be. */
  private unrolled({ quantifier, table, variable, where, value }: Quantified): string | null {
    const names = this.model.tables.get(table);
    if (!names || quantifier === 'max' || quantifier === 'min') return null;
    const parts: string[] = [];
    for (let row = 1; row <= names.place.rows; row++) {
      const inner = this.with(variable, String(row));
      const [holds, of] = [inner.condition(where), value ? inner.number(value) : plain('0')];
      if (holds.before.length > 0 || of.before.length > 0) return null;
      const live = `${names.live}[${row}]`;
      if (quantifier === 'every') parts.push(or(`!${live}`, holds.text));
      else if (quantifier === 'some') parts.push(and(live, holds.text));
      else parts.push(either(and(live, holds.text), quantifier === 'count' ? '1' : of.text, '0'));
    }
    const text = whole(quantifier, parts);
    if (text.length > this.printing.longest) return null;
    return quantifier === 'sum' ? low(text, this.model.mask) : text;
  }

  private looped({ quantifier, table, variable, where, value }: Quantified): Printed {
    const { model } = this;
    const names = model.tables.get(table);
    if (!names) throw new Error(`no table ${table}`);
    const result = model.scratch.answer();
    const row = model.scratch.answer();
    const inner = this.with(variable, row);
    const holds = inner.condition(where);
    const of = value ? inner.number(value) : plain('0');
    const take = (taken: string): readonly Statement[] => [...of.before, assign(result, taken)];
    const better = (test: string): readonly Statement[] => [...of.before, when(test, [assign(result, of.text)])];
    const body: Record<typeof quantifier, readonly Statement[]> = {
      some: [assign(result, 1), leave],
      every: [assign(result, 0), leave],
      count: take(`${result} + 1`),
      sum: take(`((${result} + ${of.text}) & ${model.mask})`),
      max: better(`${of.text} > ${result}`),
      min: better(`${result} < 0 || ${of.text} < ${result}`),
    };
    const wanted = quantifier === 'every' ? negated(holds) : holds;
    const start = { some: 0, every: 1, count: 0, sum: 0, max: 0, min: -1 }[quantifier];
    return {
      before: [
        assign(result, start),
        each(row, 1, names.place.rows, [matching(`${names.live}[${row}]`, wanted, body[quantifier])]),
      ],
      text: quantifier === 'min' ? `(${result} < 0 -> 0 : ${result})` : result,
    };
  }
}

/** The answers for all rows together. */
function whole(quantifier: 'some' | 'every' | 'count' | 'sum', parts: readonly string[]): string {
  if (quantifier === 'every') return parts.reduce((all, part) => and(all, part), '1');
  if (quantifier === 'some') return parts.reduce((all, part) => or(all, part), '0');
  return parts.length === 1 ? (parts[0] ?? '0') : `(${parts.join(' + ')})`;
}

/** Does something with a row that is there and for which a condition holds. */
export function matching(live: string, holds: Printed, then: readonly Statement[]): Statement {
  if (holds.before.length === 0) return when(and(live, holds.text), then);
  return when(live, [...holds.before, when(holds.text, then)]);
}

export function plain(text: string): Printed {
  return { before: [], text };
}

export function mapped({ before, text }: Printed, change: (text: string) => string): Printed {
  return { before, text: change(text) };
}

export function negated(printed: Printed): Printed {
  return mapped(printed, not);
}

function joined(left: Printed, right: Printed, join: (left: string, right: string) => string): Printed {
  return { before: [...left.before, ...right.before], text: join(left.text, right.text) };
}

/** Statements that something else asks for only where a condition is true. */
export function only(condition: string, statements: readonly Statement[]): readonly Statement[] {
  if (statements.length === 0 || condition === '0') return [];
  return condition === '1' ? statements : [when(condition, statements)];
}

function chosen(test: Printed, yes: Printed, no: Printed): Printed {
  const text = either(test.text, yes.text, no.text);
  if (yes.before.length === 0 && no.before.length === 0) return { before: test.before, text };
  if (isNumber(test.text)) return { before: [...test.before, ...(test.text === '0' ? no.before : yes.before)], text };
  return { before: [...test.before, when(test.text, yes.before, no.before)], text };
}

function shifted(operator: '<<' | '>>', left: string, count: string, mask: number): string {
  const text = operator === '<<' ? low(`(${left} << ${count})`, mask) : `(${left} >> ${count})`;
  if (isNumber(count)) return Number(count) > 30 ? '0' : text;
  return `(${count} > 30 -> 0 : ${text})`;
}

function isLogical(operator: string): boolean {
  return ['&&', '||', '==', '!=', '<', '<=', '>', '>='].includes(operator);
}

function maskOf({ mask }: Model, { type }: Expression): number {
  return type.kind === 'integer' ? Math.min(2 ** type.width - 1, mask) : mask;
}

/** A number of the spec; one beyond what SPIN holds stays beyond any word. */
function numberText(value: bigint): string {
  return String(value > 0x7fff_ffffn ? 0x7fff_ffff : value);
}
