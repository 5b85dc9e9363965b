import { sep } from 'node:path';
import { catalogue, type Code } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import type { Finding } from './finding.ts';
import { inOrder } from './finding.ts';
import { shownPath } from './render-text.ts';

/**
 * Findings as a SARIF 2.1.0 log (OASIS standard), for code hosts and editors. Lists the rules that fired, with what
 * `explain` says of them. File names below `folder` are relative to it.
 */
export function sarifLog(findings: readonly Finding[], folder: string, version: string): object {
  const ordered = inOrder(findings);
  const codes = [...new Set(ordered.map((each) => each.code))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'abiwright', version, rules: codes.map(rule) } },
        columnKind: 'utf16CodeUnits',
        results: ordered.map((each) => result(each, codes.indexOf(each.code), folder)),
      },
    ],
  };
}

function rule(code: Code): object {
  const entry: CatalogueEntry = catalogue[code];
  return {
    id: code,
    shortDescription: { text: entry.title },
    fullDescription: { text: entry.why },
    help: { text: `Instead of\n\n${entry.bad}\n\nwrite\n\n${entry.good}` },
    defaultConfiguration: { level: entry.severity },
  };
}

function result(each: Finding, ruleIndex: number, folder: string): object {
  const { span } = each;
  const uri = shownPath(span.file, folder).split(sep).map(encodeURIComponent).join('/');
  return {
    ruleId: each.code,
    ruleIndex,
    level: each.severity,
    message: { text: each.fix === undefined ? each.message : `${each.message} (fix: ${each.fix})` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uri.startsWith('/') ? `file://${uri}` : uri },
          region: {
            startLine: span.line,
            startColumn: span.column,
            endLine: span.endLine,
            endColumn: span.endColumn,
          },
        },
      },
    ],
  };
}
