import type { Expression as Parsed } from 'acorn';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import type { Span } from '../../diagnostics/span.ts';

/** What the parser reads beyond C. */
export const beyondC: Readonly<Partial<Record<Parsed['type'], string>>> = {
  ArrayExpression: 'a list in brackets',
  ArrowFunctionExpression: "'=>'",
  AssignmentExpression: 'an assignment',
  AwaitExpression: "'await'",
  ChainExpression: "'?.'",
  ClassExpression: "'class'",
  FunctionExpression: "'function'",
  ImportExpression: "'import'",
  NewExpression: "'new'",
  ObjectExpression: 'a list in braces',
  SequenceExpression: "','",
  TaggedTemplateExpression: 'a text in backquotes',
  TemplateLiteral: 'a text in backquotes',
  ThisExpression: "'this'",
  UpdateExpression: 'an assignment',
  YieldExpression: "'yield'",
};

/** The finding for what C or another language has, and expressions have not. */
export function notPart(what: string, span: Span, fix?: string): Finding {
  return finding('SEM0001', `${what} is not part of the expression language`, span, fix);
}

/** Nested deeper, an expression is a mistake or an attack; compilers have the same bound. */
export const maximumDepth = 256;

export function tooDeep(span: Span): Finding {
  return finding('SEM0001', `the expression is nested more than ${String(maximumDepth)} levels deep`, span);
}
