import type { Instruction, Origin, Program } from '../machine/program.ts';
import { Programs } from '../model/programs.ts';
import type { Expression } from '../spec/expression/expression.ts';
import { subexpressions } from '../spec/expression/expression.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import type { Step } from '../spec/step.ts';

/** A way for an ioctl to fail: a step, and how the ioctl comes to it. */
export interface Target {
  /** Unique in its ioctl, and stable while the lists of steps are: the verbs and the step's path, `map-pages/2`. */
  readonly key: string;
  readonly step: Step;
  /** The verbs on the way, outermost first; empty for a step of the ioctl's own list. */
  readonly verbs: readonly string[];
  readonly errno: string;
  /** One of several conditions joined by `||`, each of which is to be tested; null where there is one. */
  readonly part: { readonly index: number; readonly when: Expression } | null;
  /** Why only a device reaches it, be it said of the step or of one that it is inside of. */
  readonly needs: string | null;
  readonly unreachable: string | null;
  /** Whether the effect of the ioctl has begun: a handler that only has its checks never comes here. */
  readonly afterEffect: boolean;
}

type Context = Pick<Target, 'verbs' | 'needs' | 'unreachable' | 'afterEffect'>;

/** Names an origin as the key of a target does. */
export function originKey(origin: Pick<Origin, 'step' | 'verbs'>): string {
  return stepKey(origin.step, origin.verbs);
}

function stepKey(step: Step, verbs: readonly string[]): string {
  return [...verbs, step.path].join('/');
}

/** Every way for an ioctl to fail once its argument has been read, in the order of the steps. */
export function targetsOf(of: Interface, ioctl: Ioctl): readonly Target[] {
  return new Targets(of, Programs.of(of).ioctl(ioctl)).of(ioctl.steps);
}

/** Every way for a call to fail before the ioctl's own steps. */
export function entryTargetsOf(of: Interface): readonly Target[] {
  return new Targets(of, Programs.of(of).entry()).of(of.family.entry);
}

class Targets {
  private readonly interface: Interface;
  private readonly errnos: ReadonlyMap<string, string>;
  private readonly found: Target[] = [];

  constructor(of: Interface, program: Program) {
    this.interface = of;
    this.errnos = new Map(program.instructions.filter(isFailure).map((each) => [originKey(each.origin), each.errno]));
  }

  of(steps: readonly Step[]): readonly Target[] {
    this.list(steps, { verbs: [], needs: null, unreachable: null, afterEffect: false });
    return this.found;
  }

  /** Returns whether the effect has begun after the list. */
  private list(steps: readonly Step[], context: Context): boolean {
    return steps.reduce((afterEffect, step) => this.step(step, { ...context, afterEffect }), context.afterEffect);
  }

  private step(step: Step, outer: Context): boolean {
    const context = {
      ...outer,
      needs: step.needs ?? outer.needs,
      unreachable: step.unreachable ?? outer.unreachable,
      afterEffect: outer.afterEffect || hasEffect(step),
    };
    this.fails(step, context);
    switch (step.kind) {
      case 'switch': {
        const lists = [
          ...step.cases.map((each) => each.steps),
          typeof step.otherwise === 'string' ? null : step.otherwise,
        ];
        const begun = lists.map((list) => list !== null && this.list(list, context));
        return begun.includes(true);
      }
      case 'each-element':
      case 'each-row':
      case 'each-gap':
        return this.list(step.steps, context);
      case 'fault':
        return this.list(step.instead ?? [], context);
      case 'call':
        this.list(this.interface.verbs.get(step.verb)?.steps ?? [], { ...context, verbs: [...outer.verbs, step.verb] });
        return true;
      default:
        return context.afterEffect;
    }
  }

  private fails(step: Step, context: Context): void {
    const key = stepKey(step, context.verbs);
    const errno = this.errnos.get(key);
    // A verb that is called twice has its steps once.
    if (errno === undefined || this.found.some((each) => each.key === key || each.key.startsWith(`${key}:`))) return;
    const parts = step.kind === 'reject' && context.verbs.length === 0 ? alternatives(step.when) : [];
    if (parts.length > 1 && parts.every(isAboutArgument))
      for (const [index, when] of parts.entries())
        this.found.push({ ...context, key: `${key}:${String(index + 1)}`, step, errno, part: { index, when } });
    else this.found.push({ ...context, key, step, errno, part: null });
  }
}

function isFailure(
  instruction: Instruction,
): instruction is Extract<Instruction, { op: 'return' }> & { errno: string } {
  return instruction.op === 'return' && instruction.errno !== null;
}

/** Does a step of an ioctl's list do what the ioctl is for, or a part of it? */
function hasEffect(step: Step): boolean {
  return step.kind === 'call' || (step.kind === 'set' && step.target.op === 'column');
}

/** The operands of a chain of `||`, without those that hold nowhere. */
export function alternatives(expression: Expression): readonly Expression[] {
  if (expression.op !== 'binary' || expression.operator !== '||') return isNever(expression) ? [] : [expression];
  return [...alternatives(expression.left), ...alternatives(expression.right)];
}

/** Does a condition not hold anywhere? No number is above the greatest of the machines that are looked at. */
function isNever(condition: Expression): boolean {
  return (
    condition.op === 'binary' &&
    condition.operator === '>' &&
    condition.right.op === 'symbol' &&
    ['ULONG_MAX', 'U64_MAX', 'SIZE_MAX'].includes(condition.right.name)
  );
}

/** Can the expression be worked out from the argument alone? */
function isAboutArgument(expression: Expression): boolean {
  return [...subexpressions(expression)].every(
    (each) => !['variable', 'column', 'quantifier', 'environment'].includes(each.op),
  );
}
