import { type ExpressionPrinter, negated } from './expression.ts';
import { worldExpressions } from './judge.ts';
import type { ActorNames, Model } from './model.ts';
import { assign, each, when, type Statement } from './statement.ts';

/** What is done to a state when a step ends: what is owed is noted, and copies of an actor are put in order. */
export function settlesOf(model: Model): readonly Statement[] {
  return [...owes(model), ...model.actors.flatMap((actor) => sorts(model, actor))];
}

function owes(model: Model): readonly Statement[] {
  const expressions: ExpressionPrinter = worldExpressions(model, 400);
  return model.system.properties.flatMap(({ after, holds }, index): readonly Statement[] => {
    const owed = model.owed[index];
    if (!after || typeof owed !== 'string') return [];
    model.scratch.restart();
    const [from, to] = [expressions.condition(after), expressions.condition(holds)];
    return [...from.before, ...to.before, assign(owed, `(${owed} || ${from.text}) && ${negated(to).text}`)];
  });
}

/** Copies of an actor cannot be told from each other: the lesser one comes first. */
function sorts({ scratch }: Model, { of, counter, left, slots }: ActorNames): readonly Statement[] {
  const { count } = of.actor;
  if (count < 2) return [];
  const [turn, at, other] = [scratch.named('turn'), scratch.named('at'), scratch.named('other')];
  const columns = [counter, ...(left === null ? [] : [left]), ...slots];
  const greater = columns.reduceRight<string | null>((rest, column) => {
    const [a, b] = [`${column}[${at}]`, `${column}[${at} + 1]`];
    return rest === null ? `${a} > ${b}` : `${a} > ${b} || ${a} == ${b} && (${rest})`;
  }, null);
  const swaps = columns.flatMap((column) => [
    assign(other, `${column}[${at}]`),
    assign(`${column}[${at}]`, `${column}[${at} + 1]`),
    assign(`${column}[${at} + 1]`, other),
  ]);
  return [each(turn, 2, count, [each(at, 0, count - 2, [when(greater ?? '0', swaps)])])];
}
