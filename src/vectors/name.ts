import type { Enum } from '../spec/interface.ts';
import { slotsOf, type Slot, type SymbolicCall } from './call.ts';
import { unknownId } from './candidates.ts';
import { valueAt, type Difference } from './difference.ts';
import type { Setup } from './setup.ts';
import type { Target } from './targets.ts';
import { same, type SymbolicValue } from './value.ts';

/** What a vector is named for. */
export interface Named {
  readonly setup: Setup;
  readonly call: SymbolicCall;
  readonly changed: readonly Difference[];
  readonly target: Target | null;
  readonly before: Target | null;
  /** True of a call that ends as it would without what is changed. */
  readonly alike: boolean;
}

/**
 * Names of vectors, the likeliest first; each is a C identifier. They begin with the errno, say which member is wrong and
 * how, and then, where that does not tell vectors apart, which verb finds it.
 */
export function* names(named: Named): Generator<string> {
  const { setup, call, changed, target, before, alike } = named;
  const mistakes = changed.map((difference) => mistake(difference, call, setup));
  const ending = target ? [target.errno] : ['success', ...variant(call)];
  const base = identifier(...(alike ? [] : ending), ...mistakes, ...(before ? ['before', before.errno] : []));
  yield base;
  const verb = target?.verbs.at(-1);
  if (verb !== undefined) yield identifier(base, verb);
  const last = setup.calls.at(-1);
  if (last && !target) yield identifier(base, 'after', last.ioctl.command);
  for (let number = 2; ; number++) yield `${base}_${String(number)}`;
}

/** Which operation a successful call is, and which flags it lacks. */
function variant(call: SymbolicCall): readonly string[] {
  return slotsOf(call.ioctl).flatMap((slot) => {
    const { role, enum: values } = slot.field;
    if (values === null) return [];
    const set = written(valueAt(call, slot.key));
    if (role === 'type') return values.values.filter((each) => set.has(each.name)).map((each) => each.short);
    const missing = values.values.filter((each) => !set.has(each.name)).map((each) => each.short);
    return missing.length === 1 && values.values.length > 1 ? ['without', ...missing] : [];
  });
}

function mistake(difference: Difference, call: SymbolicCall, setup: Setup): string {
  if (difference.kind === 'manner') return mannerNames[difference.key](call);
  const slot = slotsOf(call.ioctl).find((each) => each.key === difference.key);
  return slot ? `${slot.key} ${how(slot, valueAt(call, slot.key), setup)}` : '';
}

const mannerNames: Readonly<Record<Extract<Difference, { kind: 'manner' }>['key'], (call: SymbolicCall) => string>> = {
  privileged: () => 'without capability',
  size: (call) => (call.manner.size === 'long' ? '' : `size ${call.manner.size}`),
  tail: (call) => (call.manner.tail === 0 ? 'tail zero' : 'tail not zero'),
  argument: (call) => `argument ${call.manner.argument}`,
  request: () => 'request word',
};

/** How a value is wrong, where a word says it. */
function how(slot: Slot, value: SymbolicValue, setup: Setup): string {
  const { role, enum: values, object } = slot.field;
  if (role === 'object') {
    const made = setup.objects.find((each) => same(each.id, value));
    if (made) return made.kind === object ? 'other' : `is ${made.kind}`;
    return same(value, unknownId) ? 'unknown' : 'zero';
  }
  if (values) return ofEnum(values, value);
  switch (value.kind) {
    case 'number':
      return value.value === 0n ? 'zero' : '';
    case 'place':
      return value.place === 'unmapped' ? 'unmapped' : '';
    case 'descriptor':
      return value.file;
    case 'unary':
      return 'negative';
    case 'symbol':
      return value.name === 'ULONG_MAX' || value.name === 'U64_MAX' ? 'max' : '';
    default:
      return '';
  }
}

function ofEnum(of: Enum, value: SymbolicValue): string {
  const set = written(value);
  if ([...set].some((name) => name === null)) return of.declares === 'flags' ? 'unknown bit' : 'unknown';
  const names = of.values.filter((each) => set.has(each.name)).map((each) => each.short);
  return names.length === 0 ? 'zero' : names.join(' ');
}

/** The names of the constants that a value is made of; null for a number that has none, other than 0. */
function written(value: SymbolicValue): ReadonlySet<string | null> {
  switch (value.kind) {
    case 'number':
      return new Set(value.value === 0n && value.name === null ? [] : [value.name]);
    case 'binary':
      return new Set([...written(value.left), ...written(value.right)]);
    default:
      return new Set([null]);
  }
}

function identifier(...words: readonly string[]): string {
  return words
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}
