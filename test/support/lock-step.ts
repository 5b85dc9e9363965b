import type { GeneratedMachine } from '../../src/machine/javascript/generated-machine.ts';
import { EvaluatedWorld, type Done, type Pick } from './evaluated-world.ts';

/** What a walk in lock step has come to: `differs` names the first thing that the two do not agree on. */
export interface Walked {
  readonly steps: number;
  readonly differs: string | null;
  /** The states that it came through, packed, the first one included. */
  readonly states: readonly Int32Array[];
}

/** Runs a world in the evaluator, and goes the same way in the generated JavaScript. */
export class LockStep {
  private readonly machine: GeneratedMachine;
  private readonly world: EvaluatedWorld;
  private readonly pick: Pick;
  private readonly names: readonly string[];
  private packed: Int32Array;

  /** `machine` keeps the copies of actors apart. */
  constructor(machine: GeneratedMachine, pick: Pick) {
    this.machine = machine;
    this.pick = pick;
    this.world = new EvaluatedWorld(machine, pick);
    this.names = placeNames(machine);
    machine.start();
    this.packed = machine.next.slice();
  }

  /** Goes at most so many steps: fewer where nobody can go on. */
  walk(most: number): Walked {
    const states = [this.packed];
    const stops = (differs: string | null): Walked => ({ steps: states.length - 1, differs, states });
    const first = this.differenceTo(this.packed);
    if (first !== null) return stops(first);
    while (states.length <= most) {
      const moved = this.move();
      const next = this.successors();
      if (!moved) return stops(next.length === 0 ? null : 'the evaluator rests, the generated code goes on');
      const found = next.find((each) => this.differenceTo(each) === null);
      if (!found) {
        const nearest = next.map((each) => this.differenceTo(each)).join(' | ') || 'it rests';
        return stops(`${moved.by}: the generated code comes to no such state: ${nearest}`);
      }
      this.packed = found;
      states.push(found);
      if (this.machine.unpack(found, 0)[this.machine.vector.dangling] === 1) return stops(null);
    }
    return stops(null);
  }

  private successors(): readonly Int32Array[] {
    const found: Int32Array[] = [];
    this.machine.expand(this.packed, 0, () => found.push(this.machine.next.slice()));
    return found;
  }

  /** Lets somebody move who can; null where nobody can. */
  private move(): Done | null {
    const actors = [...new Set(this.world.possible().map(({ actor }) => actor))];
    for (const actor of shuffled(actors, this.pick)) {
      const able = this.world.possible().filter((each) => each.actor === actor);
      const done = this.world.take(able[able.length > 1 ? this.pick(able.length) : 0]!);
      if (done) return done;
    }
    return null;
  }

  /** Where the state of the evaluator is not a packed one; null where they are the same. */
  private differenceTo(packed: Int32Array): string | null {
    const [own, theirs] = [this.world.numbers(), this.machine.unpack(packed, 0)];
    const { owed, dangling } = this.machine.vector;
    const at = own.findIndex(
      (number, index) => number !== theirs[index] && index !== dangling && !owed.includes(index),
    );
    return at < 0 ? null : `${this.names[at]} is ${theirs[at]}, not ${own[at]}`;
  }
}

function shuffled<Item>(items: readonly Item[], pick: Pick): readonly Item[] {
  const all = [...items];
  for (let last = all.length - 1; last > 0; last--) {
    const other = pick(last + 1);
    [all[last], all[other]] = [all[other]!, all[last]!];
  }
  return all;
}

/** What stands at each place of a state. */
function placeNames({ vector }: GeneratedMachine): readonly string[] {
  const names = vector.bits.map((_bits, index) => `number ${index}`);
  for (const place of vector.tables.values())
    for (let slot = 0; slot < place.rows; slot++) {
      const base = place.base + slot * place.stride;
      names[base] = `whether ${place.name} ${slot + 1} is there`;
      for (const { name, offset } of place.columns.values()) names[base + offset] = `${place.name} ${slot + 1}.${name}`;
    }
  for (const [name, index] of vector.named) names[index] = name;
  for (const { of, copy, counter, left, slots } of vector.actors) {
    const who = `${of.actor.name} ${copy + 1}`;
    names[counter] = `where ${who} stands`;
    if (left !== null) names[left] = `how many actions ${who} has left`;
    slots.forEach((slot, index) => (names[slot] = `what ${who} keeps at ${index + 1}`));
  }
  return names;
}
