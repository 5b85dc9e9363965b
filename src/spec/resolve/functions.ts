import { mapParts, type Expression, type ValueType } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse.ts';
import { literal } from '../expression/type-rules.ts';
import type { FunctionBinding, Scope } from '../expression/scope.ts';
import type { FunctionSyntax } from '../syntax.ts';
import type { Parameter } from '../interface.ts';
import type { Findings } from './findings.ts';
import { parameterScope } from './names.ts';

/** Functions that may call each other in a row. */
const maximumDepth = 64;

/** Resolves functions in the order in which they need each other, so that their bodies can be put in. */
export class Functions {
  readonly resolved = new Map<string, FunctionBinding>();
  private readonly syntax: ReadonlyMap<string, FunctionSyntax>;
  private readonly open = new Set<string>();
  /** Those that were tried, with success or not. */
  private readonly done = new Set<string>();
  private readonly takes: (syntax: FunctionSyntax) => readonly Parameter[];
  private readonly findings: Findings;

  constructor(
    syntax: ReadonlyMap<string, FunctionSyntax>,
    takes: (syntax: FunctionSyntax) => readonly Parameter[],
    findings: Findings,
  ) {
    this.syntax = syntax;
    this.takes = takes;
    this.findings = findings;
  }

  /** Resolves every function; `scope` must find functions in `resolved`. */
  resolveAll(scope: Scope): void {
    for (const name of this.syntax.keys()) this.resolve(name, scope);
  }

  private resolve(name: string, scope: Scope): void {
    const syntax = this.syntax.get(name);
    if (!syntax || this.done.has(name)) return;
    if (this.open.has(name)) {
      this.findings.add('SPEC0007', `the function '${name}' calls itself`, syntax.span);
      this.refuse(syntax);
      return;
    }
    if (this.open.size >= maximumDepth) {
      const calls = `more than ${String(maximumDepth)} functions call each other in a row`;
      this.findings.add('SPEC0016', `${calls} down to '${name}'`, syntax.span);
      this.refuse(syntax);
      return;
    }
    this.open.add(name);
    for (const [, called] of syntax.is.text.matchAll(/([A-Za-z_][A-Za-z0-9_]*)\s*\(/g))
      if (called !== undefined && this.syntax.has(called)) this.resolve(called, scope);
    this.open.delete(name);
    const takes = this.takes(syntax);
    const { expression, findings } = parseExpression(syntax.is, parameterScope(scope, takes));
    this.findings.addAll(findings);
    if (!expression) this.refuse(syntax);
    else if (!this.done.has(name)) this.resolved.set(name, { name, takes, body: apart(expression, name) });
    this.done.add(name);
  }

  /** Lets calls of a function that has a finding have none of their own. */
  private refuse(syntax: FunctionSyntax): void {
    const body: Expression = { op: 'number', value: 0n, name: null, type: literal, span: syntax.is.span };
    this.resolved.set(syntax.name, { name: syntax.name, takes: this.takes(syntax), body });
    this.done.add(syntax.name);
  }
}

/** Renames the variables that quantifiers bind, so that an argument put in later is not captured by them. */
function apart(expression: Expression, mark: string, renamed: ReadonlySet<string> = new Set()): Expression {
  if (expression.op === 'variable')
    return renamed.has(expression.name) ? { ...expression, name: `${expression.name}@${mark}` } : expression;
  if (expression.op !== 'quantifier') return mapParts(expression, (part) => apart(part, mark, renamed));
  const inner = new Set(renamed).add(expression.variable);
  return {
    ...mapParts(expression, (part) => apart(part, mark, inner)),
    ...{ variable: `${expression.variable}@${mark}` },
  };
}

/** Column name to type, for a scope. */
export function columnTypes(columns: readonly Parameter[]): ReadonlyMap<string, ValueType> {
  return new Map(columns.map((each) => [each.name, each.type]));
}
