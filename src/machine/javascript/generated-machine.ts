import type { Instruction, Origin } from '../program.ts';
import { pack, type PackedPlace } from '../system/packing.ts';
import type { System } from '../system/system.ts';
import { Vector } from '../system/vector.ts';
import { Code } from './code.ts';
import { link, type Linked } from './link.ts';
import { moduleText } from './module-text.ts';
import { startOf } from './start.ts';

/** Something that instructions do: a step, or the failing of one. */
export interface Mark {
  readonly origin: Origin;
  readonly fails: boolean;
}

/** What is told of each move, beside the state that it leads to. */
export interface Teller {
  /** An actor is about to move: its number, where it stands (0: it begins the action), and the action's number. */
  moves(actor: number, counter: number, action: number): void;
  /** It has come to an instruction, by the number of its mark. */
  does(mark: number): void;
}

/** What a machine notes beside going from state to state: nothing, what was ever done, or all that is done. */
export type Notes = 'nothing' | 'done' | Teller;

/** A system as compiled code that goes from packed states to those that follow. */
export class GeneratedMachine {
  readonly system: System;
  readonly vector: Vector;
  /** 32-bit words of a packed state. */
  readonly words: number;
  /** The numbers of the rows that the world has names for. */
  readonly rows: ReadonlyMap<string, number>;
  /** What can be done, by the number that a teller is told. */
  readonly marks: readonly Mark[];
  /** The packed state that `start` leaves, and that a sink finds. */
  readonly next: Int32Array;
  /** How many expanded states each property was about, and how many broke it with an excuse. */
  readonly seen = new Float64Array(32);
  readonly excused = new Float64Array(32);
  /** The greatest value of each measure in the states that were expanded, where what was done is noted; -1 before. */
  readonly greatest: Float64Array;
  /** 1 for each mark whose instructions were ever run, where that is noted. */
  readonly done: Uint8Array;
  private readonly places: readonly PackedPlace[];
  private readonly first: Int32Array;
  private readonly linked: Linked;

  /**
   * @param sorts whether states that differ only in which copy of an actor does what are one state
   * @throws ModelError where the spec is wrong in a way that only shows here, or its start fails
   */
  constructor(system: System, notes: Notes = 'nothing', sorts = true) {
    this.system = system;
    this.vector = new Vector(system);
    const { words, places } = pack(this.vector.bits);
    this.words = words;
    this.places = places;
    this.next = new Int32Array(words);
    const start = startOf(system, this.vector);
    this.rows = start.rows;
    this.first = start.state;
    const all: Mark[] = [];
    const numbers = new Map<string, number>();
    const mark = (instruction: Instruction): string => {
      const { origin, op } = instruction;
      const fails = op === 'return' && instruction.errno !== null;
      const { file, line, column } = origin.span;
      const key = `${file}:${line}:${column} ${origin.step.path} ${origin.verbs.join(' ')} ${fails}`;
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = all.push({ origin, fails }) - 1));
      return notes === 'done' ? `done[${number}] = 1; ` : `does(${number}); `;
    };
    const code = new Code(system, this.vector);
    const teller = typeof notes === 'string' ? null : notes;
    const marks = notes === 'nothing' ? () => '' : mark;
    const tells = teller !== null;
    const measures = notes === 'done';
    const text = moduleText({ code, rows: start.rows, places, words, mark: marks, tells, measures, sorts });
    this.greatest = new Float64Array(system.interface.measures.length).fill(-1);
    this.marks = all;
    this.done = new Uint8Array(all.length);
    const { next, seen, excused, greatest, done } = this;
    this.linked = link(text, code, { state: start.state, next, seen, excused, greatest, done, teller });
  }

  /** Leaves the packed state that everything begins with in `next`. */
  start(): void {
    this.linked.start();
  }

  /**
   * Calls `sink` for each state that follows a packed one, with that in `next`. Returns what is wrong with the packed one
   * itself: the bits of the properties that it breaks (`propertyBits`).
   *
   * @throws ModelError where the spec is wrong in a way that only shows here
   */
  expand(states: Int32Array, at: number, sink: () => void): number {
    return this.linked.expand(states, at, sink);
  }

  /** Was the last move the kernel's, which it makes at some time? A user may stop for ever. */
  fair(): boolean {
    return this.linked.fair();
  }

  /** Leaves a state in `next` with the copies of each actor in order. */
  inOrder(states: Int32Array, at: number): void {
    this.linked.inOrder(states, at);
  }

  /** Which table had no room for a row in the last `expand`; null where all had. */
  full(): string | null {
    const index = this.linked.full();
    if (index < 0) return null;
    const table = [...this.system.interface.tables.keys()][index] ?? '';
    return `the table '${table}' has no room for one more row`;
  }

  /** The errno that the call of the last move ended with; null where it ended well, or has not ended. */
  errno(): string | null {
    return this.linked.errno() || null;
  }

  /** Which of several ways the last move went each time, in order. */
  chosen(): readonly number[] {
    return this.linked.chosen();
  }

  /** A packed state of the numbers of a vector. */
  packed(vector: Int32Array): Int32Array {
    const state = new Int32Array(this.words);
    for (const [index, { word, shift, bits }] of this.places.entries())
      if (bits > 0) state[word] = (state[word] ?? 0) | ((vector[index] ?? 0) << shift);
    return state;
  }

  /** A packed state as the numbers of the vector. */
  unpack(states: Int32Array, at: number): Int32Array {
    return Int32Array.from(this.places, ({ word, shift, bits }, index) =>
      bits === 0 ? (this.first[index] ?? 0) : ((states[at + word] ?? 0) >>> shift) & (2 ** bits - 1),
    );
  }
}
