import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import { wholeFile, type Span } from '../../diagnostics/span.ts';

/** A spec file may not be larger than this, in bytes. */
export const maximumSize = 1 << 20;
/** Nor nest its collections deeper than this. */
export const maximumDepth = 40;

/** A parsed file that can say where each of its nodes stands. */
export interface YamlFile {
  readonly file: string;
  readonly document: Document.Parsed;
  spanOf(node: Node): Span;
}

/** Parses one file. A file with findings is not to be used further. */
export function parseYaml(
  file: string,
  text: string,
): { readonly yaml: YamlFile | null; readonly findings: readonly Finding[] } {
  if (text.length > maximumSize)
    return {
      yaml: null,
      findings: [
        finding(
          'YAML0005',
          `the file has ${String(text.length)} characters; at most ${String(maximumSize)} are read`,
          wholeFile(file),
        ),
      ],
    };
  const lines = new LineCounter();
  const span = (start: number, end: number): Span => {
    const from = lines.linePos(start);
    const to = lines.linePos(Math.max(start, end));
    return {
      file,
      line: Math.max(1, from.line),
      column: Math.max(1, from.col),
      endLine: Math.max(1, to.line),
      endColumn: Math.max(1, to.col),
    };
  };
  if (deepest(text) > 4 * maximumDepth) return { yaml: null, findings: [tooDeep(wholeFile(file))] };
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      stringKeys: true,
      logLevel: 'silent',
    });
  } catch (error) {
    // The parser is recursive: only a file that is nested absurdly can exhaust the stack.
    if (error instanceof RangeError) return { yaml: null, findings: [tooDeep(wholeFile(file))] };
    throw error;
  }
  const findings = [...document.errors, ...document.warnings].map((error) =>
    finding(
      error.code === 'DUPLICATE_KEY' ? 'YAML0002' : 'YAML0001',
      oneLine(error.message),
      span(error.pos[0], error.pos[1]),
    ),
  );
  const yaml: YamlFile = {
    file,
    document,
    spanOf: (node) => (node.range ? span(node.range[0], node.range[1]) : wholeFile(file)),
  };
  findings.push(...structure(yaml));
  return { yaml: findings.length === 0 ? yaml : null, findings };
}

function structure(yaml: YamlFile): Finding[] {
  const findings: Finding[] = [];
  visit(yaml.document, {
    Node(_key, node, path) {
      if (isAlias(node) || ('anchor' in node && node.anchor !== undefined))
        findings.push(
          finding('YAML0004', 'anchors and aliases are not used in specs', yaml.spanOf(node), 'write the value out'),
        );
      if (isCollection(node) && path.filter((each) => isCollection(each)).length >= maximumDepth) {
        findings.push(tooDeep(yaml.spanOf(node)));
        return visit.BREAK;
      }
      return undefined;
    },
  });
  const root = yaml.document.contents;
  if (findings.length === 0 && !isMap(root))
    findings.push(
      finding(
        'YAML0001',
        'the file is empty or no mapping; a spec is a mapping of keys to values',
        root ? yaml.spanOf(root) : wholeFile(yaml.file),
      ),
    );
  return findings;
}

function tooDeep(span: Span): Finding {
  return finding('YAML0005', `nested more than ${String(maximumDepth)} levels deep`, span);
}

/** An upper bound of the nesting, cheap and without recursion: brackets, and dashes at a line's start. */
function deepest(text: string): number {
  let depth = 0;
  let most = 0;
  for (const line of text.split('\n')) {
    const dashes = /^[\s-]*/.exec(line)?.[0].replace(/[^-]/g, '').length ?? 0;
    most = Math.max(most, dashes);
    for (const character of line) {
      if (character === '[' || character === '{') most = Math.max(most, ++depth);
      else if ((character === ']' || character === '}') && depth > 0) depth--;
    }
  }
  return most;
}

function oneLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/\s+at line \d+, column \d+:?$/, '');
}

/** The key node of `name` in a mapping, for findings about the key itself. */
export function keyNode(map: Node, name: string): Node | null {
  if (!isMap(map)) return null;
  for (const pair of map.items) {
    if (!isPair(pair)) continue;
    const key: unknown = pair.key;
    if (typeof key === 'object' && key !== null && 'value' in key && key.value === name) return key as Node;
  }
  return null;
}
