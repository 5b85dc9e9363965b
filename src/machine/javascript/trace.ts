import type { Instruction, Origin } from '../program.ts';
import type { System } from '../system/system.ts';
import { changesBetween, type Change } from './changes.ts';
import { chosenArgument, type GivenMember } from './chosen-argument.ts';
import { GeneratedMachine } from './generated-machine.ts';

/** One move of an actor. */
export interface Move {
  /** Its number in the world. */
  readonly actor: number;
  /** The action that it begins, or goes on with. */
  readonly action: number;
  readonly begins: boolean;
  /** Of a call that begins: the members of its argument that are not 0. */
  readonly argument: readonly GivenMember[];
  /** What it came to, in order. */
  readonly origins: readonly Origin[];
  /** How the action ended; null where it ended well, or has not ended. */
  readonly errno: string | null;
  /** The yield at which it stands now; null where the action has ended. */
  readonly rests: Extract<Instruction, { op: 'yield' }> | null;
  readonly changes: readonly Change[];
}

/**
 * Tells the moves on a way of packed states, each of which follows the one before. Where copies of an actor were put in
 * order, each copy is followed through.
 *
 * @throws Error where a state does not follow the one before
 */
export function trace(system: System, states: readonly Int32Array[]): readonly Move[] {
  let current = { actor: 0, counter: 0, action: 0, origins: [] as number[] };
  const teller = {
    moves: (actor: number, counter: number, action: number): void => {
      current = { actor, counter, action, origins: [] };
    },
    does: (origin: number): void => void current.origins.push(origin),
  };
  const machine = new GeneratedMachine(system, teller, false);
  const ordered = new GeneratedMachine(system);
  let from = states[0] ?? new Int32Array(machine.words);
  return states.slice(1).map((to, index) => {
    const found: { readonly state: Int32Array; readonly move: Move }[] = [];
    machine.expand(from, 0, () => {
      ordered.inOrder(machine.next, 0);
      if (found.length === 0 && ordered.next.every((word, at) => word === to[at]))
        found.push({ state: machine.next.slice(), move: moveOf(machine, current, from) });
    });
    const [next] = found;
    if (!next) throw new Error(`state ${index + 1} of the way does not follow the one before`);
    from = next.state;
    return next.move;
  });
}

function moveOf(
  machine: GeneratedMachine,
  { actor, counter, action, origins }: { actor: number; counter: number; action: number; origins: readonly number[] },
  from: Int32Array,
): Move {
  const [before, after] = [machine.unpack(from, 0), machine.unpack(machine.next, 0)];
  const place = machine.vector.actors[actor];
  const begun = place?.of.actions[action];
  const point = place?.of.points[(after[place.counter] ?? 0) - 1];
  return {
    actor,
    action,
    begins: counter === 0,
    argument: counter === 0 && begun ? chosenArgument(begun, machine.chosen()) : [],
    origins: withoutRepeats(origins.flatMap((each) => machine.marks[each]?.origin ?? [])),
    errno: machine.errno(),
    rests: point?.yield ?? null,
    changes: changesBetween(machine, before, after),
  };
}

/** A step that fails is done, and then is the way out too. */
function withoutRepeats(origins: readonly Origin[]): readonly Origin[] {
  return origins.filter(({ step, verbs }, index) => {
    const before = origins[index - 1];
    return before?.step !== step || before.verbs.join(' ') !== verbs.join(' ');
  });
}
