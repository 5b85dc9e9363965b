import type { Given } from './operation.ts';

const mask = (1n << 64n) - 1n;

/** A number that was drawn: what it is in the model, and where it is from. */
export interface Drawn {
  readonly value: bigint;
  readonly given: Given;
}

export function plain(value: bigint): Drawn {
  return { value: value & mask, given: { add: String(value & mask), to: null } };
}

export function beside({ value, given }: Drawn, by: bigint): Drawn {
  return { value: (value + by) & mask, given: { add: String((BigInt(given.add) + by) & mask), to: given.to } };
}
