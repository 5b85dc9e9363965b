import { parseExpressionAt, type Expression as Parsed } from 'acorn';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Text } from '../syntax.ts';
import { textSpan } from '../text-span.ts';
import { Checker } from './check.ts';
import type { Expression } from './expression.ts';
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
  let tree: Parsed;
  try {
    tree = parseExpressionAt(text.text, 0, { ecmaVersion: 2020 });
  } catch (error) {
    if (error instanceof RangeError)
      return failed(finding('SEM0001', 'the expression is nested too deeply', text.span));
    if (!(error instanceof SyntaxError)) throw error;
    const at = 'pos' in error && typeof error.pos === 'number' ? error.pos : 0;
    return failed(
      finding(
        'SEM0001',
        `not a C expression: ${error.message.replace(/ \(\d+:\d+\)$/, '').toLowerCase()}`,
        place(at, at + 1),
      ),
    );
  }
  const rest = text.text.slice(tree.end);
  if (rest.trim() !== '') {
    const at = tree.end + rest.length - rest.trimStart().length;
    return failed(
      finding(
        'SEM0001',
        `the expression ends before '${rest.trim()}'`,
        place(at, text.text.length),
        /^\s*\(/.test(text.text) ? 'there are no casts: all arithmetic is unsigned 64-bit' : undefined,
      ),
    );
  }
  const checker = new Checker(place);
  const expression = checker.check(tree, scope);
  return { expression: checker.findings.length === 0 ? expression : null, findings: checker.findings };
}

function failed(one: Finding): ParsedExpression {
  return { expression: null, findings: [one] };
}
