import { finding, type Finding } from '../../diagnostics/finding.ts';
import type { Code } from '../../diagnostics/catalogue.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Span } from '../../diagnostics/span.ts';

/** Collects what is wrong while an interface is resolved. */
export class Findings {
  readonly list: Finding[] = [];
  private readonly newest: string | null;

  /** Of two elements with one name, the finding is about the one in the file `newest`: a proposal's. */
  constructor(newest: string | null = null) {
    this.newest = newest;
  }

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
      if (!first) {
        found.set(name, element);
        continue;
      }
      const isNewer = first.span.file === this.newest && element.span.file !== this.newest;
      const [stays, again] = isNewer ? [element, first] : [first, element];
      found.set(name, stays);
      const where = `${stays.span.file}:${String(stays.span.line)}`;
      this.add('SPEC0005', `${what} '${name}' is already declared at ${where}`, again.span);
    }
    return found;
  }
}
