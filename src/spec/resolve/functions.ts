import { mapParts, type Expression, type ValueType } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse.ts';
import type { FunctionBinding, Scope } from '../expression/scope.ts';
import type { FunctionSyntax } from '../syntax.ts';
import type { Parameter } from '../interface.ts';
import type { Findings } from './findings.ts';
import { parameterScope } from './names.ts';

/** Resolves functions in the order in which they need each other, so that their bodies can be put in. */
export class Functions {
  readonly resolved = new Map<string, FunctionBinding>();
  private readonly syntax: ReadonlyMap<string, FunctionSyntax>;
  private readonly open = new Set<string>();
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
    if (!syntax || this.resolved.has(name)) return;
    if (this.open.has(name)) {
      this.findings.add('SPEC0007', `the function '${name}' calls itself`, syntax.span);
      return;
    }
    this.open.add(name);
    for (const [, called] of syntax.is.text.matchAll(/([A-Za-z_][A-Za-z0-9_]*)\s*\(/g))
      if (called !== undefined && this.syntax.has(called)) this.resolve(called, scope);
    const takes = this.takes(syntax);
    const { expression, findings } = parseExpression(syntax.is, parameterScope(scope, takes));
    this.findings.addAll(findings);
    if (expression) this.resolved.set(name, { name, takes, body: apart(expression, name) });
    this.open.delete(name);
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
