import { expect, it } from 'vitest';
import { State } from '../../src/machine/state.ts';
import { trialInterface } from '../support/trial.ts';

const of = trialInterface('- { reject: 0, errno: EDOM }');

it('gives rows the lowest slot that is free, and keeps them in the order of first and slot', () => {
  const state = new State(of);
  const rows = [5n, 3n, 3n, 9n].map((first) => state.insert('range', { first }));
  const slots = (): number[] => state.rows('range').map((row) => row.slot);
  expect(rows.map((row) => row.slot)).toEqual([0, 1, 2, 3]);
  expect(slots()).toEqual([1, 2, 0, 3]);
  state.remove(rows[2]!);
  state.remove(rows[0]!);
  expect(rows[0]!.slot).toBe(-1);
  expect(state.insert('range', { first: 3n }).slot).toBe(0);
  expect(slots()).toEqual([0, 1, 3]);
  expect(state.insert('range', {}).slot).toBe(2);
  expect(state.insert('range', { first: 1n }).slot).toBe(4);
  expect(slots()).toEqual([2, 4, 0, 1, 3]);
});

it('puts a row to its new place when its first is set', () => {
  const state = new State(of);
  const [one] = [1n, 2n, 3n].map((first) => state.insert('range', { first }));
  state.set(one!, 'first', 2n);
  expect(state.rows('range').map((row) => row.slot)).toEqual([0, 1, 2]);
  state.set(one!, 'first', 7n);
  expect(state.rows('range').map((row) => row.slot)).toEqual([1, 2, 0]);
  expect([...state.rowsBehind('range', { first: 2n, slot: 1 })].map((row) => row.slot)).toEqual([2, 0]);
  expect([...state.rowsBehind('range', { first: 2n, slot: 9 })].map((row) => row.slot)).toEqual([2, 0]);
});

it('refuses to change a row that has been removed', () => {
  const state = new State(of);
  const row = state.insert('thing', { id: 1n });
  state.insert('thing', { id: 2n });
  state.remove(row);
  expect(() => state.remove(row)).toThrow('has been removed');
  expect(() => {
    state.set(row, 'id', 3n);
  }).toThrow('has been removed');
});

it('holds values as the types of their columns do', () => {
  const state = new State(of);
  const row = state.insert('thing', { id: 0x1_0000_0002n, small: true, on: 7n });
  expect(row.values).toEqual({ id: 2n, small: 1n, on: true, mood: 0n, other: null });
  state.set(row, 'small', 0x1ffn);
  expect(row.values['small']).toBe(0xffn);
});

it('copies itself with all that refers to rows, and is not changed through the copy', () => {
  const state = new State(of);
  const one = state.insert('thing', { id: 1n });
  const two = state.insert('thing', { id: 2n, other: one });
  state.set(one, 'other', two);
  const three = state.insert('thing', { id: 3n });
  state.remove(state.insert('thing', {}));
  state.remove(one);
  state.set(two, 'other', three);
  const before = state.print();
  const { state: copy, counterpart } = state.copy();
  expect(copy.print()).toBe(before);
  expect(counterpart.get(two)!.values['other']).toBe(counterpart.get(three));
  expect(copy.insert('thing', { id: 4n }).slot).toBe(0);
  copy.set(counterpart.get(three)!, 'id', 9n);
  copy.remove(counterpart.get(two)!);
  expect([copy.insert('thing', {}).slot, copy.insert('thing', {}).slot]).toEqual([1, 3]);
  expect(state.print()).toBe(before);
  expect(state.insert('thing', {}).slot).toBe(0);
});

it('prints states alike that differ in their slots only, and shows what refers to nothing', () => {
  const one = new State(of);
  const gone = one.insert('thing', { id: 7n });
  one.insert('thing', { id: 1n, other: gone });
  const other = new State(of);
  const kept = other.insert('thing', { id: 1n });
  expect(one.print()).not.toBe(other.print());
  one.remove(gone);
  expect(one.print()).toBe('thing: {id 1, small 0, on false, mood 0, other gone}');
  other.set(kept, 'other', null);
  expect(other.print()).toBe('thing: {id 1, small 0, on false, mood 0, other null}');
  one.set(one.rows('thing')[0]!, 'other', null);
  expect(one.print()).toBe(other.print());
});

it('knows whether it was changed', () => {
  const state = new State(of);
  const row = state.insert('thing', {});
  const { state: copy, counterpart } = state.copy();
  expect(copy.changed).toBe(false);
  copy.set(counterpart.get(row)!, 'id', 1n);
  expect(copy.changed).toBe(true);
});
