import type { Span } from '../diagnostics/span.ts';
import type { Expression } from '../spec/expression/expression.ts';
import type { Step, Target } from '../spec/step.ts';
import type { Struct } from '../spec/interface.ts';

/** Where an instruction came from. */
export interface Origin {
  readonly step: Step;
  readonly span: Span;
  /** The verbs whose steps were put in the place of their calls, outermost first; empty in the ioctl's own list. */
  readonly verbs: readonly string[];
}

/** The index of an instruction. */
export type Label = number;

/**
 * One instruction of a lowered list of steps. Verbs are inlined, so locals have their verb's mark in
 * their name; undo is expanded, so every way out of the program is written out.
 */
export type Instruction = { readonly origin: Origin } & (
  | { readonly op: 'assign'; readonly target: Target; readonly value: Expression }
  /** Goes to `otherwise` unless the condition holds. */
  | { readonly op: 'test'; readonly when: Expression; readonly otherwise: Label }
  | { readonly op: 'jump'; readonly to: Label }
  /** Binds `variable` to the row of `table` that `where` is true of; none: `otherwise`. */
  | {
      readonly op: 'find';
      readonly table: string;
      readonly row: string;
      readonly variable: string;
      readonly where: Expression;
      readonly otherwise: Label;
    }
  /** Starts a loop: forgets how far it had come. */
  | { readonly op: 'restart'; readonly cursor: string }
  | {
      readonly op: 'next-row';
      readonly table: string;
      readonly variable: string;
      readonly where: Expression;
      readonly cursor: string;
      readonly done: Label;
    }
  | {
      readonly op: 'next-gap';
      readonly table: string;
      readonly variable: string;
      readonly where: Expression;
      readonly from: Expression;
      readonly to: Expression;
      readonly cursor: string;
      readonly done: Label;
    }
  | {
      readonly op: 'next-element';
      readonly variable: string;
      readonly at: Expression;
      readonly count: Expression;
      readonly struct: Struct;
      readonly cursor: string;
      readonly done: Label;
      readonly faulted: Label;
    }
  | {
      readonly op: 'insert';
      readonly table: string;
      readonly variable: string | null;
      readonly row: Readonly<Record<string, Expression>>;
    }
  | { readonly op: 'remove'; readonly table: string; readonly variable: string; readonly where: Expression }
  | {
      readonly op: 'choose';
      readonly variable: string;
      readonly from: Expression;
      readonly to: Expression;
      readonly aligned: Expression;
      readonly offset: Expression;
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
      readonly struct: Struct;
      readonly values: Readonly<Record<string, Expression>>;
      readonly faulted: Label;
    }
  /** Others may run here; where `until` is given, nothing goes on before it holds. */
  | {
      readonly op: 'yield';
      readonly until: Expression | null;
      readonly unless: readonly { readonly event: 'killed' | 'stopped'; readonly to: Label }[];
    }
  /** The end. `errno` is null for success. */
  | { readonly op: 'return'; readonly errno: string | null }
);

/** A lowered list of steps. Runs from instruction 0. */
export interface Program {
  readonly name: string;
  readonly instructions: readonly Instruction[];
}
