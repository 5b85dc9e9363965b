import { finding, type Finding } from '../../diagnostics/finding.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Span } from '../../diagnostics/span.ts';

/** The finding for a name that means nothing in a scope. */
export function unknownName(name: string, span: Span, known: Iterable<string>): Finding {
  const close = nearest(name, known);
  return finding(
    'SEM0003',
    `unknown name '${name}' in expression${close === null ? '' : `; did you mean '${close}'?`}`,
    span,
    close === null ? undefined : `write ${close}`,
  );
}
