import { finding, type Finding } from '../../diagnostics/finding.ts';
import type { Code } from '../../diagnostics/catalogue.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Span } from '../../diagnostics/span.ts';

/** Collects what is wrong while an interface is resolved. */
export class Findings {
  readonly list: Finding[] = [];

  add(code: Code, message: string, span: Span, fix?: string): void {
    this.list.push(finding(code, message, span, fix));
  }

  addAll(findings: readonly Finding[]): void {
    this.list.push(...findings);
  }

  /** For a name that is declared nowhere. */
  unknown(what: string, name: string, span: Span, known: Iterable<string>): void {
    const close = nearest(name, known);
    this.add('SPEC0006', `unknown ${what} '${name}'`, span, close === null ? undefined : `did you mean '${close}'?`);
  }

  /** Collects by name, reporting a second element of the same name. */
  unique<T extends { readonly span: Span }>(
    what: string,
    elements: readonly T[],
    nameOf: (element: T) => string,
  ): Map<string, T> {
    const found = new Map<string, T>();
    for (const element of elements) {
      const name = nameOf(element);
      const first = found.get(name);
      if (first)
        this.add(
          'SPEC0005',
          `${what} '${name}' is already declared at ${first.span.file}:${String(first.span.line)}`,
          element.span,
        );
      else found.set(name, element);
    }
    return found;
  }

  /** Refuses control characters: a title becomes a mail header, documentation a comment. */
  plainText(what: string, text: string, span: Span, mayWrap: boolean): void {
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    const bad = mayWrap
      ? /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
      : /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
    const at = bad.exec(text);
    if (at)
      this.add(
        'SPEC0010',
        `${what} has the control character U+${(at[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
        span,
        'remove it',
      );
  }
}
