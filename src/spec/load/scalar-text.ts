import { isScalar, type Node, type Scalar } from 'yaml';
import type { Text, TextPart } from '../syntax.ts';
import type { YamlFile } from './yaml.ts';

/** A scalar's text as a spec has it: that of a string, or of a number as it is written. */
export function textOf(node: Scalar): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/**
 * A scalar's text, and where each of its characters stands. Quotes, escapes, line breaks that fold into a blank, and the
 * indentation of blocks make the file longer than the text: what is not blank stands in both in the same order.
 */
export function scalarText(yaml: YamlFile, node: Node): Text {
  const [from, to] = node.range ?? [0, 0];
  const text = isScalar(node) ? textOf(node) : '';
  if (text === '') return { text, span: yaml.spanAt(from, to) };
  const quote = isQuoted(node) ? 1 : 0;
  if (yaml.text.slice(from + quote, to - quote) === text) return { text, span: yaml.spanAt(from + quote, to - quote) };
  const { parts, last } = partsOf(yaml, node, text);
  const first = parts[0];
  const whole = yaml.spanAt(from, last);
  return { text, span: first ? { ...whole, line: first.line, column: first.column } : whole, parts };
}

/** The runs of characters that stand in the file as in the text, and where the last one ends. */
function partsOf(yaml: YamlFile, node: Node, text: string): { readonly parts: readonly TextPart[]; last: number } {
  const [from, to] = node.range ?? [0, 0];
  const parts: TextPart[] = [];
  let at = contentStart(yaml.text, node, from);
  let expected = -1;
  let start = 0;
  let last = at;
  for (const character of text) {
    if (!isBlank(character)) at = skipBlanks(yaml.text, node, at, to);
    if (at !== expected) {
      const { line, column } = yaml.spanAt(at, at);
      parts.push({ start, line, column });
    }
    expected = at + character.length;
    at = Math.min(at + sourceLength(yaml.text, node, at, character), to);
    start += character.length;
    if (!isBlank(character)) last = at;
  }
  return { parts, last };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

function isQuoted(node: Node): boolean {
  return isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
}

function contentStart(text: string, node: Node, from: number): number {
  if (isQuoted(node)) return from + 1;
  if (!isScalar(node) || (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED')) return from;
  const line = text.indexOf('\n', from);
  return line < 0 ? from : line + 1;
}

/** Past blanks, line breaks, and backslashes that join lines. */
function skipBlanks(text: string, node: Node, from: number, to: number): number {
  let at = from;
  const joins = isScalar(node) && node.type === 'QUOTE_DOUBLE';
  while (at < to && (isBlank(text[at]) || (joins && text[at] === '\\' && /[\r\n]/.test(text[at + 1] ?? '')))) at++;
  return at;
}

/** How many characters of the file stand for one of the text. */
function sourceLength(text: string, node: Node, at: number, character: string): number {
  if (isScalar(node) && node.type === 'QUOTE_DOUBLE' && text[at] === '\\') {
    const digits = { x: 2, u: 4, U: 8 }[text[at + 1] ?? ''] ?? 0;
    return 2 + digits;
  }
  if (isScalar(node) && node.type === 'QUOTE_SINGLE' && text.startsWith("''", at)) return 2;
  // A blank may stand for a line break, which the next character that is not blank skips.
  if (isBlank(character) && text[at] !== character) return 0;
  return character.length;
}
