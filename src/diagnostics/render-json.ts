import type { Finding, Severity } from './finding.ts';
import { inOrder } from './finding.ts';
import { shownPath } from './render-text.ts';

/** A finding as `--json` prints it. The shape is an interface: members may be added, never renamed. */
export interface FindingJson {
  readonly code: string;
  readonly message: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly fix?: string;
}

/** Findings in the order of their place; file names relative to `folder` where they are below it. */
export function findingsJson(findings: readonly Finding[], folder: string): FindingJson[] {
  return inOrder(findings).map(({ code, severity, message, span, fix }) => {
    const json = { code, severity, message, ...span, file: shownPath(span.file, folder) };
    return fix === undefined ? json : { ...json, fix };
  });
}
