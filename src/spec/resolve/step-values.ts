import { nearest } from '../../diagnostics/nearest.ts';
import { errnoNumbers } from '../errno.ts';
import { typeName, type Expression, type ValueType } from '../expression/expression.ts';
import { evaluate, valueOf } from '../expression/known-bits.ts';
import { parseExpression } from '../expression/parse.ts';
import type { Scope } from '../expression/scope.ts';
import { assignable, condition, integer } from '../expression/type-rules.ts';
import type { Parameter, Struct } from '../interface.ts';
import type { Target } from '../step.ts';
import type { StepSyntax, Text } from '../syntax.ts';
import type { Findings } from './findings.ts';

/** What steps may name, beyond expressions. */
export interface StepWorld {
  readonly findings: Findings;
  readonly structs: ReadonlyMap<string, Struct>;
  readonly lookups: ReadonlyMap<string, { readonly table: string }>;
  readonly verbs: ReadonlyMap<string, { readonly takes: readonly Parameter[]; readonly gives: readonly Parameter[] }>;
}

/** Gives the scalars of a step their meaning: expressions, names, errnos. */
export class StepValues {
  private readonly world: StepWorld;

  constructor(world: StepWorld) {
    this.world = world;
  }

  expressions(
    syntax: StepSyntax,
    key: string,
    scope: Scope,
    table: string | null,
  ): Readonly<Record<string, Expression>> {
    const columns = table === null ? null : scope.columns(table);
    const found = Object.create(null) as Record<string, Expression>;
    for (const [name, text] of Object.entries(syntax.maps[key] ?? {})) {
      const type = columns?.get(name);
      if (columns && !type) this.world.findings.unknown('column', name, text.span, columns.keys());
      found[name] = this.value(text, scope, syntax, type);
    }
    return found;
  }

  /** `let name`, a field, a variable or a column. */
  target(text: Text | undefined, type: ValueType, scope: Scope, syntax: StepSyntax): [Target | null, Scope] {
    const span = text?.span ?? syntax.span;
    const fresh = /^let\s+(.*)$/s.exec(text?.text ?? '')?.[1];
    if (fresh !== undefined) {
      const kept: ValueType = type.kind === 'literal' ? integer(64) : type;
      if (!/^(?!__proto__$)[a-z_][a-z0-9_]*$/.test(fresh))
        this.world.findings.add('SEM0004', `'${fresh}' is no name of a variable: small letters, digits and _`, span);
      else if (scope.find(fresh))
        this.world.findings.add('SPEC0005', `'${fresh}' is declared already`, span, 'choose another name');
      return [{ op: 'variable', name: fresh, type: kept, span }, scope.withVariable(fresh, kept)];
    }
    const target = this.parsed(text, scope, syntax);
    if (!target) return [null, scope];
    if (target.op !== 'field' && target.op !== 'variable' && target.op !== 'column') {
      this.world.findings.add('SEM0004', `'${text?.text ?? ''}' cannot be set`, span);
      return [null, scope];
    }
    if (!assignable(target.type, type))
      this.world.findings.add('SEM0002', `a ${typeName(type)} cannot be put into a ${typeName(target.type)}`, span);
    return [target, scope];
  }

  condition(text: Text | undefined, scope: Scope, syntax: StepSyntax): Expression {
    const found = this.value(text, scope, syntax);
    if (!condition(found.type))
      this.world.findings.add('SEM0002', `a ${typeName(found.type)} is no condition`, text?.span ?? syntax.span);
    return found;
  }

  value(text: Text | undefined, scope: Scope, syntax: StepSyntax, expected?: ValueType): Expression {
    const expression = this.parsed(text, scope, syntax);
    const span = text?.span ?? syntax.span;
    if (!expression) return { op: 'number', value: 0n, name: null, type: expected ?? { kind: 'literal' }, span };
    if (expected && !assignable(expected, expression.type))
      this.world.findings.add(
        'SEM0002',
        `a ${typeName(expected)} is expected, not a ${typeName(expression.type)}`,
        expression.span,
      );
    return expression;
  }

  /** The value of one case of a switch. `seen` holds the values of the cases before it. */
  label(text: Text, scope: Scope, syntax: StepSyntax, on: ValueType, seen: Set<bigint>): Expression {
    const value = this.value(text, scope, syntax, on);
    // It has a finding already.
    if (value.span === text.span) return value;
    const constant = valueOf(evaluate(value, { field: () => undefined, variable: () => undefined }));
    if (constant === null)
      this.world.findings.add(
        'SEM0010',
        `'${text.text}' is not known before the call: a case is a number, or the name of one`,
        text.span,
      );
    else if (seen.has(constant))
      this.world.findings.add('SEM0010', `'${text.text}' is the value of two cases`, text.span);
    else seen.add(constant);
    return value;
  }

  /** Null where the text has findings. */
  private parsed(text: Text | undefined, scope: Scope, syntax: StepSyntax): Expression | null {
    const { expression, findings } = parseExpression(text ?? { text: '0', span: syntax.span }, scope);
    this.world.findings.addAll(findings);
    return expression;
  }

  table(syntax: StepSyntax, key: string, scope: Scope): string {
    const name = this.name(syntax, key);
    if (!scope.columns(name))
      this.world.findings.unknown('table', name, syntax.at[key] ?? syntax.span, scope.tableNames());
    return name;
  }

  struct(syntax: StepSyntax, key: string): Struct {
    const name = this.name(syntax, key);
    const found = this.world.structs.get(name);
    if (!found) this.world.findings.unknown('struct', name, syntax.at[key] ?? syntax.span, this.world.structs.keys());
    return (
      found ?? { declares: 'struct', name, fields: [], title: '', doc: '', since: null, span: syntax.span, at: {} }
    );
  }

  errno(syntax: StepSyntax): string {
    const text = syntax.texts['errno'];
    return text ? this.knownErrno(text, syntax, false) : 'EINVAL';
  }

  knownErrno(text: Text | undefined, syntax: StepSyntax, driver: boolean): string {
    const name = text?.text ?? '';
    if (!(driver && name === 'driver') && !Object.hasOwn(errnoNumbers, name)) {
      const close = nearest(name, Object.keys(errnoNumbers));
      this.world.findings.add(
        'SEM0008',
        `'${name}' is no errno of Linux`,
        text?.span ?? syntax.span,
        close === null ? undefined : `did you mean '${close}'?`,
      );
    }
    return name;
  }

  name(syntax: StepSyntax, key: string): string {
    return syntax.texts[key]?.text ?? '';
  }
}
