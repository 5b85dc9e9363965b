import type { Span } from '../../diagnostics/span.ts';

/** A world that SPIN could not take, however it is written: it has limits of its own. */
export class PromelaLimit extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}
