import type { Span } from '../diagnostics/span.ts';
import type { Expression, ValueType } from '../spec/expression/expression.ts';
import type { Step, Target } from '../spec/step.ts';
import type { Struct } from '../spec/interface.ts';

/** Where an instruction came from. */
export interface Origin {
  readonly step: Step;
  readonly span: Span;
  /** The verbs whose steps were put in the place of their calls, outermost first; empty in the ioctl's own list. */
  readonly verbs: readonly string[];
}

/** The local that is true once a call has come to a step that says `keeps`. Only the evaluator looks at it. */
export const keptLocal = '#kept';

/** The index of an instruction. */
export type Label = number;

/** Rows of a table that a condition is true of; in the condition the row is the variable `row`, which is no local. */
interface Matching {
  readonly table: string;
  readonly row: string;
  readonly where: Expression;
}

/**
 * One instruction of a lowered list of steps; unless it says otherwise the next one follows. Verbs are inlined, so a
 * local has the calls that led to it in its name; undo is expanded, so every way out of the program is written out.
 */
export type Instruction = { readonly origin: Origin } & (
  | { readonly op: 'assign'; readonly target: Target; readonly value: Expression }
  | { readonly op: 'test'; readonly when: Expression; readonly yes: Label; readonly no: Label }
  | { readonly op: 'jump'; readonly to: Label }
  /** Binds `variable` to the first matching row; there is none: `none`. */
  | ({ readonly op: 'find'; readonly variable: string; readonly none: Label } & Matching)
  /** Starts a loop: the cursor forgets how far it had come. */
  | { readonly op: 'restart'; readonly cursor: string }
  /** Binds `variable` to the first matching row behind the cursor, and moves the cursor onto it. */
  | ({
      readonly op: 'next-row';
      readonly cursor: string;
      readonly variable: string;
      readonly done: Label;
    } & Matching)
  /** Binds `first` and `last` to the first range behind the cursor that no matching row has a part of. */
  | ({
      readonly op: 'next-gap';
      readonly cursor: string;
      readonly from: Expression;
      readonly to: Expression;
      readonly first: string;
      readonly last: string;
      readonly done: Label;
    } & Matching)
  | {
      readonly op: 'next-element';
      readonly cursor: string;
      readonly at: Expression;
      readonly count: Expression;
      readonly struct: Struct;
      /** The local that each member of the element is read into, by the member's name in expressions. */
      readonly members: Readonly<Record<string, string>>;
      readonly done: Label;
      readonly faulted: Label;
    }
  | {
      readonly op: 'insert';
      readonly table: string;
      readonly variable: string | null;
      readonly values: Readonly<Record<string, Expression>>;
    }
  | ({ readonly op: 'remove' } & Matching)
  /** Binds `variable` to a multiple of `aligned` that has all bits of `bits`, in [from, to], for which `where` holds. */
  | {
      readonly op: 'choose';
      readonly variable: string;
      /** The member of the argument that tells userspace what was chosen; null where none does. */
      readonly told: string | null;
      readonly from: Expression;
      readonly to: Expression;
      readonly aligned: Expression;
      readonly bits: Expression;
      readonly where: Expression;
      readonly none: Label;
    }
  /** The environment decides; where it lets the allocation or the driver fail: `failed`. */
  | { readonly op: 'may-fail'; readonly errno: string; readonly failed: Label }
  | { readonly op: 'copy-out'; readonly fields: readonly string[] | null; readonly faulted: Label }
  | {
      readonly op: 'copy-out-element';
      readonly at: Expression;
      readonly index: Expression;
      /** How many elements are written alike. */
      readonly count: Expression;
      readonly struct: Struct;
      /** Null where the kernel may write anything. */
      readonly values: Readonly<Record<string, Expression>> | null;
      readonly faulted: Label;
    }
  /** Others may run here; where `until` is given, nothing goes on before it holds. */
  | {
      readonly op: 'yield';
      readonly until: Expression | null;
      readonly unless: readonly { readonly event: 'killed' | 'stopped'; readonly to: Label }[];
      /** The locals and cursors that are read again later; all others are cleared here. */
      readonly live: readonly string[];
    }
  /** The end. `errno` is null for success. */
  | { readonly op: 'return'; readonly errno: string | null }
);

/** A variable of a program. It begins as 0, false or null, and holds no more than its type does. */
export interface Local {
  readonly name: string;
  readonly type: ValueType;
}

/**
 * How far a loop has come. Over rows: not begun, or the `first` and the slot of the last row it went to (never the row,
 * which may be gone). Over gaps: not begun, or the end of the last gap. Over elements: how many have been read.
 */
export interface Cursor {
  readonly name: string;
  readonly over: 'rows' | 'gaps' | 'elements';
}

/**
 * A lowered list of steps. Runs from instruction 0 to a `return`. Locals and cursors are all that it
 * remembers beside the tables and the argument.
 */
export interface Program {
  readonly name: string;
  /** What the surroundings give; among them `context`, `process` and `thread`, whose call it is. */
  readonly parameters: readonly Local[];
  readonly locals: readonly Local[];
  readonly cursors: readonly Cursor[];
  readonly instructions: readonly Instruction[];
}
