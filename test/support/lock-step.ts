import type { Environment } from '../../src/machine/environment.ts';
import { evaluate, type Surroundings } from '../../src/machine/evaluate.ts';
import type { GeneratedMachine } from '../../src/machine/javascript/generated-machine.ts';
import { begin, type Happened, type Running } from '../../src/machine/run.ts';
import { State } from '../../src/machine/state.ts';
import { isCursor } from '../../src/machine/system/point.ts';
import type { System } from '../../src/machine/system/system.ts';
import type { ActorPlace } from '../../src/machine/system/vector.ts';
import { isRow, truth, type Position, type Row, type Value } from '../../src/machine/value.ts';
import type { Expression } from '../../src/spec/expression/expression.ts';

/** Takes one of `count` ways. */
export type Pick = (count: number) => number;

/** What a walk in lock step has come to: `differs` names the first thing that the two do not agree on. */
export interface Walked {
  readonly steps: number;
  readonly differs: string | null;
}

interface Acting {
  readonly place: ActorPlace;
  left: number | null;
  /** The action that it is in. */
  running: { readonly action: number; readonly program: Running } | null;
}

/** Runs a world in the evaluator, and goes the same way in the generated JavaScript. */
export class LockStep {
  private readonly system: System;
  private readonly machine: GeneratedMachine;
  private readonly state: State;
  private readonly acting: readonly Acting[];
  /** The rows that the world has names for, also once they are gone. */
  private readonly named: ReadonlyMap<string, Row>;
  private readonly pick: Pick;
  private packed: Int32Array;

  /** `machine` keeps the copies of actors apart. */
  constructor(machine: GeneratedMachine, pick: Pick) {
    const { system } = machine;
    this.system = system;
    this.pick = pick;
    this.machine = machine;
    this.machine.start();
    this.packed = this.machine.next.slice();
    this.state = new State(system.interface, this.word);
    this.acting = this.machine.vector.actors.map((place) => ({ place, left: place.of.actor.most, running: null }));
    const start = begin(system.start, {
      state: this.state,
      fields: new Map(),
      given: {},
      environment: { ...this.environment(true), fails: () => null, preferred: () => [] },
    });
    if (system.start.instructions.length > 0) start.goOn(() => false);
    this.named = new Map(
      system.world.names.flatMap(({ name, type }): [string, Row][] => {
        if (type.kind !== 'row') return [];
        const row = this.state.rows(type.table).find(({ slot }) => slot + 1 === this.machine.rows.get(name));
        return row ? [[name, row]] : [];
      }),
    );
  }

  /** Goes at most so many steps: fewer where nobody can go on. */
  walk(most: number): Walked {
    const first = this.differs();
    if (first !== null) return { steps: 0, differs: first };
    for (let steps = 0; steps < most; steps++) {
      const moved = this.move();
      const next = this.successors();
      if (!moved)
        return { steps, differs: next.length === 0 ? null : 'the evaluator rests, the generated code goes on' };
      const found = next.find((each) => this.differenceTo(each) === null);
      if (!found) {
        const nearest = next.map((each) => this.differenceTo(each)).join(' | ') || 'it rests';
        return { steps, differs: `${moved}: the generated code comes to no such state: ${nearest}` };
      }
      this.packed = found;
      if (this.machine.unpack(found, 0)[this.machine.vector.dangling] === 1) return { steps, differs: null };
    }
    return { steps: most, differs: null };
  }

  private get word(): bigint {
    return this.system.world.word.symbols.U64_MAX;
  }

  private successors(): readonly Int32Array[] {
    const found: Int32Array[] = [];
    this.machine.expand(this.packed, 0, () => found.push(this.machine.next.slice()));
    return found;
  }

  private differs(): string | null {
    return this.differenceTo(this.packed);
  }

  /** Lets somebody move who can; null where nobody can. */
  private move(): string | null {
    const order = [...this.acting.keys()].sort(() => this.pick(3) - 1);
    for (const index of order) {
      const acting = this.acting[index]!;
      if (acting.running ? this.goOn(acting) : this.begin(acting)) return acting.place.of.actor.name;
    }
    return null;
  }

  private begin(acting: Acting): boolean {
    const { actor, actions } = acting.place.of;
    if (acting.left === 0) return false;
    const around = this.around(acting);
    const able = [...actions.keys()].filter((index) => {
      const { when } = actions[index]!.action;
      return when === null || truth(evaluate(when, around));
    });
    if (able.length === 0) return false;
    const index = able[this.pick(able.length)]!;
    const { action, program } = actions[index]!;
    const argument = [...action.argument].map(([member, values]): [string, Value] => [
      `argument.${member}`,
      evaluate(values[this.pick(values.length)]!, around),
    ]);
    const given = [...actor.given].map(([parameter, name]): [string, Value] => [parameter, this.row(name)]);
    const names = this.system.world.names.map(({ name }): [string, Value] => [name, this.row(name)]);
    const running = begin(program, {
      state: this.state,
      fields: new Map(),
      given: Object.fromEntries([...names, ...given, ...argument]),
      environment: this.environment(actor.capable),
    });
    if (acting.left !== null) acting.left--;
    acting.running = { action: index, program: running };
    this.goOn(acting);
    return true;
  }

  /** False where it sleeps. */
  private goOn(acting: Acting): boolean {
    const { killed, stopped } = acting.place.of.actor;
    const happened: Happened = (event) => {
      const when: Expression | null = event === 'killed' ? killed : stopped;
      return when !== null && truth(evaluate(when, this.around(acting)));
    };
    const outcome = acting.running!.program.goOn(happened);
    if (outcome?.blocked === true) return false;
    if (outcome) acting.running = null;
    return true;
  }

  private row(name: string): Row | null {
    const row = this.named.get(name);
    return row && row.slot >= 0 ? row : null;
  }

  private around(acting: Acting): Surroundings {
    const { capable, given } = acting.place.of.actor;
    const locals = { get: (name: string): Value => this.row(given.get(name) ?? name) };
    return { state: this.state, environment: this.environment(capable), fields: new Map(), locals };
  }

  private environment(capable: boolean): Environment {
    const { world } = this.system;
    const unlucky = (errno: string): boolean => world.faults.has(errno) && this.pick(2) === 1;
    const none = (): never => {
      throw new Error('a world has no real calls');
    };
    return {
      word: this.word,
      symbol: (name) => world.word.symbols[name],
      callSize: none,
      ask: (question) => (question === 'capable' ? capable : true),
      readElement: (_struct, array, index) => world.arrays[Number(array) - 1]?.[Number(index)] ?? null,
      writeElement: () => !unlucky('EFAULT'),
      reply: () => !unlucky('EFAULT'),
      fails: (errno) => (unlucky(errno) ? errno : null),
      preferred: () =>
        world.choices === 'lowest' ? [] : Array.from({ length: 8 }, () => BigInt(this.pick(Number(this.word) + 1))),
    };
  }

  /** Where the state of the evaluator is not a packed one; null where they are the same. */
  private differenceTo(packed: Int32Array): string | null {
    const { vector } = this.machine;
    const numbers = this.machine.unpack(packed, 0);
    for (const place of vector.tables.values())
      for (let slot = 0; slot < place.rows; slot++) {
        const row = this.state.rows(place.name).find((each) => each.slot === slot);
        const base = place.base + slot * place.stride;
        const name = `${place.name} ${slot + 1}`;
        if (numbers[base] !== (row ? 1 : 0)) return `${name} is ${row ? 'gone' : 'there'}`;
        for (const { name: column, offset } of row ? place.columns.values() : []) {
          const own = numberOf(row?.values[column] ?? null);
          if (numbers[base + offset] !== own) return `${name}.${column} is ${numbers[base + offset]}, not ${own}`;
        }
      }
    for (const [name, place] of vector.named) {
      const own = numberOf(this.row(name));
      if (numbers[place] !== own) return `${name} is row ${numbers[place]}, not ${own}`;
    }
    for (const acting of this.acting) {
      const own = this.numbersOf(acting);
      const { counter, left, slots } = acting.place;
      const theirs = [counter, ...(left === null ? [] : [left]), ...slots].map((index) => numbers[index] ?? 0);
      if (own.join() !== theirs.join())
        return `${acting.place.of.actor.name} is at ${theirs.join()}, not ${own.join()}`;
    }
    return null;
  }

  /** An actor's own numbers, as the vector has them. */
  private numbersOf({ place, left, running }: Acting): readonly number[] {
    const rest = running?.program.rest ?? null;
    const index = rest
      ? place.of.points.findIndex((each) => each.action === running?.action && each.yield === rest.yield)
      : -1;
    const kept = (place.of.points[index]?.kept ?? []).flatMap((each) => {
      const value = rest?.kept.get(each.name) ?? null;
      if (!isCursor(each)) return [numberOf(value as Value)];
      if (each.over === 'rows') return positionNumbers(value as Position | null);
      return [each.over === 'gaps' && value !== null ? numberOf(value as Value) + 1 : numberOf(value as Value)];
    });
    const slots = place.slots.map((_slot, at) => kept[at] ?? 0);
    return [index + 1, ...(left === null ? [] : [left]), ...slots];
  }
}

function positionNumbers(position: Position | null): readonly number[] {
  return position === null ? [0, 0] : [Number(position.first) + 1, position.slot + 1];
}

function numberOf(value: Value): number {
  if (isRow(value)) return value.slot + 1;
  return value === null ? 0 : Number(value);
}
