import type { Expression, ValueType } from '../expression/expression.ts';
import type { Scope } from '../expression/scope.ts';
import { boolean, integer } from '../expression/type-rules.ts';
import type { Case, Common, Step, Target } from '../step.ts';
import { verbOnlyKinds, type StepSyntax } from '../syntax.ts';
import { StepValues, type StepWorld } from './step-values.ts';
import { fieldBindings } from './types.ts';

/** Most levels of lists in an ioctl, its own included. */
const maximumLevels = 4;

/** Gives a list of steps its meaning. `inIoctl` keeps the list quiet: no verb-only kinds, few levels. */
export class StepResolver {
  private readonly world: StepWorld;
  private readonly inIoctl: boolean;
  private readonly places = new Map<string, StepSyntax>();
  private readonly values: StepValues;

  constructor(world: StepWorld, inIoctl: boolean) {
    this.world = world;
    this.inIoctl = inIoctl;
    this.values = new StepValues(world);
  }

  list(syntax: readonly StepSyntax[], outer: Scope, path = '', level = 1): readonly Step[] {
    let scope = outer;
    const steps: Step[] = [];
    for (const [index, each] of syntax.entries()) {
      if (this.inIoctl && verbOnlyKinds.has(each.kind))
        this.report('SEM0006', `'${each.kind}' belongs into a verb`, each, `move it into a verb and call that`);
      if (this.inIoctl && level > maximumLevels)
        this.report(
          'SEM0006',
          `more than ${String(maximumLevels)} levels of steps`,
          each,
          'move the inner steps into a verb',
        );
      const [step, wider] = this.step(each, scope, `${path}${String(index + 1)}`, level);
      if (step) steps.push(step);
      scope = wider;
    }
    return steps;
  }

  private step(syntax: StepSyntax, scope: Scope, path: string, level: number): [Step | null, Scope] {
    const common = this.common(syntax, path);
    const inner = (key: string, within: Scope): readonly Step[] =>
      this.list(syntax.blocks[key] ?? [], within, `${path}.`, level + 1);
    const value = (key: string, expected?: ValueType): Expression =>
      this.values.value(syntax.texts[key], scope, syntax, expected);
    const errno = this.values.errno(syntax);
    switch (syntax.kind) {
      case 'reject':
        return [
          { ...common, kind: 'reject', when: this.values.condition(syntax.texts['reject'], scope, syntax), errno },
          scope,
        ];
      case 'lookup': {
        const lookup = this.values.name(syntax, 'lookup');
        const kind = this.world.lookups.get(lookup);
        if (!kind)
          this.world.findings.unknown(
            'kind of object',
            lookup,
            syntax.at['lookup'] ?? syntax.span,
            this.world.lookups.keys(),
          );
        const variable = syntax.texts['as']?.text ?? lookup.replaceAll('-', '_');
        return [
          { ...common, kind: 'lookup', lookup, variable, key: value('id', integer(64)), errno },
          scope.withVariable(variable, { kind: 'row', table: kind?.table ?? 'object' }),
        ];
      }
      case 'switch':
        return [this.switch(syntax, common, scope, path, level), scope];
      case 'each':
        return [this.each(syntax, common, scope, inner, value, errno), scope];
      case 'call':
        return this.call(syntax, common, scope);
      case 'set': {
        const to = value('to');
        const [target, wider] = this.values.target(syntax.texts['set'], to.type, scope, syntax);
        return [target && { ...common, kind: 'set', target, to }, wider];
      }
      case 'fault':
        return [this.fault(syntax, common, inner, scope), scope];
      case 'reply':
        return [this.reply(syntax, common, scope, value, errno), scope];
      case 'keeps':
        return [{ ...common, kind: 'keeps', what: this.values.name(syntax, 'keeps') }, scope];
      case 'insert': {
        const table = this.values.table(syntax, 'insert', scope);
        const row = this.values.expressions(syntax, 'row', scope, table);
        const variable = syntax.texts['as']?.text ?? null;
        return [
          { ...common, kind: 'insert', table, variable, row },
          variable === null ? scope : scope.withVariable(variable, { kind: 'row', table }),
        ];
      }
      case 'remove': {
        const table = this.values.table(syntax, 'remove', scope);
        const variable = syntax.texts['as']?.text ?? table;
        return [
          {
            ...common,
            kind: 'remove',
            table,
            variable,
            where: this.values.condition(
              syntax.texts['where'],
              scope.withVariable(variable, { kind: 'row', table }),
              syntax,
            ),
          },
          scope,
        ];
      }
      case 'choose': {
        const variable = this.values.name(syntax, 'choose');
        const wider = scope.withVariable(variable, integer(64));
        const one: Expression = { op: 'number', value: 1n, name: null, type: integer(64), span: syntax.span };
        const zero: Expression = { ...one, value: 0n };
        return [
          {
            ...common,
            kind: 'choose',
            variable,
            from: value('from', integer(64)),
            to: value('to', integer(64)),
            aligned: syntax.texts['aligned'] ? value('aligned', integer(64)) : one,
            bits: syntax.texts['bits'] ? value('bits', integer(64)) : zero,
            where: this.values.condition(syntax.texts['where'], wider, syntax),
            errno,
          },
          wider,
        ];
      }
      case 'wait':
        return [
          {
            ...common,
            kind: 'wait',
            until: this.values.condition(syntax.texts['wait'], scope, syntax),
            unless: (['killed', 'stopped'] as const).flatMap((event) => {
              const text = syntax.maps['unless']?.[event];
              return text ? [{ event, errno: this.values.knownErrno(text, syntax, false) }] : [];
            }),
          },
          scope,
        ];
      case 'gap':
        return [
          { ...common, kind: 'gap', in: this.values.name(syntax, 'gap'), lock: this.values.name(syntax, 'lock') },
          scope,
        ];
      case 'stays':
        this.world.findings.add('SPEC0009', 'nothing stays here: the amendment replaces another step', syntax.span);
        return [null, scope];
      case 'undo':
        return [{ ...common, kind: 'undo', steps: inner('undo', scope) }, scope];
    }
  }

  private switch(syntax: StepSyntax, common: Common, scope: Scope, path: string, level: number): Step {
    const on = this.values.value(syntax.texts['switch'], scope, syntax);
    const seen = new Set<bigint>();
    const cases: Case[] = syntax.cases.map(({ label, steps }) => ({
      label: label.text,
      value: this.values.label(label, scope, syntax, on.type, seen),
      steps: this.list(steps, scope, `${path}.${label.text}.`, level + 1),
    }));
    const text = syntax.texts['otherwise'];
    const block = syntax.blocks['otherwise'];
    const otherwise = text
      ? this.values.knownErrno(text, syntax, false)
      : block
        ? this.list(block, scope, `${path}.otherwise.`, level + 1)
        : null;
    return { ...common, kind: 'switch', on, cases, otherwise };
  }

  private fault(
    syntax: StepSyntax,
    common: Common,
    inner: (key: string, within: Scope) => readonly Step[],
    scope: Scope,
  ): Step {
    const isSurvived = syntax.blocks['instead'] !== undefined;
    if (this.inIoctl && isSurvived)
      this.report('SEM0006', "'instead' belongs into a verb", syntax, 'move the step into a verb and call that');
    const errno = this.values.knownErrno(syntax.texts['fault'], syntax, true);
    return { ...common, kind: 'fault', errno, instead: isSurvived ? inner('instead', scope) : null };
  }

  private each(
    syntax: StepSyntax,
    common: Common,
    scope: Scope,
    inner: (key: string, within: Scope) => readonly Step[],
    value: (key: string, expected?: ValueType) => Expression,
    errno: string,
  ): Step {
    const variable = this.values.name(syntax, 'each');
    const row = (table: string, name: string): Expression =>
      syntax.texts['where']
        ? this.values.condition(syntax.texts['where'], scope.withVariable(name, { kind: 'row', table }), syntax)
        : { op: 'boolean', value: true, type: boolean, span: syntax.span };
    if (syntax.texts['of']) {
      const struct = this.values.struct(syntax, 'of');
      return {
        ...common,
        kind: 'each-element',
        variable,
        at: value('at', integer(64)),
        count: value('count', integer(64)),
        struct,
        errno,
        steps: inner('do', scope.with(fieldBindings(struct, [variable]))),
      };
    }
    if (syntax.texts['gaps-of']) {
      const table = this.values.table(syntax, 'gaps-of', scope);
      const wider = scope.withVariable(`${variable}_first`, integer(64)).withVariable(`${variable}_last`, integer(64));
      return {
        ...common,
        kind: 'each-gap',
        variable,
        table,
        where: row(table, table),
        from: value('from', integer(64)),
        to: value('to', integer(64)),
        steps: inner('do', wider),
      };
    }
    const table = this.values.table(syntax, 'in', scope);
    return {
      ...common,
      kind: 'each-row',
      variable,
      table,
      where: row(table, variable),
      steps: inner('do', scope.withVariable(variable, { kind: 'row', table })),
    };
  }

  private call(syntax: StepSyntax, common: Common, scope: Scope): [Step | null, Scope] {
    const name = this.values.name(syntax, 'call');
    const verb = this.world.verbs.get(name);
    if (!verb) {
      this.world.findings.unknown('verb', name, syntax.at['call'] ?? syntax.span, this.world.verbs.keys());
      return [null, scope];
    }
    const given = syntax.maps['with'] ?? {};
    const arguments_: Record<string, Expression> = {};
    for (const parameter of verb.takes) {
      const text = given[parameter.name];
      if (text) arguments_[parameter.name] = this.values.value(text, scope, syntax, parameter.type);
      else this.report('SEM0005', `'${name}' needs '${parameter.name}'`, syntax, `add ${parameter.name}: ... to with`);
    }
    for (const [key, text] of Object.entries(given))
      if (!verb.takes.some((each) => each.name === key))
        this.world.findings.add(
          'SEM0005',
          `'${name}' takes no '${key}'; it takes ${verb.takes.map((each) => each.name).join(', ')}`,
          text.span,
        );
    let wider = scope;
    const gives: Record<string, Target> = {};
    for (const [key, text] of Object.entries(syntax.maps['gives'] ?? {})) {
      const result = verb.gives.find((each) => each.name === key);
      if (!result) {
        this.world.findings.add(
          'SEM0005',
          `'${name}' does not give '${key}'${verb.gives.length > 0 ? `; it gives ${verb.gives.map((each) => each.name).join(', ')}` : ''}`,
          text.span,
        );
        continue;
      }
      const [target, next] = this.values.target(text, result.type, wider, syntax);
      if (target) gives[key] = target;
      wider = next;
    }
    return [{ ...common, kind: 'call', verb: name, with: arguments_, gives }, wider];
  }

  private reply(
    syntax: StepSyntax,
    common: Common,
    scope: Scope,
    value: (key: string, expected?: ValueType) => Expression,
    errno: string,
  ): Step {
    if (syntax.texts['reply']?.text === 'element') {
      const struct = this.values.struct(syntax, 'of');
      return {
        ...common,
        kind: 'reply-element',
        at: value('at', integer(64)),
        index: value('index', integer(64)),
        count: syntax.texts['count']
          ? value('count', integer(64))
          : { op: 'number', value: 1n, name: null, type: integer(64), span: syntax.span },
        struct,
        values: syntax.maps['values'] ? this.values.expressions(syntax, 'values', scope, null) : null,
        errno,
      };
    }
    // Expressions know the scalars of a struct or an array, and not the whole.
    const members = new Set(
      [...scope.all()].flatMap((name) => (scope.find(name)?.kind === 'field' ? [name.split('.')[0]] : [])),
    );
    const fields = syntax.lists['reply']?.map((each) => {
      if (!members.has(each.text)) this.world.findings.unknown('member', each.text, each.span, scope.all());
      return each.text;
    });
    return { ...common, kind: 'reply', fields: fields ?? null, errno };
  }

  private common(syntax: StepSyntax, path: string): Common {
    const place = syntax.texts['place']?.text ?? null;
    if (place !== null) {
      if (this.places.has(place)) this.report('SEM0007', `the place '${place}' is named twice in one list`, syntax);
      this.places.set(place, syntax);
    }
    const text = (key: string): string | null => syntax.texts[key]?.text ?? null;
    return { span: syntax.span, path, place, doc: text('doc'), unreachable: text('unreachable'), needs: text('needs') };
  }

  private report(code: 'SEM0005' | 'SEM0006' | 'SEM0007', message: string, syntax: StepSyntax, fix?: string): void {
    this.world.findings.add(code, message, syntax.span, fix);
  }
}
