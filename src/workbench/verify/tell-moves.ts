import type { Sources } from '../../diagnostics/render-text.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Move } from '../../machine/javascript/trace.ts';
import type { System } from '../../machine/system/system.ts';
import type { Place, ToldMove } from '../../telling/verification.ts';
import { actorOf } from './actor-name.ts';
import { citedStep } from './cited-step.ts';
import { sourceText } from './source-text.ts';

export function placeOf({ file, line }: Span): Place {
  return { file, line };
}

/** The actors of a trace, in the order in which they move first. */
export function lanesOf(moves: readonly Move[]): readonly number[] {
  return [...new Set(moves.map((each) => each.actor))];
}

/** Moves as plain data, with what the specs say. */
export function tellMoves(system: System, moves: readonly Move[], sources: Sources): readonly ToldMove[] {
  const lanes = lanesOf(moves);
  return moves.map((move) => {
    const { rests } = move;
    const cited = citedStep(move);
    const step = rests?.origin.step;
    return {
      lane: lanes.indexOf(move.actor),
      action: actionName(system, move.actor, move.action),
      begins: move.begins,
      argument: move.argument.map(({ member, value, chosen }) => ({
        member,
        value: sourceText(sources, value.span),
        chosen,
      })),
      ended: rests === null,
      errno: move.errno,
      sleeps: rests?.until
        ? { until: sourceText(sources, rests.until.span), verb: rests.origin.verbs.at(-1) ?? null }
        : null,
      drops: step?.kind === 'gap' ? step.lock : null,
      changes: move.changes,
      cited: cited ? { ...placeOf(cited.span), step: cited.step.path } : null,
      steps: move.origins.map(({ step: each, span, verbs }) => ({ ...placeOf(span), kind: each.kind, verbs })),
    };
  });
}

export function actionName(system: System, actor: number, action: number): string {
  return actorOf(system, actor).of.actions[action]?.action.name ?? '';
}
