import { typeName, type Expression } from '../expression/expression.ts';
import type { Scope } from '../expression/scope.ts';
import type { Enum, Field, Interface, Ioctl, Parameter } from '../interface.ts';
import { walk, type Step } from '../step.ts';
import type { Text } from '../syntax.ts';
import type { Action, Actor } from '../world.ts';
import type { ActionSyntax, ActorSyntax } from '../world-syntax.ts';
import type { Findings } from './findings.ts';
import { callerRows, callerScope } from './names.ts';
import { stateCondition, stateNumber } from './state-expression.ts';
import type { StepWorld } from './step-values.ts';
import { fieldBindings } from './types.ts';
import { worldSteps } from './world-steps.ts';

/** So many different arguments may one action have. */
const maximumArguments = 4096;

/** Gives the actors of a world their meaning. */
export class ActorResolver {
  private readonly of: Interface;
  private readonly steps: StepWorld;
  private readonly findings: Findings;
  /** Of states, with the names of the world. */
  private readonly scope: Scope;
  private readonly names: readonly Parameter[];
  private readonly hasArrays: boolean;

  constructor(of: Interface, steps: StepWorld, scope: Scope, names: readonly Parameter[], hasArrays: boolean) {
    this.of = of;
    this.steps = steps;
    this.findings = steps.findings;
    this.scope = scope;
    this.names = names;
    this.hasArrays = hasArrays;
  }

  actor(syntax: ActorSyntax): Actor {
    const { name, span, kind, count, capable, killed, stopped } = syntax;
    const actions = syntax.actions.map((each) => this.action(each));
    return {
      name,
      span,
      kind,
      count,
      given: this.given(syntax),
      most: syntax.calls,
      capable,
      killed: killed && stateCondition(killed, this.scope, this.findings),
      stopped: stopped && stateCondition(stopped, this.scope, this.findings),
      actions: [...this.findings.unique('action', actions, (each) => each.name).values()],
    };
  }

  private given({ given }: ActorSyntax): ReadonlyMap<string, string> {
    for (const [parameter, { text, span }] of Object.entries(given)) {
      const named = this.names.find((each) => each.name === text);
      if (!this.of.tables.has(parameter))
        this.findings.unknown(
          'table',
          parameter,
          span,
          callerRows.filter((each) => this.of.tables.has(each)),
        );
      else if (!named)
        this.findings.unknown(
          'row of the world',
          text,
          span,
          this.names.map((each) => each.name),
        );
      else if (named.type.kind !== 'row' || named.type.table !== parameter)
        this.findings.add('SEM0002', `'${text}' is a ${typeName(named.type)}, and no row of ${parameter}`, span);
    }
    return new Map(Object.entries(given).map(([parameter, { text }]) => [parameter, text]));
  }

  private action(syntax: ActionSyntax): Action {
    const { span, at, when, steps } = syntax;
    const ioctl = syntax.ioctl && this.ioctl(syntax.ioctl);
    if ((syntax.ioctl === null) === (steps === null))
      this.findings.add('WLD0006', 'an action calls one ioctl, or has steps of its own', span, 'write ioctl: or do:');
    if (syntax.ioctl === null && at['with'])
      this.findings.add('WLD0006', 'there is no ioctl that this could be the argument of', at['with'], 'remove it');
    return {
      name: syntax.name ?? syntax.ioctl?.text ?? '',
      span,
      when: when && stateCondition(when, this.scope, this.findings),
      ioctl,
      argument: ioctl ? this.argument(syntax, ioctl) : new Map<string, readonly Expression[]>(),
      steps: worldSteps(this.steps, steps ?? [], callerScope(this.scope)),
    };
  }

  private ioctl({ text, span }: Text): Ioctl | null {
    const ioctls = [...this.of.ioctls, ...this.of.testIoctls];
    const found = ioctls.find((each) => each.name === text) ?? null;
    if (!found)
      this.findings.unknown(
        'ioctl',
        text,
        span,
        ioctls.map((each) => each.name),
      );
    else if (!this.hasArrays && readsArray(found.steps, this.of))
      this.findings.add('WLD0007', `${text} reads an array in user memory, and this world has none`, span);
    return found;
  }

  private argument(syntax: ActionSyntax, { struct }: Ioctl): Action['argument'] {
    const members = new Map(fieldBindings(struct));
    const found = new Map<string, readonly Expression[]>();
    let count = 1;
    for (const { member, values } of syntax.argument) {
      if (!members.has(member.text)) this.findings.unknown('member', member.text, member.span, members.keys());
      const short = (enumOf(struct.fields, member.text.split('.'))?.values ?? []).map(
        (value) => [value.short, { kind: 'number', value: value.value, name: value.name }] as const,
      );
      const scope = this.scope.with(short);
      found.set(
        member.text,
        values.map((each) => stateNumber(each, scope, this.findings)),
      );
      count *= values.length;
    }
    if (count > maximumArguments)
      this.findings.add(
        'WLD0008',
        `these are ${String(count)} different arguments; at most ${String(maximumArguments)} are tried`,
        syntax.at['with'] ?? syntax.span,
      );
    return found;
  }
}

function readsArray(steps: readonly Step[], of: Interface): boolean {
  for (const step of walk(steps)) {
    if (step.kind === 'each-element') return true;
    if (step.kind === 'call' && readsArray(of.verbs.get(step.verb)?.steps ?? [], of)) return true;
  }
  return false;
}

/** The enum whose values a member takes; `path` is its name in expressions, split at the dots. */
function enumOf(fields: readonly Field[], path: readonly string[]): Enum | null {
  const [first, ...rest] = path;
  for (const field of fields) {
    const { type } = field;
    if (type.kind === 'anonymous' && field.name === null) {
      const inner = enumOf(type.fields, path);
      if (inner) return inner;
    }
    if (field.name !== first) continue;
    if (rest.length === 0 || type.kind === 'scalar') return field.enum;
    return enumOf(type.kind === 'struct' ? type.struct.fields : type.fields, rest);
  }
  return null;
}
