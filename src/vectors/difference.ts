import { slotsOf, type Manner, type SymbolicCall } from './call.ts';
import { number, same, type SymbolicValue } from './value.ts';

/** Something in which two calls of one ioctl differ: a slot, by its key, or how the call is made. */
export type Difference =
  { readonly kind: 'slot'; readonly key: string } | { readonly kind: 'manner'; readonly key: keyof Manner };

const mannerKeys: readonly (keyof Manner)[] = ['privileged', 'size', 'tail', 'argument', 'request'];

const zero = number(0n);

/** The value of a slot; 0 where the call does not say. */
export function valueAt(call: SymbolicCall, key: string): SymbolicValue {
  return call.values.get(key) ?? zero;
}

export function differences(a: SymbolicCall, b: SymbolicCall): readonly Difference[] {
  const slots = slotsOf(a.ioctl).filter(({ key }) => !same(valueAt(a, key), valueAt(b, key)));
  const manners = mannerKeys.filter((key) => a.manner[key] !== b.manner[key]);
  return [
    ...slots.map(({ key }) => ({ kind: 'slot', key }) as const),
    ...manners.map((key) => ({ kind: 'manner', key }) as const),
  ];
}

/** A call with one difference taken from another. */
export function taking(call: SymbolicCall, from: SymbolicCall, difference: Difference): SymbolicCall {
  if (difference.kind === 'slot') return withValue(call, difference.key, valueAt(from, difference.key));
  return { ...call, manner: { ...call.manner, [difference.key]: from.manner[difference.key] } };
}

export function withValue(call: SymbolicCall, key: string, value: SymbolicValue): SymbolicCall {
  return { ...call, values: new Map(call.values).set(key, value) };
}

export function withManner(call: SymbolicCall, manner: Partial<Manner>): SymbolicCall {
  return { ...call, manner: { ...call.manner, ...manner } };
}
