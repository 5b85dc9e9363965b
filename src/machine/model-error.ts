import type { Span } from '../diagnostics/span.ts';

/** A mistake of a spec that only shows when its steps are lowered or run, as reading a column where there is no row. */
export class ModelError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** What the steps say of a choice is not enough to find one, or to tell that there is none. */
export class UndecidedChoice extends ModelError {}
