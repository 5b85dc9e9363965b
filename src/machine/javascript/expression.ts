import type { Expression } from '../../spec/expression/expression.ts';
import { freeVariables } from '../liveness.ts';
import { ModelError } from '../model-error.ts';
import { columnText, type Code, type InCode } from './code.ts';

export type NamesInCode = (name: string) => InCode;

/** Answers to questions that only an actor knows. */
export interface Asked {
  readonly capable: boolean;
}

/** Prints expressions: numbers as JavaScript numbers, rows as their numbers in the table. */
export class ExpressionPrinter {
  private readonly code: Code;
  private readonly names: NamesInCode;
  private readonly asked: Asked;

  constructor(code: Code, names: NamesInCode, asked: Asked) {
    this.code = code;
    this.names = names;
    this.asked = asked;
  }

  /** A printer that knows one name more. */
  with(name: string, known: InCode): ExpressionPrinter {
    return new ExpressionPrinter(this.code, (each) => (each === name ? known : this.names(each)), this.asked);
  }

  /** As a condition. */
  condition(expression: Expression): string {
    switch (expression.op) {
      case 'boolean':
        return String(expression.value);
      case 'unary':
        if (expression.operator === '!') return `!${this.condition(expression.operand)}`;
        break;
      case 'binary': {
        const { operator, left, right } = expression;
        switch (operator) {
          case '&&':
          case '||':
            return `(${this.condition(left)} ${operator} ${this.condition(right)})`;
          case '==':
          case '!=':
          case '<':
          case '<=':
          case '>':
          case '>=':
            return `(${this.compared(left)} ${operator} ${this.compared(right)})`;
          default:
            break;
        }
        break;
      }
      case 'conditional': {
        const { test, yes, no } = expression;
        return `(${this.condition(test)} ? ${this.condition(yes)} : ${this.condition(no)})`;
      }
      case 'quantifier':
        if (expression.quantifier === 'some' || expression.quantifier === 'every') return this.quantified(expression);
        break;
      case 'environment':
        return String(this.answer(expression));
      case 'function':
        return this.condition(expression.body);
      default:
        break;
    }
    return `(${this.number(expression)} !== 0)`;
  }

  /** As a number. */
  number(expression: Expression): string {
    const { code } = this;
    switch (expression.op) {
      case 'number':
        return numberText(expression.value, code.mask, false);
      case 'symbol':
        return String(code.system.world.word.symbols[expression.name]);
      case 'state-value':
        return String(expression.index);
      case 'null':
        return '0';
      case 'variable':
        return this.names(expression.name).text;
      case 'column':
        return this.column(expression);
      case 'binary':
        return this.arithmetic(expression);
      case 'unary':
        if (expression.operator !== '!')
          return `(${expression.operator}${this.part(expression.operand)} & ${this.maskOf(expression)})`;
        return this.flag(expression);
      case 'conditional':
        return `(${this.condition(expression.test)} ? ${this.number(expression.yes)} : ${this.number(expression.no)})`;
      case 'quantifier':
        return this.flagOr(expression, () => this.quantified(expression));
      case 'function':
        return this.number(expression.body);
      case 'boolean':
      case 'environment':
        return this.flag(expression);
      case 'field':
      case 'call-size':
        throw new ModelError('this is known of real calls only', expression.span);
    }
  }

  /** As a number for what has a type: a truth value as 0 or 1. */
  value(expression: Expression): string {
    return expression.type.kind === 'boolean' ? this.flag(expression) : this.number(expression);
  }

  private flag(expression: Expression): string {
    return `(${this.condition(expression)} ? 1 : 0)`;
  }

  private flagOr(expression: Expression, other: () => string): string {
    return expression.type.kind === 'boolean' ? this.flag(expression) : other();
  }

  private compared(expression: Expression): string {
    if (expression.op === 'variable' || expression.op === 'column') return this.number(expression);
    return this.value(expression);
  }

  /** Part of arithmetic that wraps: a number beyond the word's last means its low bits. */
  private part(expression: Expression): string {
    return expression.op === 'number' ? numberText(expression.value, this.code.mask, true) : this.compared(expression);
  }

  private maskOf({ type }: Expression): number {
    return type.kind === 'integer' ? Math.min(2 ** type.width - 1, this.code.mask) : this.code.mask;
  }

  private arithmetic(expression: Extract<Expression, { op: 'binary' }>): string {
    const { operator, left, right, span } = expression;
    const { mask } = this.code;
    switch (operator) {
      case '+':
      case '-':
      case '*':
        return `((${this.part(left)} ${operator} ${this.part(right)}) & ${mask})`;
      case '&':
      case '|':
      case '^':
        return `(${this.part(left)} ${operator} ${this.part(right)})`;
      case '<<':
      case '>>':
        return this.shift(operator, this.part(left), this.compared(right));
      case '/':
        return `((${this.compared(left)} / (${this.compared(right)} || ${this.code.ends(span)})) | 0)`;
      case '%':
        return `(${this.compared(left)} % (${this.compared(right)} || ${this.code.ends(span)}))`;
      default:
        return this.flag(expression);
    }
  }

  /** JavaScript shifts by the count modulo 32. */
  private shift(operator: '<<' | '>>', left: string, count: string): string {
    const text = operator === '<<' ? `(${left} << ${count} & ${this.code.mask})` : `(${left} >>> ${count})`;
    if (/^\d+$/.test(count)) return Number(count) > 30 ? '0' : text;
    return `(${count} > 30 ? 0 : ${text})`;
  }

  private column({ row, table, column, span }: Extract<Expression, { op: 'column' }>): string {
    const place = this.code.table(table);
    const found = place?.columns.get(column);
    if (!place || !found) return this.code.ends(span);
    const sure = row.op === 'variable' && this.names(row.name).sure;
    const text = this.number(row);
    return columnText(place, sure ? text : `(${text} || ${this.code.ends(span)})`, found.offset);
  }

  /** The place to write to: a column of a row that has to be there. */
  target(expression: Extract<Expression, { op: 'column' }>): string {
    return this.column(expression);
  }

  private answer({ question, span }: Extract<Expression, { op: 'environment' }>): boolean {
    switch (question) {
      case 'capable':
        return this.asked.capable;
      case 'readable':
      case 'writable':
        return true;
      default:
        throw new ModelError(`'${question}' is known of real calls only`, span);
    }
  }

  /** A call of a function that goes over the rows of the table. */
  private quantified(expression: Extract<Expression, { op: 'quantifier' }>): string {
    const { quantifier, table, variable, where, value } = expression;
    const place = this.code.table(table);
    if (!place) return quantifier === 'every' ? 'true' : quantifier === 'some' ? 'false' : '0';
    const free = [...new Set(freeVariables(expression))].filter((name) => !/^\d+$/.test(this.names(name).text));
    const inner = new ExpressionPrinter(
      this.code,
      (name) => {
        if (name === variable) return { text: 'i', sure: true };
        const index = free.indexOf(name);
        const outer = this.names(name);
        return index < 0 ? outer : { text: `p${index}`, sure: outer.sure };
      },
      this.asked,
    );
    const live = columnText(place, 'i', 0);
    const each = `for (let i = 1; i <= ${place.rows}; i++) if (${live})`;
    const holds = inner.condition(where);
    const of = value ? inner.number(value) : '0';
    const bodies: Record<typeof quantifier, string> = {
      some: `${each} if (${holds}) return true; return false;`,
      every: `${each} if (!${holds}) return false; return true;`,
      count: `let n = 0; ${each} if (${holds}) n++; return n;`,
      sum: `let n = 0; ${each} if (${holds}) n = (n + ${of}) & ${this.code.mask}; return n;`,
      max: `let n = 0; ${each} if (${holds}) { const x = ${of}; if (x > n) n = x; } return n;`,
      min: `let n = -1; ${each} if (${holds}) { const x = ${of}; if (n < 0 || x < n) n = x; } return n < 0 ? 0 : n;`,
    };
    const parameters = free.map((_name, index) => `p${index}`).join(', ');
    const name = this.code.function(parameters, bodies[quantifier]);
    return `${name}(${free.map((each) => this.names(each).text).join(', ')})`;
  }
}

/** A number of the spec; one beyond the word's last stays beyond it, or wraps. */
function numberText(value: bigint, mask: number, wraps: boolean): string {
  if (wraps) return String(value & BigInt(mask));
  return String(value > 0x7fff_ffffn ? 0x7fff_ffff : value);
}
