import type { CallExpression, Expression as Parsed, Identifier, Literal, MemberExpression } from 'acorn';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Span } from '../../diagnostics/span.ts';
import {
  binaryType,
  boolean,
  condition,
  conditionalType,
  integer,
  literal,
  number,
  passed,
  unify,
} from './type-rules.ts';
import {
  binaryOperators,
  environmentQuestions,
  quantifiers,
  substitute,
  symbols,
  typeName,
  type BinaryOperator,
  type EnvironmentQuestion,
  type Expression,
  type Quantifier,
  type ValueType,
} from './expression.ts';
import { beyondC, maximumDepth, notPart, tooDeep } from './not-part.ts';
import type { Scope } from './scope.ts';
import { unknownName } from './unknown-name.ts';
import { weightOf } from './weight.ts';

const nothing: Expression = {
  op: 'boolean',
  value: false,
  type: boolean,
  span: { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
};

/** Parts that an expression may have, those of the functions that it calls counted. */
const maximumWeight = 4000;

/** Turns a parsed expression into a typed one, collecting what is wrong with it. */
export class Checker {
  readonly findings: Finding[] = [];
  private depth = 0;
  private weight = 0;
  private readonly place: (start: number, end: number) => Span;

  /** `place` gives the span of a range of characters of the expression. */
  constructor(place: (start: number, end: number) => Span) {
    this.place = place;
  }

  check(node: Parsed, scope: Scope): Expression {
    const span = this.place(node.start, node.end);
    if (this.depth >= maximumDepth) {
      this.findings.push(tooDeep(span));
      return nothing;
    }
    this.depth++;
    const checked = this.checkHere(node, scope, span);
    this.depth--;
    return checked;
  }

  private checkHere(node: Parsed, scope: Scope, span: Span): Expression {
    switch (node.type) {
      case 'ParenthesizedExpression':
        return this.check(node.expression, scope);
      case 'Literal':
        return this.literal(node, span);
      case 'Identifier':
        return this.name(node, scope, span);
      case 'MemberExpression':
        return this.column(node, scope, span);
      case 'UnaryExpression': {
        const operand = this.check(node.argument, scope);
        if (node.operator === '!')
          return condition(operand.type)
            ? { op: 'unary', operator: '!', operand, type: boolean, span }
            : this.wrongType('!', operand.type, span);
        if (node.operator !== '~' && node.operator !== '-') return this.refuse(`the operator '${node.operator}'`, span);
        if (operand.type.kind !== 'integer' && operand.type.kind !== 'literal')
          return this.wrongType(node.operator, operand.type, span);
        return { op: 'unary', operator: node.operator, operand, type: operand.type, span };
      }
      case 'BinaryExpression':
      case 'LogicalExpression': {
        const operator = binaryOperators.find((each) => each === node.operator);
        if (!operator || node.left.type === 'PrivateIdentifier')
          return this.refuse(`the operator '${node.operator}'`, span);
        return this.binary(operator, this.check(node.left, scope), this.check(node.right, scope), span);
      }
      case 'ConditionalExpression': {
        const test = this.check(node.test, scope);
        const yes = this.check(node.consequent, scope);
        const no = this.check(node.alternate, scope);
        if (this.findings.length > 0) return nothing;
        const type = conditionalType(test, yes, no);
        return typeof type === 'string' ? this.wrong(type, span) : { op: 'conditional', test, yes, no, type, span };
      }
      case 'CallExpression':
        return this.call(node, scope, span);
      default:
        return this.refuse(beyondC[node.type] ?? 'this', span);
    }
  }

  private literal(node: Literal, span: Span): Expression {
    if (node.value === null && node.raw === 'null') return { op: 'null', type: { kind: 'null' }, span };
    if (typeof node.value === 'boolean') return { op: 'boolean', value: node.value, type: boolean, span };
    // From the raw text: a JavaScript number loses digits above 2^53.
    const raw = node.raw ?? '';
    if (typeof node.value === 'string') return this.refuse('a text in quotes', span);
    if ('regex' in node) return this.refuse('a regular expression', span);
    if (!/^(0[xX][0-9a-fA-F]+|0|[1-9][0-9]*)$/.test(raw))
      return this.refuse(`the number '${raw}'`, span, 'write it as a whole number, in decimal or with 0x');
    const value = BigInt(raw);
    if (value > 0xffff_ffff_ffff_ffffn) {
      this.findings.push(
        finding('SEM0002', `${raw.length > 40 ? `${raw.slice(0, 40)}...` : raw} does not fit into 64 bits`, span),
      );
      return nothing;
    }
    return { op: 'number', value, name: null, type: literal, span };
  }

  private name(node: Identifier, scope: Scope, span: Span): Expression {
    const symbol = symbols.find((each) => each === node.name);
    if (symbol) return { op: 'symbol', name: symbol, type: integer(64), span };
    if (isQuestion(node.name) && environmentQuestions[node.name] === 0)
      return { op: 'environment', question: node.name, operands: [], type: boolean, span };
    const binding = scope.find(node.name);
    switch (binding?.kind) {
      case undefined:
        if (isQuestion(node.name) || quantifiers.some((each) => each === node.name) || scope.functions(node.name)) {
          this.findings.push(
            finding('SEM0002', `'${node.name}' is a function`, span, `write ${node.name}(...), with its arguments`),
          );
          return nothing;
        }
        this.findings.push(
          unknownName(node.name, span, [
            ...scope.all(),
            ...symbols,
            ...scope.functionNames(),
            ...quantifiers,
            ...Object.keys(environmentQuestions),
          ]),
        );
        return nothing;
      case 'field':
        return { op: 'field', path: binding.path, type: binding.type, span };
      case 'variable':
        return { op: 'variable', name: node.name, type: binding.type, span };
      case 'call-size':
        return { op: 'call-size', which: binding.which, type: binding.type, span };
      case 'number':
        if (binding.value < 0n) {
          const message = `${binding.name} is negative, and all arithmetic is unsigned`;
          this.findings.push(finding('SEM0002', message, span));
          return nothing;
        }
        return { op: 'number', value: binding.value, name: binding.name, type: literal, span };
      case 'state-value':
        return { op: 'state-value', name: node.name, index: binding.index, type: binding.type, span };
    }
  }

  private column(node: MemberExpression, scope: Scope, span: Span): Expression {
    // A member of a struct (an element of a user array, a nested struct, an array's element) is a field with a longer path.
    const path = memberPath(node);
    const whole = path && scope.find(path.join('.'));
    if (path && whole?.kind === 'field') return { op: 'field', path: whole.path, type: whole.type, span };
    if (node.computed || node.optional || node.property.type !== 'Identifier' || node.object.type === 'Super')
      return this.refuse('this way to reach a member', span);
    const name = node.property.name;
    const row = this.check(node.object, scope);
    if (this.findings.length > 0) return nothing;
    const columns = row.type.kind === 'row' ? scope.columns(row.type.table) : null;
    if (row.type.kind !== 'row' || !columns) return this.wrongType('.', row.type, span);
    const type = columns.get(name);
    if (!type) {
      this.findings.push(unknownName(name, this.place(node.property.start, node.property.end), columns.keys()));
      return nothing;
    }
    return { op: 'column', row, table: row.type.table, column: name, type, span };
  }

  private binary(operator: BinaryOperator, left: Expression, right: Expression, span: Span): Expression {
    if (this.findings.length > 0) return nothing;
    const type = binaryType(operator, left, right);
    if (typeof type === 'string') return this.wrong(type, span);
    return { op: 'binary', operator, left, right, type, span };
  }

  private call(node: CallExpression, scope: Scope, span: Span): Expression {
    if (node.callee.type !== 'Identifier' || node.optional) return this.refuse('a call of anything but a name', span);
    const name = node.callee.name;
    const quantifier = quantifiers.find((each) => each === name);
    if (quantifier) return this.quantified(quantifier, node, scope, span);
    const called = scope.functions(name);
    const question = isQuestion(name) ? name : null;
    if (!called && question === null) {
      const known = [...scope.functionNames(), ...quantifiers, ...Object.keys(environmentQuestions)];
      const close = nearest(name, known);
      this.findings.push(
        finding(
          'SEM0003',
          `unknown function '${name}'${close === null ? '' : `; did you mean '${close}'?`}`,
          this.place(node.callee.start, node.callee.end),
          close === null ? undefined : `write ${close}`,
        ),
      );
      return nothing;
    }
    const operands = node.arguments.map((each) =>
      each.type === 'SpreadElement' ? this.refuse('...', span) : this.check(each, scope),
    );
    if (this.findings.length > 0) return nothing;
    if (question !== null) {
      if (!this.arity(name, operands.length, environmentQuestions[question], span)) return nothing;
      const other = operands.find((each) => !number(each.type));
      if (other) return this.wrongType(name, other.type, other.span);
      return { op: 'environment', question, operands, type: boolean, span };
    }
    if (!called || !this.arity(name, operands.length, called.takes.length, span)) return nothing;
    const values = new Map<string, Expression>();
    for (const [index, parameter] of called.takes.entries()) {
      const operand = operands[index] ?? nothing;
      if (!unify(parameter.type, operand.type))
        return this.wrongType(`${name}(${parameter.name})`, operand.type, operand.span, parameter.type);
      values.set(parameter.name, passed(operand, parameter.type));
    }
    const type = called.body.type;
    const expression: Expression = {
      op: 'function',
      name,
      operands,
      body: substitute(called.body, values),
      type,
      span,
    };
    this.weight += weightOf(expression);
    if (this.weight > maximumWeight) {
      const message = `the expression has more than ${String(maximumWeight)} parts once its functions are put in`;
      this.findings.push(finding('SPEC0016', message, span));
      return nothing;
    }
    return expression;
  }

  private quantified(quantifier: Quantifier, node: CallExpression, scope: Scope, span: Span): Expression {
    const [row, where, value] = node.arguments;
    const wantsValue = quantifier === 'sum' || quantifier === 'max' || quantifier === 'min';
    if (!this.arity(quantifier, node.arguments.length, wantsValue ? 3 : 2, span)) return nothing;
    const named = rangeOver(row);
    if (!named) return this.refuse(`what '${quantifier}' goes over here`, span, `write a table, or name = table`);
    if (!scope.columns(named.table)) {
      this.findings.push(
        finding(
          'SEM0003',
          `unknown table '${named.table}'`,
          this.place(row?.start ?? node.start, row?.end ?? node.end),
        ),
      );
      return nothing;
    }
    const inner = scope.withVariable(named.variable, { kind: 'row', table: named.table });
    if (!where || where.type === 'SpreadElement' || value?.type === 'SpreadElement') return this.refuse('...', span);
    const test = this.check(where, inner);
    const measured = value ? this.check(value, inner) : null;
    if (this.findings.length > 0) return nothing;
    if (!condition(test.type)) return this.wrongType(quantifier, test.type, test.span);
    if (measured && !number(measured.type)) return this.wrongType(quantifier, measured.type, measured.span);
    const least = quantifier === 'max' || quantifier === 'min' ? measured?.type : undefined;
    const type: ValueType =
      quantifier === 'some' || quantifier === 'every' ? boolean : least?.kind === 'integer' ? least : integer(64);
    return {
      op: 'quantifier',
      quantifier,
      table: named.table,
      variable: named.variable,
      where: test,
      value: measured,
      type,
      span,
    };
  }

  private arity(name: string, given: number, wanted: number, span: Span): boolean {
    if (given === wanted) return true;
    this.findings.push(
      finding(
        'SEM0002',
        `${name} takes ${String(wanted)} argument${wanted === 1 ? '' : 's'}, not ${String(given)}`,
        span,
      ),
    );
    return false;
  }

  private refuse(what: string, span: Span, fix?: string): Expression {
    this.findings.push(notPart(what, span, fix));
    return nothing;
  }

  private wrong(what: string, span: Span): Expression {
    this.findings.push(finding('SEM0002', what, span));
    return nothing;
  }

  private wrongType(operator: string, type: ValueType, span: Span, wanted?: ValueType): Expression {
    this.findings.push(
      finding(
        'SEM0002',
        `'${operator}' does not take a ${typeName(type)}${wanted ? `; a ${typeName(wanted)} is expected` : ''}`,
        span,
      ),
    );
    return nothing;
  }
}

function isQuestion(name: string): name is EnvironmentQuestion {
  return Object.hasOwn(environmentQuestions, name);
}

function memberPath(node: MemberExpression): readonly string[] | null {
  const last =
    node.computed && node.property.type === 'Literal'
      ? String(node.property.value)
      : !node.computed && node.property.type === 'Identifier'
        ? node.property.name
        : null;
  if (last === null) return null;
  if (node.object.type === 'Identifier') return [node.object.name, last];
  if (node.object.type !== 'MemberExpression') return null;
  const outer = memberPath(node.object);
  return outer && [...outer, last];
}

/** `area`, or `other = area` where two rows of one table meet. */
function rangeOver(
  node: CallExpression['arguments'][number] | undefined,
): { readonly variable: string; readonly table: string } | null {
  if (node?.type === 'Identifier') return { variable: node.name, table: node.name };
  if (
    node?.type === 'AssignmentExpression' &&
    node.operator === '=' &&
    node.left.type === 'Identifier' &&
    node.right.type === 'Identifier'
  )
    return { variable: node.left.name, table: node.right.name };
  return null;
}
