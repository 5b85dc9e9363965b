import type { Span } from '../diagnostics/span.ts';
import type { Expression } from './expression/expression.ts';

/** When an expectation is looked at: in each state, where the kernel has nothing left to do, where no call is in flight. */
export const moments = ['always', 'quiet', 'idle'] as const;
export type Moment = (typeof moments)[number];

/** Properties that no spec states, because they are about who sleeps where, what is gone, what never ends, and what is never done. */
export const builtInProperties = [
  'no-user-wedge',
  'no-lock-to-user',
  'no-dangling-reference',
  'kernel-work-ends',
  'no-dead-step',
] as const;

/** What must hold in every state of a kind, or must follow. */
export interface Property {
  readonly name: string;
  readonly span: Span;
  readonly doc: string;
  readonly at: Moment;
  /** Once this was true, `holds` is true at some moment before the kernel has nothing left to do; null for an invariant. */
  readonly after: Expression | null;
  readonly holds: Expression;
  /** Where this is true, the property may be broken: the spec declares so. Null where nothing excuses. */
  readonly unless: Expression | null;
  /** Why it is excused, and since when. */
  readonly because: string | null;
  /** True in the states that the property is about; a world without one says nothing of it. Null for every state. */
  readonly witness: Expression | null;
}

/** A number of the state whose greatest value a comparison shows. */
export interface Measure {
  readonly name: string;
  readonly span: Span;
  readonly doc: string;
  readonly greatest: Expression;
}
