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

/** What somebody may do: the actor's number, and the action that it begins; null where it goes on with one. */
export interface Possible {
  readonly actor: number;
  readonly action: number | null;
}

/** What came of it. */
export interface Done {
  readonly by: string;
  /** Has the action ended, and how? */
  readonly ended: { readonly errno: string | null } | null;
}

interface Acting {
  readonly place: ActorPlace;
  left: number | null;
  /** The action that it is in. */
  running: { readonly action: number; readonly program: Running } | null;
}

/** A world that is run by the evaluator, one move at a time. */
export class EvaluatedWorld {
  private readonly system: System;
  private readonly machine: GeneratedMachine;
  private readonly state: State;
  private readonly acting: readonly Acting[];
  /** The rows that the world has names for, also once they are gone. */
  private readonly named: ReadonlyMap<string, Row>;
  private readonly pick: Pick;

  /** `machine` says what stands where in a state; it keeps the copies of actors apart. */
  constructor(machine: GeneratedMachine, pick: Pick) {
    const { system } = machine;
    this.system = system;
    this.pick = pick;
    this.machine = machine;
    this.state = new State(system.interface, this.word);
    this.acting = machine.vector.actors.map((place) => ({ place, left: place.of.actor.most, running: null }));
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
        const row = this.state.rows(type.table).find(({ slot }) => slot + 1 === machine.rows.get(name));
        return row ? [[name, row]] : [];
      }),
    );
  }

  /** What may be tried; who goes on may find that he sleeps. */
  possible(): readonly Possible[] {
    return this.acting.flatMap((acting, actor): readonly Possible[] => {
      if (acting.running) return [{ actor, action: null }];
      if (acting.left === 0) return [];
      const around = this.around(acting);
      return acting.place.of.actions.flatMap(({ action: { when } }, action) =>
        when === null || truth(evaluate(when, around)) ? [{ actor, action }] : [],
      );
    });
  }

  /** Does it; null where nothing is done, since he who goes on sleeps. */
  take({ actor, action }: Possible): Done | null {
    const acting = this.acting[actor];
    if (!acting) throw new Error(`no actor ${actor}`);
    if (action !== null) this.begin(acting, action);
    const { killed, stopped } = acting.place.of.actor;
    const happened: Happened = (event) => {
      const when: Expression | null = event === 'killed' ? killed : stopped;
      return when !== null && truth(evaluate(when, this.around(acting)));
    };
    const outcome = acting.running?.program.goOn(happened) ?? null;
    if (outcome?.blocked === true) return null;
    if (outcome) acting.running = null;
    const ended = acting.running ? null : { errno: outcome?.errno ?? null };
    return { by: acting.place.of.actor.name, ended };
  }

  /** Is somebody in the midst of an action? */
  busy(): boolean {
    return this.acting.some((each) => each.running !== null);
  }

  /** Is a condition of the world true? */
  holds(condition: Expression): boolean {
    const locals = { get: (name: string): Value => this.row(name) };
    return truth(
      evaluate(condition, { state: this.state, environment: this.environment(false), fields: new Map(), locals }),
    );
  }

  /** The state as the numbers of a vector; what is owed and what dangles is not known here, and 0. */
  numbers(): Int32Array {
    const { vector } = this.machine;
    const numbers = new Int32Array(vector.bits.length);
    for (const place of vector.tables.values())
      for (const row of this.state.rows(place.name)) {
        const base = place.base + row.slot * place.stride;
        numbers[base] = 1;
        for (const { name, offset } of place.columns.values())
          numbers[base + offset] = numberOf(row.values[name] ?? null);
      }
    for (const [name, place] of vector.named) numbers[place] = numberOf(this.row(name));
    for (const acting of this.acting) {
      const { counter, left, slots } = acting.place;
      const places = [counter, ...(left === null ? [] : [left]), ...slots];
      const own = this.numbersOf(acting);
      places.forEach((place, index) => (numbers[place] = own[index] ?? 0));
    }
    return numbers;
  }

  /** The greatest number of a word. */
  private get word(): bigint {
    return this.system.world.word.symbols.U64_MAX;
  }

  private begin(acting: Acting, index: number): void {
    const { actor, actions } = acting.place.of;
    const around = this.around(acting);
    const { action, program } = actions[index]!;
    const argument = [...action.argument].map(([member, values]): [string, Value] => [
      `argument.${member}`,
      evaluate(values[values.length > 1 ? this.pick(values.length) : 0]!, around),
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
      // What writes to userspace fails with nothing else in any spec.
      writeElements: () => !unlucky('EFAULT'),
      reply: () => !unlucky('EFAULT'),
      fails: (errno) => (unlucky(errno) ? errno : null),
      preferred: () => (world.choices === 'lowest' ? [] : [BigInt(this.pick(Number(this.word) + 1))]),
    };
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

/** A value as a state holds it; a row that has gone is none. */
function numberOf(value: Value): number {
  if (isRow(value)) return value.slot + 1;
  return value === null ? 0 : Number(value);
}
