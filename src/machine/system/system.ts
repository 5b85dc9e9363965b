import type { Interface } from '../../spec/interface.ts';
import type { Property } from '../../spec/property.ts';
import type { Action, Actor, World } from '../../spec/world.ts';
import { withLiveness } from '../liveness.ts';
import { lowerIoctl, lowerSteps } from '../lower.ts';
import type { Program } from '../program.ts';
import { withArgument } from './argument.ts';
import { pointsOf, type Point } from './point.ts';
import { withoutCopies } from './without-copies.ts';

/** An action with what it runs. */
export interface SystemAction {
  readonly action: Action;
  readonly program: Program;
}

/** An actor with what it may run. */
export interface SystemActor {
  readonly actor: Actor;
  readonly actions: readonly SystemAction[];
  /** Where it can stand in its actions. Its program counter is 0 outside of them, and 1 more than the index here inside. */
  readonly points: readonly Point[];
}

/** What the back ends print or run: actors with programs, over tables with bounds. */
export interface System {
  readonly interface: Interface;
  readonly world: World;
  /** Run once as one block. Its locals of the world's names say which rows these are. */
  readonly start: Program;
  readonly actors: readonly SystemActor[];
  /** Those of the interface, then those of the world. */
  readonly properties: readonly Property[];
}

/**
 * Lowers a world.
 *
 * @throws ModelError where a list of steps cannot be lowered
 */
export function systemOf(of: Interface, world: World): System {
  const actors = world.actors.map((actor): SystemActor => {
    const actions = actor.actions.map((action): SystemAction => {
      const { ioctl, name, steps } = action;
      const lowered = ioctl ? withArgument(lowerIoctl(of, ioctl)) : lowerSteps(of, name, steps, world.names);
      const program = withoutCopies(lowered);
      return { action, program: { ...program, instructions: withLiveness(program.instructions) } };
    });
    return { actor, actions, points: actions.flatMap(({ program }, index) => pointsOf(program, index, of)) };
  });
  return {
    interface: of,
    world,
    start: lowerSteps(of, 'start', world.start, []),
    actors,
    properties: [...of.properties, ...world.properties],
  };
}
