import type { Span } from './span.ts';
import { catalogue, type Code } from './catalogue.ts';

export type Severity = 'error' | 'warning';

/** One thing that is wrong with a spec, a tree or a recording, and where. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** What to write instead, as one sentence; absent where no single mend is right. */
  readonly fix?: string;
}

/** Makes a finding; the severity is the catalogue's. */
export function finding(code: Code, message: string, span: Span, fix?: string): Finding {
  const base = { code, severity: catalogue[code].severity, message, span };
  return fix === undefined ? base : { ...base, fix };
}

/** Findings in the order of their place, so that output does not depend on the order of the rules. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      (a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : 0) ||
      a.span.line - b.span.line ||
      a.span.column - b.span.column ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
      (a.message < b.message ? -1 : a.message > b.message ? 1 : 0),
  );
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((each) => each.severity === 'error');
}
