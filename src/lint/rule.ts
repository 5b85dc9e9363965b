import type { Code } from '../diagnostics/catalogue.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Interface } from '../spec/interface.ts';

/** What a rule looks at. */
export interface Context {
  /** The base, or the base with the proposal's delta. */
  readonly current: Interface;
  /** What `current` grew from, and must stay compatible with; null where it is a base itself. */
  readonly base: Interface | null;
}

/** What a rule found. The runner adds the rule's code and name. */
export interface Remark {
  /** Says which member, and on which ABI where that matters. */
  readonly message: string;
  readonly span: Span;
  /** What to write instead, as one sentence. */
  readonly fix?: string;
}

/** One rule of the kernel's user ABI. Why it exists is in the catalogue, under its code. */
export interface Rule {
  readonly code: Code;
  /** Stands before the message: `hole`. */
  readonly name: string;
  check(context: Context): Iterable<Remark>;
}
