import { compileFunction } from 'node:vm';
import { ModelError } from '../model-error.ts';
import type { Code } from './code.ts';
import type { Teller } from './generated-machine.ts';

/** What a module gives. */
export interface Linked {
  readonly start: () => void;
  readonly expand: (states: Int32Array, at: number, sink: () => void) => number;
  readonly inOrder: (states: Int32Array, at: number) => void;
  readonly fair: () => boolean;
  /** The number of the table that had no room; -1 for none. */
  readonly full: () => number;
  /** Empty for none. */
  readonly errno: () => string;
  /** Which of several ways the last move went each time, in order. */
  readonly chosen: () => readonly number[];
}

/** What a module works on. */
export interface LinkWith {
  /** The numbers of the first state. */
  readonly state: Int32Array;
  readonly next: Int32Array;
  readonly seen: Float64Array;
  readonly excused: Float64Array;
  readonly greatest: Float64Array;
  readonly done: Uint8Array;
  readonly teller: Teller | null;
}

/** Compiles the text of a module and gives it what it works on. */
export function link(
  text: string,
  code: Code,
  { state, next, seen, excused, greatest, done, teller }: LinkWith,
): Linked {
  const given = {
    v: state.slice(),
    base: new Int32Array(state.length),
    first: state,
    kept: [],
    next,
    seen,
    excused,
    greatest,
    done,
    arrays: arraysOf(code),
    end: (index: number) => {
      throw endAt(code, index);
    },
    moves: (actor: number, counter: number, action: number) => teller?.moves(actor, counter, action),
    does: (origin: number) => teller?.does(origin),
  };
  const module = compileFunction(text, Object.keys(given), { filename: `${code.system.world.name}.generated.js` });
  return (module as (...values: unknown[]) => Linked)(...Object.values(given));
}

/** The world's arrays, as the code reads them. */
export function arraysOf({ system, mask }: Code): readonly (readonly Readonly<Record<string, number>>[])[] {
  const element = (members: Readonly<Record<string, bigint>>): Readonly<Record<string, number>> =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, Number(value & BigInt(mask))]));
  return system.world.arrays.map((each) => each.map(element));
}

/** What is wrong where a place in the spec ends a run. */
export function endAt(code: Code, index: number): ModelError {
  const span = code.spans[index];
  if (!span) throw new Error(`no place ${index}`);
  return new ModelError('there is no row here to take a column of, or a division by 0', span);
}
