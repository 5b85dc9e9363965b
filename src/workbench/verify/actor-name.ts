import type { System, SystemActor } from '../../machine/system/system.ts';

/** The actor with a number, and which of its copies that is. */
export function actorOf(system: System, number: number): { readonly of: SystemActor; readonly copy: number } {
  let copy = number;
  for (const of of system.actors) {
    if (copy < of.actor.count) return { of, copy };
    copy -= of.actor.count;
  }
  throw new Error(`the world has no actor ${number}`);
}

/** What a trace calls an actor. */
export function actorName(system: System, number: number): string {
  const { of, copy } = actorOf(system, number);
  return of.actor.count === 1 ? of.actor.name : `${of.actor.name} ${copy + 1}`;
}
