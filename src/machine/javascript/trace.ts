import type { Instruction, Origin } from '../program.ts';
import type { System } from '../system/system.ts';
import { changesBetween, type Change } from './changes.ts';
import { GeneratedMachine } from './generated-machine.ts';

/** One move of an actor. */
export interface Move {
  /** Its number in the world. */
  readonly actor: number;
  /** The action that it begins, or goes on with. */
  readonly action: number;
  readonly begins: boolean;
  /** What it came to, in order. */
  readonly origins: readonly Origin[];
  /** How the action ended; null where it ended well, or has not ended. */
  readonly errno: string | null;
  /** The yield at which it stands now; null where the action has ended. */
  readonly rests: Extract<Instruction, { op: 'yield' }> | null;
  readonly changes: readonly Change[];
}

/**
 * Tells the moves on a way of packed states, each of which follows the one before.
 *
 * @throws Error where one does not
 */
export function trace(system: System, states: readonly Int32Array[]): readonly Move[] {
  let current = { actor: 0, counter: 0, action: 0, origins: [] as number[] };
  const machine = new GeneratedMachine(system, {
    moves: (actor, counter, action) => (current = { actor, counter, action, origins: [] }),
    does: (origin) => current.origins.push(origin),
  });
  return states.slice(1).map((to, index) => {
    const from = states[index] as Int32Array;
    const [before, after] = [machine.unpack(from, 0), machine.unpack(to, 0)];
    const found: Move[] = [];
    machine.expand(from, 0, () => {
      if (found.length > 0 || !machine.next.every((word, at) => word === to[at])) return;
      const { actor, counter, action, origins } = current;
      const place = machine.vector.actors[actor];
      const point = place?.of.points[(after[place.counter] ?? 0) - 1];
      found.push({
        actor,
        action,
        begins: counter === 0,
        origins: origins.flatMap((each) => machine.origins[each] ?? []),
        errno: machine.errno(),
        rests: point?.yield ?? null,
        changes: changesBetween(machine, before, after),
      });
    });
    const [move] = found;
    if (!move) throw new Error(`state ${index + 1} of the way does not follow the one before`);
    return move;
  });
}
