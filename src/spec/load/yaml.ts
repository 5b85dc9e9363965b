import { Composer, isMap, isPair, LineCounter, type CST, type Document, type Node } from 'yaml';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import { wholeFile, type Span } from '../../diagnostics/span.ts';
import { BoundedParser, TooDeep } from './bounded-parser.ts';
import { structureFindings } from './structure.ts';
import { characterFindings } from './characters.ts';
import { syntaxFinding } from './syntax-finding.ts';

/** A spec file may not be larger than this, in characters: twice what all files of iommufd have together. */
export const maximumSize = 1 << 18;

/** A parsed file that can say where each of its nodes stands. */
export interface YamlFile {
  readonly file: string;
  readonly text: string;
  readonly document: Document.Parsed;
  spanOf(node: Node): Span;
  /** The span of a part of the text, in characters from its start. */
  spanAt(start: number, end: number): Span;
}

/** Parses one file. A file with findings is not to be used further. */
export function parseYaml(
  file: string,
  text: string,
): { readonly yaml: YamlFile | null; readonly findings: readonly Finding[] } {
  const unread = (findings: readonly Finding[]) => ({ yaml: null, findings });
  if (text.length > maximumSize)
    return unread([
      finding(
        'YAML0005',
        `the file has ${String(text.length)} characters; at most ${String(maximumSize)} are read`,
        wholeFile(file),
      ),
    ]);
  const lines = new LineCounter();
  const spanAt = (start: number, end: number): Span => {
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
  let parsed: Parsed;
  try {
    parsed = compose(text, lines);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return unread([finding('YAML0005', error.message, spanAt(error.offset, error.offset + 1))]);
  }
  const { document, directive, second } = parsed;
  const yaml: YamlFile = {
    file,
    text,
    document,
    spanOf: (node) => (node.range ? spanAt(node.range[0], node.range[1]) : wholeFile(file)),
    spanAt,
  };
  const characters = characterFindings(file, text);
  const directives = directive
    ? [
        finding(
          'YAML0007',
          'directives are not used in specs',
          spanAt(directive.offset, directive.offset + directive.source.length),
          'remove the line',
        ),
      ]
    : [];
  // What follows a mistake of syntax is read in its light, and would only repeat it; so would one that follows from a
  // character that cannot be seen.
  const [first] = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const others = !first
    ? [...secondDocument(second, spanAt), ...structureFindings(yaml)]
    : characters.length === 0
      ? [syntaxFinding(first, text, spanAt)]
      : [];
  const findings = [...characters, ...directives, ...others];
  return { yaml: findings.length === 0 ? yaml : null, findings };
}

function secondDocument(start: number | null, spanAt: YamlFile['spanAt']): readonly Finding[] {
  if (start === null) return [];
  return [finding('YAML0001', 'a second document starts here; a file holds one spec', spanAt(start, start + 3))];
}

interface Parsed {
  readonly document: Document.Parsed;
  readonly directive: CST.Directive | null;
  /** Where a second document starts. */
  readonly second: number | null;
}

function compose(text: string, lines: LineCounter): Parsed {
  let directive: CST.Directive | null = null;
  const tokens = function* (): Generator<CST.Token> {
    for (const token of new BoundedParser(lines.addNewLine).parse(text)) {
      // One that were obeyed could change what the rest means, `%YAML 1.1` for one.
      if (token.type === 'directive') directive ??= token;
      else yield token;
    }
  };
  // Duplicate keys are found in structure.ts: the library compares each key with every other.
  const composer = new Composer({ uniqueKeys: false, stringKeys: true, version: '1.2', merge: false });
  const [document, next] = [...composer.compose(tokens(), true, text.length)];
  if (!document) throw new Error('a stream has at least one document');
  return { document, directive, second: next?.range[0] ?? null };
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
