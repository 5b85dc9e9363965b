import { mapParts, subexpressions, type Expression } from '../../spec/expression/expression.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import type { Step } from '../../spec/step.ts';
import { flat } from '../text/breakable.ts';
import { printExpression, specNaming } from '../text/expression.ts';
import { cNumber } from '../uapi/number.ts';
import { placeOf, unsignedValue } from './argument.ts';
import { needsWidening } from './arithmetic.ts';
import { decisionOf, negation } from './condition.ts';
import { lookupInC, wantedVariable } from './lookup.ts';
import { surroundings } from './surroundings.ts';

/**
 * A step of the base as the kernel may have it, so that it is found in a function by its tokens: see HandlerAmendment. The
 * likeliest form comes first. Empty where C may have anything.
 */
export type Anchor = readonly string[];

/** The expression as C, with variables under the names of the spec; null for the state of the model. */
function printed(expression: Expression, { struct }: Ioctl): string | null {
  const unprintable = ['column', 'quantifier', 'state-value', 'null', 'call-size'];
  const all = [...subexpressions(expression)];
  if (all.some(({ op, type }) => unprintable.includes(op) || type.kind === 'row')) return null;
  return printExpression(inlined(expression), {
    ...specNaming,
    field: (path) => {
      const place = placeOf(struct, 'cmd->', path);
      return place === null ? path.join('.') : unsignedValue(place);
    },
    number: cNumber,
    cast: (each) => (needsWidening(each) ? '(u64)' : ''),
  });
}

function inlined(expression: Expression): Expression {
  return expression.op === 'function' ? inlined(expression.body) : mapParts(expression, inlined);
}

/** `!x` in the place of `x == 0`, and `x` in that of `x != 0`. */
function withoutZero(expression: Expression): Expression {
  if (expression.op === 'binary' && ['==', '!='].includes(expression.operator)) {
    const { operator, left, right } = expression;
    if (right.op === 'number' && right.value === 0n && right.name === null)
      return operator === '==' ? negation(left) : left;
  }
  return mapParts(expression, withoutZero);
}

/** Ways to write a condition. */
function conditions(expression: Expression, ioctl: Ioctl): readonly string[] {
  const ways = [expression, withoutZero(expression)].flatMap((each) => printed(each, ioctl) ?? []);
  // Some authors put a mask of one flag in parentheses too.
  const masks = ways.map((each) => each.replaceAll(/~(\w+)/g, '~($1)'));
  return [...new Set([...ways, ...masks])];
}

/** Ways to leave a function with a value: at once, through a label, or after something is dropped. */
function exits(value: string): readonly string[] {
  return [`return ${value};`, `{ ... rc = ${value}; goto ...; }`, `{ ... return ${value}; }`];
}

function lookup(step: Extract<Step, { kind: 'lookup' }>, ioctl: Ioctl, subject: Interface): Anchor {
  const kind = subject.lookups.get(step.lookup)?.c ?? null;
  const place = step.key.op === 'field' ? placeOf(ioctl.struct, 'cmd->', step.key.path) : null;
  if (kind === null || place === null) return [];
  const name = step.key.op === 'field' ? (step.key.path.at(-1) ?? '') : '';
  const variables = [wantedVariable(step.lookup, kind, step.variable), name.replace(/_id$/, ''), kind.variable];
  return [...new Set(variables)].flatMap((variable) => {
    const { get, failed, value } = lookupInC(kind, place.text, variable, step.errno);
    return exits(value).map((exit) => `${variable} = ${flat(get)}; if (${failed}) ${exit}`);
  });
}

function branches(step: Extract<Step, { kind: 'switch' }>, ioctl: Ioctl): Anchor {
  const decision = decisionOf(step);
  if (decision === null) return conditions(step.on, ioctl).map((on) => `switch (${on}) {...}`);
  const [whens, nots] = [decision.when, negation(decision.when)].map((each) => conditions(each, ioctl));
  const both = (whens ?? []).flatMap((when) => [`if (${when}) {...} else {...}`, `if (${when}) {...}`]);
  return [...both, ...(nots ?? []).map((not) => `if (${not}) {...}`)];
}

function call(verb: string, where: 'before' | 'after', subject: Interface): Anchor {
  const name = subject.verbs.get(verb)?.standsFor ?? '';
  if (!/^\w+$/.test(name)) return [];
  const called = `rc = ${name}(...);`;
  return where === 'before' ? [called] : [`${called} if (rc) goto ...;`, `${called} if (rc) return rc;`];
}

/**
 * The anchor of a step of the base.
 *
 * @param where on which side of it something is to be put
 */
export function anchorOf(step: Step, where: 'before' | 'after', ioctl: Ioctl, subject: Interface): Anchor {
  switch (step.kind) {
    case 'reject':
      return conditions(step.when, ioctl).flatMap((when) =>
        exits(`-${step.errno}`).map((exit) => `if (${when}) ${exit}`),
      );
    case 'lookup':
      return lookup(step, ioctl, subject);
    case 'switch':
      return branches(step, ioctl);
    case 'call':
      return call(step.verb, where, subject);
    case 'set': {
      const target = printed(step.target, ioctl);
      const to = printed(step.to, ioctl);
      return target === null || to === null ? [] : [`${target} = ${to};`];
    }
    case 'reply': {
      const { respond } = surroundings(subject.family);
      return step.fields === null ? [`rc = ${respond}(ucmd, sizeof(*cmd));`] : [];
    }
    default:
      return [];
  }
}
