import type { LookupKind } from '../../spec/interface.ts';
import { commaList, type Breakable } from '../text/breakable.ts';
import type { Reference } from './exit.ts';

/** What the getters of objects return by themselves for an id that names none (iommufd_get_object(), main.c). */
const errnoOfGetters = 'ENOENT';

/** A look-up in C: the call that takes a reference, the test for its failure, and what drops it again. */
export interface LookupInC {
  readonly type: string;
  readonly get: Breakable;
  readonly failed: string;
  /** What the function returns where the look-up fails. */
  readonly value: string;
  readonly reference: Reference;
}

/** Splits at the commas that are in no brackets. */
function splitList(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(' || character === '[') depth += 1;
    if (character === ')' || character === ']') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** A call as C that may be broken after its commas. */
export function callLayout(text: string): Breakable {
  const [, open, inside] = /^(\w+\()(.*)\)$/s.exec(text) ?? [];
  return open === undefined || inside === undefined ? text : { open, inside: commaList(splitList(inside)), close: ')' };
}

/** The name that a look-up's variable has in C before it is made free of others: the spec's `as`, or the kind's own. */
export function wantedVariable(kind: string, c: NonNullable<LookupKind['c']>, variable: string): string {
  return variable === kind.replaceAll('-', '_') ? c.variable : variable;
}

/**
 * A look-up in C.
 *
 * @param key the id or descriptor, as C
 * @param variable the variable of C that gets the pointer
 * @param errno what the spec says it fails with
 */
export function lookupInC(c: NonNullable<LookupKind['c']>, key: string, variable: string, errno: string): LookupInC {
  const renamed = (text: string): string => text.replaceAll(/\w+/g, (word) => (word === c.variable ? variable : word));
  const own = c.failed.startsWith('IS_ERR(') && errno === errnoOfGetters;
  return {
    type: c.type,
    get: callLayout(c.get.replaceAll('{key}', () => key)),
    failed: renamed(c.failed),
    value: own ? `PTR_ERR(${variable})` : `-${errno}`,
    reference: { variable, put: `${renamed(c.put)};` },
  };
}
