import { GeneratedMachine } from '../../machine/javascript/generated-machine.ts';
import type { System } from '../../machine/system/system.ts';

/** So many states behind one action are looked at. */
const mostStates = 512;

/** An action of a user. */
export interface UserAction {
  /** The number of the actor in the world. */
  readonly actor: number;
  readonly action: number;
}

/** Who could end a sleep, were it free to act. */
export interface Enders {
  /** The number of the actor that sleeps. */
  readonly sleeper: number;
  /** Where it sleeps: its program counter less 1. */
  readonly point: number;
  readonly endedBy: readonly UserAction[];
  /** Sleepers that have to be woken first. */
  readonly follows: readonly number[];
}

/** The moves from a state, each with the state that it leads to. */
interface Step {
  readonly actor: number;
  readonly begins: boolean;
  readonly action: number;
  readonly to: Int32Array;
}

/**
 * Of each actor that sleeps in a state in which the kernel has nothing left to do: what users could do to end the sleep,
 * were they free to do it, and whose sleeps would end after that. A user who sleeps in a call of its own, or has no
 * calls left, is taken to be somebody else who may act.
 */
export function endersOf(system: System, state: Int32Array): readonly Enders[] {
  const walker = new Walker(system);
  const { machine } = walker;
  const vector = machine.unpack(state, 0);
  const { actors } = machine.vector;
  const sleepers = actors.flatMap((place, index) => ((vector[place.counter] ?? 0) > 0 ? [index] : []));
  const users = actors.flatMap(({ of, copy }, index) => (of.actor.kind === 'user' && copy === 0 ? [index] : []));
  const woken = users.flatMap((actor) =>
    (actors[actor]?.of.actions ?? []).map((_action, action) => {
      const at = walker.after(walker.freed(vector, actor), actor, action);
      const awake = (states: readonly Int32Array[]): readonly number[] =>
        sleepers.filter((each) => states.some((one) => walker.wakes(walker.restored(one, vector, actor), each)));
      return { actor, action, direct: awake(at), later: awake(walker.settled(at)) };
    }),
  );
  return sleepers.map((sleeper): Enders => {
    const endedBy = woken.filter(({ direct }) => direct.includes(sleeper));
    const follows = woken.flatMap(({ direct, later }) => (later.includes(sleeper) ? direct : []));
    return {
      sleeper,
      point: (vector[actors[sleeper]?.counter ?? 0] ?? 0) - 1,
      endedBy: endedBy.map(({ actor, action }) => ({ actor, action })),
      follows: endedBy.length > 0 ? [] : [...new Set(follows)].filter((each) => each !== sleeper),
    };
  });
}

/** Goes from state to state, one actor at a time. */
class Walker {
  readonly machine: GeneratedMachine;
  private moving = { actor: 0, counter: 0, action: 0 };

  constructor(system: System) {
    const moves = (actor: number, counter: number, action: number): void => {
      this.moving = { actor, counter, action };
    };
    this.machine = new GeneratedMachine(system, { moves, does: () => undefined }, false);
  }

  /** The state, with one user out of its call and with calls left. */
  freed(vector: Int32Array, actor: number): Int32Array {
    const place = this.machine.vector.actors[actor];
    const freed = vector.slice();
    if (place) {
      freed[place.counter] = 0;
      if (place.left !== null) freed[place.left] = place.of.actor.most ?? 1;
      for (const slot of place.slots) freed[slot] = 0;
    }
    return this.machine.packed(freed);
  }

  /** The state, with that user back in the call that it was in. */
  restored(state: Int32Array, vector: Int32Array, actor: number): Int32Array {
    const place = this.machine.vector.actors[actor];
    const restored = this.machine.unpack(state, 0);
    for (const number of place ? [place.counter, ...place.slots] : []) restored[number] = vector[number] ?? 0;
    return this.machine.packed(restored);
  }

  /** Where one action leads that nobody else comes in between of. */
  after(from: Int32Array, actor: number, action: number): readonly Int32Array[] {
    const begun = this.steps(from).filter((each) => each.actor === actor && each.begins && each.action === action);
    return this.reach(
      begun.map((each) => each.to),
      (each) => each.actor === actor && !each.begins,
    );
  }

  /** Where the kernel goes from there. */
  settled(from: readonly Int32Array[]): readonly Int32Array[] {
    const { actors } = this.machine.vector;
    return this.reach(from, ({ actor, begins }) => !begins || actors[actor]?.of.actor.kind === 'kernel');
  }

  wakes(state: Int32Array, sleeper: number): boolean {
    return this.steps(state).some(({ actor, begins }) => actor === sleeper && !begins);
  }

  private reach(from: readonly Int32Array[], wanted: (step: Step) => boolean): readonly Int32Array[] {
    const found = new Map<string, Int32Array>();
    const open = [...from];
    for (let state = open.pop(); state && found.size < mostStates; state = open.pop()) {
      const key = state.join(' ');
      if (found.has(key)) continue;
      found.set(key, state);
      open.push(...this.steps(state).flatMap((each) => (wanted(each) ? [each.to] : [])));
    }
    return [...found.values()];
  }

  private steps(state: Int32Array): readonly Step[] {
    const steps: Step[] = [];
    this.machine.expand(state, 0, () => {
      const { actor, counter, action } = this.moving;
      steps.push({ actor, begins: counter === 0, action, to: this.machine.next.slice() });
    });
    return steps;
  }
}
