import type { Span } from '../diagnostics/span.ts';
import type { Expression } from './expression/expression.ts';
import type { Struct } from './interface.ts';

/** A place that can be written: a field of the argument, a variable, a column of a row. */
export type Target = Extract<Expression, { op: 'field' | 'variable' | 'column' }>;

/** What every step has. */
export interface Common {
  readonly span: Span;
  /** Names the step in its ioctl or verb: the list's path, `2` or `3.SET.1`. Stable while the list is. */
  readonly path: string;
  /** A name that proposals amend the list by; null for most steps. */
  readonly place: string | null;
  /** The author's remark, for the documentation's error table; null where there is none. */
  readonly doc: string | null;
  /** Why no test reaches the step's errno; null where one should. */
  readonly unreachable: string | null;
  /** Why only a device (mock or real) can reach the step; null where a bare /dev/iommu does. */
  readonly needs: string | null;
}

export interface Case {
  readonly label: string;
  readonly value: Expression;
  readonly steps: readonly Step[];
}

/**
 * One step. The list and its order are the contract: see docs/architecture.md, "Steps".
 * Errnos are names (`EINVAL`), printed and compared as such.
 */
export type Step = Common &
  (
    | { readonly kind: 'reject'; readonly when: Expression; readonly errno: string }
    /** Finds the row of `lookup` whose key is `key`, and binds `variable` to it. */
    | {
        readonly kind: 'lookup';
        readonly lookup: string;
        readonly variable: string;
        readonly key: Expression;
        readonly errno: string;
      }
    | {
        readonly kind: 'switch';
        readonly on: Expression;
        readonly cases: readonly Case[];
        /** Steps, an errno, or nothing. */ readonly otherwise: readonly Step[] | string | null;
      }
    /** Reads `count` elements of `struct` from user memory at `at`, one by one. */
    | {
        readonly kind: 'each-element';
        readonly variable: string;
        readonly at: Expression;
        readonly count: Expression;
        readonly struct: Struct;
        readonly errno: string;
        readonly steps: readonly Step[];
      }
    /** Goes over the rows of a table, in the order of `first` where the table has that column. */
    | {
        readonly kind: 'each-row';
        readonly variable: string;
        readonly table: string;
        readonly where: Expression;
        readonly steps: readonly Step[];
      }
    /** Goes over the gaps that the rows of a table of ranges leave in [from, to]; binds `variable`_first and _last. In `where` the row has the table's name. */
    | {
        readonly kind: 'each-gap';
        readonly variable: string;
        readonly table: string;
        readonly where: Expression;
        readonly from: Expression;
        readonly to: Expression;
        readonly steps: readonly Step[];
      }
    | {
        readonly kind: 'call';
        readonly verb: string;
        readonly with: Readonly<Record<string, Expression>>;
        readonly gives: Readonly<Record<string, Target>>;
      }
    | { readonly kind: 'set'; readonly target: Target; readonly to: Expression }
    /**
     * The environment may fail here. `errno` is a name, or `driver` for whatever a driver returns. With `instead` the kernel
     * gets over it: it does these steps, and goes on.
     */
    | { readonly kind: 'fault'; readonly errno: string; readonly instead: readonly Step[] | null }
    /** Copies the argument (null: all of it) back to userspace. */
    | { readonly kind: 'reply'; readonly fields: readonly string[] | null; readonly errno: string }
    /**
     * Writes `count` elements of an array in user memory alike, from the one at `index` on. Where `values` is null, what
     * it writes there, if anything, is the kernel's choice.
     */
    | {
        readonly kind: 'reply-element';
        readonly at: Expression;
        readonly index: Expression;
        readonly count: Expression;
        readonly struct: Struct;
        readonly values: Readonly<Record<string, Expression>> | null;
        readonly errno: string;
      }
    /** Declares an effect that a later failure does not take back. */
    | { readonly kind: 'keeps'; readonly what: string }
    | {
        readonly kind: 'insert';
        readonly table: string;
        readonly variable: string | null;
        readonly row: Readonly<Record<string, Expression>>;
      }
    | { readonly kind: 'remove'; readonly table: string; readonly variable: string; readonly where: Expression }
    /** Picks a multiple of `aligned` that has all bits of `bits`, in [from, to], for which `where` holds. */
    | {
        readonly kind: 'choose';
        readonly variable: string;
        readonly from: Expression;
        readonly to: Expression;
        readonly aligned: Expression;
        readonly bits: Expression;
        readonly where: Expression;
        readonly errno: string;
      }
    | {
        readonly kind: 'wait';
        readonly until: Expression;
        readonly unless: readonly { readonly event: 'killed' | 'stopped'; readonly errno: string }[];
      }
    /** The kernel drops a lock here: others may run. */
    | { readonly kind: 'gap'; readonly in: string; readonly lock: string }
    /** What is done, in reverse order of their registration, when a later step fails. */
    | { readonly kind: 'undo'; readonly steps: readonly Step[] }
  );

/** The lists nested directly in a step. */
export function nested(step: Step): readonly (readonly Step[])[] {
  switch (step.kind) {
    case 'switch':
      return [
        ...step.cases.map((each) => each.steps),
        ...(Array.isArray(step.otherwise) ? [step.otherwise as readonly Step[]] : []),
      ];
    case 'each-element':
    case 'each-row':
    case 'each-gap':
    case 'undo':
      return [step.steps];
    case 'fault':
      return step.instead === null ? [] : [step.instead];
    default:
      return [];
  }
}

/** Every step of a list, outer before inner, in order. */
export function* walk(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    for (const list of nested(step)) yield* walk(list);
  }
}
