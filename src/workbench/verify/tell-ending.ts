import type { Sources } from '../../diagnostics/render-text.ts';
import type { Move } from '../../machine/javascript/trace.ts';
import type { System } from '../../machine/system/system.ts';
import type { Ending, Sleeper } from '../../telling/verification.ts';
import { actorName, actorOf } from './actor-name.ts';
import { endersOf, type Enders } from './enders.ts';
import { sourceText } from './source-text.ts';
import { actionName, placeOf } from './tell-moves.ts';

const quietProperties = new Set(['no-user-wedge', 'no-lock-to-user']);

/** How the way to the violation of a property ends: in the state `last`. */
export function tellEnding(
  system: System,
  property: string,
  moves: readonly Move[],
  last: Int32Array,
  sources: Sources,
): Ending {
  const stated = system.properties.find((each) => each.name === property);
  if (property === 'kernel-work-ends') return { kind: 'cycle', broken: null, sleepers: [] };
  const quiet = stated ? stated.after !== null || stated.at === 'quiet' : quietProperties.has(property);
  const owed = stated?.after ? `, owed since ${sourceText(sources, stated.after.span)}` : '';
  return {
    kind: quiet ? 'quiet' : 'state',
    broken: stated ? { ...placeOf(stated.holds.span), text: `${sourceText(sources, stated.holds.span)}${owed}` } : null,
    sleepers: quiet ? sleepersOf(system, moves, last, sources) : [],
  };
}

function sleepersOf(system: System, moves: readonly Move[], last: Int32Array, sources: Sources): readonly Sleeper[] {
  const found = endersOf(system, last);
  // The last state has the copies of an actor in order; in the trace each is followed. Where they sleep tells them apart.
  const stepOf = new Map<Enders, number>();
  const asleep = [...new Set(moves.map((each) => each.actor))].flatMap((actor) => {
    const at = moves.findLastIndex((each) => each.actor === actor);
    const move = moves[at];
    return move?.rests?.until ? [{ actor, at, rests: move.rests }] : [];
  });
  const told = asleep.flatMap(({ actor, at, rests }) => {
    const { of } = actorOf(system, actor);
    const enders = found.find(
      (each) => !stepOf.has(each) && actorOf(system, each.sleeper).of === of && of.points[each.point]?.yield === rests,
    );
    if (!enders) return [];
    stepOf.set(enders, at + 1);
    return [{ actor, at, rests, enders }];
  });
  return told.map(({ actor, at, rests, enders }) => ({
    actor: actorName(system, actor),
    step: at + 1,
    until: rests.until ? sourceText(sources, rests.until.span) : '',
    place: placeOf(rests.origin.span),
    endedBy: enders.endedBy.map((each) => ({
      actor: actorOf(system, each.actor).of.actor.name,
      action: actionName(system, each.actor, each.action),
    })),
    follows: enders.follows.flatMap((sleeper) => {
      const first = found.find((each) => each.sleeper === sleeper);
      const step = first && stepOf.get(first);
      return step === undefined ? [] : [step];
    }),
  }));
}
