import { parseExpressionAt, type Expression as Parsed } from 'acorn';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Text } from '../syntax.ts';
import { textSpan } from '../text-span.ts';
import { Checker } from './check.ts';
import type { Expression } from './expression.ts';
import { maximumDepth, notPart, tooDeep } from './not-part.ts';
import type { Scope } from './scope.ts';

/** An expression longer than this is a mistake or an attack. */
const maximumLength = 2000;

export interface ParsedExpression {
  /** Null where the text has findings. */
  readonly expression: Expression | null;
  readonly findings: readonly Finding[];
}

/** Reads a C expression and gives every name in it its meaning. */
export function parseExpression(text: Text, scope: Scope): ParsedExpression {
  const place = (start: number, end: number): Span => textSpan(text, start, end);
  if (text.text.length > maximumLength)
    return failed(
      finding(
        'SEM0001',
        `the expression has ${String(text.text.length)} characters; at most ${String(maximumLength)} are read`,
        text.span,
      ),
    );
  const escape = text.text.indexOf('\\');
  if (escape >= 0) return failed(notPart("a '\\'", place(escape, escape + 1)));
  // The parser is recursive.
  const deep = deepBracket(text.text);
  if (deep >= 0) return failed(tooDeep(place(deep, deep + 1)));
  const comments: Span[] = [];
  let tree: Parsed;
  try {
    tree = parseExpressionAt(text.text, 0, {
      ecmaVersion: 2020,
      // Without, `(a)` would end before its closing parenthesis.
      preserveParens: true,
      onComment: (_isBlock, _text, start, end) => comments.push(place(start, end)),
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failed(syntaxFinding(error, text.text, place));
  }
  const [comment] = comments;
  if (comment) return failed(notPart('a comment', comment, "say it in the step's doc, or after a # of YAML"));
  const rest = text.text.slice(tree.end);
  if (rest.trim() !== '') {
    const at = tree.end + rest.length - rest.trimStart().length;
    return failed(
      finding(
        'SEM0001',
        `the expression ends before '${short(rest.trim())}'`,
        place(at, text.text.length),
        /\(\s*(?:(?:unsigned|signed|struct)\s+)*[A-Za-z_]\w*[\s*]*\)\s*$/.test(text.text.slice(0, at))
          ? 'there are no casts: all arithmetic is unsigned 64-bit'
          : undefined,
      ),
    );
  }
  const checker = new Checker(place);
  const expression = checker.check(tree, scope);
  return { expression: checker.findings.length === 0 ? expression : null, findings: checker.findings };
}

/** The index of the first bracket that is nested too deeply; -1 where none is. */
function deepBracket(text: string): number {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if ('([{'.includes(character) && ++depth > maximumDepth) return index;
    if (')]}'.includes(character) && depth > 0) depth--;
  }
  return -1;
}

/** What the parser stumbled over; its own words speak of another language. */
function syntaxFinding(error: SyntaxError, text: string, place: (start: number, end: number) => Span): Finding {
  const at = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
  if (error.message.startsWith('Not enough stack space')) return tooDeep(place(at, at + 1));
  const word = /^(?:[A-Za-z0-9_]+|->|\+\+|--|.)/su.exec(text.slice(at))?.[0];
  if (word === undefined || text.slice(at).trim() === '')
    return finding(
      'SEM0001',
      'the expression ends where an operand or a closing parenthesis is missing',
      place(at, at + 1),
    );
  return finding(
    'SEM0001',
    `not a C expression: '${short(word)}' cannot stand here`,
    place(at, at + word.length),
    /^[0-9]/.test(text.slice(0, at).match(/\w+$/)?.[0] ?? '') ? 'numbers have no suffix and no separators' : undefined,
  );
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function failed(one: Finding): ParsedExpression {
  return { expression: null, findings: [one] };
}
