import { subexpressions, type Expression } from '../spec/expression/expression.ts';
import { printExpression } from './text/expression.ts';
import { capitalised } from './text/title.ts';

/** A condition on the way to a step, as Markdown. */
export interface Condition {
  readonly text: string;
  /** False where the step is reached unless the condition is true. */
  readonly holds: boolean;
}

/** An expression as Markdown: names and numbers as they are, all else as code. */
export function code(expression: Expression): string {
  const text = printExpression(expression);
  return expression.op === 'number' ? text : `\`${text}\``;
}

/** Conditions as the beginning of a sentence: "If `op` is SET, unless `length` is 0". */
export function conditionText(conditions: readonly Condition[]): string {
  const [holding, failing] = [true, false].map((holds) =>
    conditions.filter((each) => each.holds === holds).map((each) => each.text),
  );
  const positive = holding === undefined || holding.length === 0 ? [] : [`if ${holding.join(' and ')}`];
  const negative = failing === undefined || failing.length === 0 ? [] : [`unless ${failing.join(' or ')}`];
  return capitalised([...positive, ...negative].join(', '));
}

/** What a caller sees and sets, as opposed to the state of the kernel. */
const visible: ReadonlySet<Expression['op']> = new Set([
  'number',
  'symbol',
  'boolean',
  'field',
  'unary',
  'binary',
  'conditional',
]);

function isAboutArgument(expression: Expression): boolean {
  return [...subexpressions(expression)].every((each) => visible.has(each.op));
}

/** `!!x` as `x`: in a condition they are the same. */
function plainTruth(expression: Expression): Expression {
  const inner = expression.op === 'unary' && expression.operator === '!' ? expression.operand : null;
  return inner?.op === 'unary' && inner.operator === '!' ? plainTruth(inner.operand) : expression;
}

/** The flag and what holds it, of `flags & FLAG`. */
function flagTest(expression: Expression): { readonly holder: Expression; readonly flag: string } | null {
  if (expression.op !== 'binary' || expression.operator !== '&' || expression.right.op !== 'number') return null;
  return expression.right.name === null ? null : { holder: expression.left, flag: expression.right.name };
}

/** A condition in words: whether an expression is one of some values. */
function words(on: Expression, values: readonly Expression[]): { readonly text: string; readonly negated: boolean } {
  const [value] = values;
  const subject = plainTruth(on);
  const flag = flagTest(subject);
  const truth = value?.op === 'boolean' ? value.value : null;
  const isFlag = flag !== null && values.length === 1 && (truth !== null || printExpression(value ?? on) === flag.flag);
  if (isFlag) return { text: `${code(flag.holder)} has ${flag.flag}`, negated: truth === false };
  if (values.length === 1 && truth !== null) return { text: code(subject), negated: !truth };
  return { text: `${code(on)} is ${values.map(code).join(' or ')}`, negated: false };
}

function said(on: Expression, values: readonly Expression[], otherwise: boolean): Condition[] {
  if (![on, ...values].every(isAboutArgument)) return [];
  const { text, negated } = words(on, values);
  return [{ text, holds: negated === otherwise }];
}

/**
 * The condition under which a switch takes a case. Empty where it is about the state of
 * the kernel, which the documentation of the steps tells better.
 */
export function isCase(on: Expression, values: readonly Expression[]): readonly Condition[] {
  return said(on, values, false);
}

/** The condition under which a switch takes none of some cases. */
export function isNoCase(on: Expression, values: readonly Expression[]): readonly Condition[] {
  return said(on, values, true);
}
