import { builtInProperties, type Property } from '../../spec/property.ts';
import type { Point } from '../system/point.ts';
import { actorExpressions, canGoOn } from './block.ts';
import { ExpressionPrinter, negated, only, plain } from './expression.ts';
import type { ActorNames, Model } from './model.ts';
import { and } from './text.ts';
import { assign, check, choice, each, reworded, when, type Statement, type Way } from './statement.ts';

/** The longest question about rows that is put as one condition. */
const longest = 400;

/** How a property is asked for. */
export interface JudgedProperty {
  /** As in the spec. */
  readonly name: string;
  /** What chooses it alone, from 1. */
  readonly number: number;
  /** What is false in a state that breaks it. */
  readonly variable: string;
  readonly doc: string;
  readonly statements: readonly Statement[];
}

/** What is asked of each state. */
export interface Judgment {
  /** Finds out who could go on, who sleeps in a teardown, and who for what only a user does. */
  readonly looks: readonly Statement[];
  readonly properties: readonly JudgedProperty[];
  /** The one that a dangling reference breaks. */
  readonly dangling: readonly JudgedProperty[];
}

/** Prints what is asked of each state, which changes nothing in it. */
export function judgmentOf(model: Model): Judgment {
  const { system, scratch } = model;
  const [working, torn, locked] = [scratch.named('working'), scratch.named('torn'), scratch.named('locked')];
  const looks = [
    assign(working, 0),
    assign(torn, 0),
    assign(locked, 0),
    ...model.actors.flatMap((actor) => looksAt(model, actor, { working, torn, locked })),
  ];
  const stated = system.properties.map((property, index) => ({
    name: property.name,
    doc: property.doc,
    judge: (variable: string) => judged(model, property, index, variable, working),
  }));
  const asleep = { 'no-user-wedge': torn, 'no-lock-to-user': locked };
  const builtIn = builtInProperties.flatMap((name) => {
    // These two are about more than one state.
    if (name === 'no-dead-step' || name === 'kernel-work-ends') return [];
    const holds = name === 'no-dangling-reference' ? '!dangling' : `(${working} || !${asleep[name]})`;
    return [{ name, doc: docs[name], judge: (variable: string) => [assign(variable, holds)] }];
  });
  const properties = [...stated, ...builtIn].map(({ name, doc, judge }, index): JudgedProperty => {
    const variable = scratch.fresh(`holds_${name}`);
    scratch.restart();
    return { name, number: index + 1, variable, doc, statements: [...judge(variable), check(variable)] };
  });
  const isDangling = ({ name, number }: JudgedProperty): boolean =>
    number > system.properties.length && name === 'no-dangling-reference';
  return { looks, properties: properties.filter((each) => !isDangling(each)), dangling: properties.filter(isDangling) };
}

const docs = {
  'no-user-wedge': 'Nobody sleeps for ever in a teardown.',
  'no-lock-to-user': 'No kernel work sleeps for ever on what only a call of a user would change.',
  'no-dangling-reference': 'No row goes away that a sleeping call still refers to.',
};

interface Looks {
  readonly working: string;
  readonly torn: string;
  readonly locked: string;
}

/** Can a copy of an actor go on, and what does it mean if it sleeps? */
function looksAt(model: Model, actor: ActorNames, { working, torn, locked }: Looks): readonly Statement[] {
  const { actor: spec, actions, points } = actor.of;
  model.scratch.restart();
  const left = actor.left === null ? '1' : `${actor.left}[copy] > 0`;
  const may = (index: number): readonly Statement[] => {
    const asked = actions[index]?.action.when;
    const guard = asked ? actorExpressions(model, actor, longest).condition(asked) : plain('1');
    return [...guard.before, ...only(and(left, guard.text), [assign(working, 1)])];
  };
  const begins: readonly Way[] =
    spec.kind === 'kernel'
      ? [{ when: `${actor.counter}[copy] == 0`, does: actions.flatMap((_action, index) => may(index)) }]
      : [];
  const goesOn = points.map((point, index): Way => {
    const awake = canGoOn({ model, actor }, point, longest);
    const sleeps = point.teardown ? [assign(torn, 1)] : isLock(spec.kind, point) ? [assign(locked, 1)] : [];
    const moves = [assign(working, 1)];
    return {
      when: `${actor.counter}[copy] == ${index + 1}`,
      does: awake.text === '1' ? moves : [...awake.before, when(awake.text, moves, sleeps)],
    };
  });
  const ways = [...begins, ...goesOn];
  if (ways.length === 0) return [];
  const copy = model.scratch.named('copy');
  return [each(copy, 0, spec.count - 1, reworded([choice(ways)], new Map([['copy', copy]])))];
}

/** Would somebody who sleeps here wait for what only a user does? A user's own call may, where a kill ends it. */
function isLock(kind: 'user' | 'kernel', { yield: wait }: Point): boolean {
  return kind === 'kernel' || !wait.unless.some((each) => each.event === 'killed');
}

function judged(
  model: Model,
  property: Property,
  index: number,
  variable: string,
  working: string,
): readonly Statement[] {
  const expressions = worldExpressions(model, longest);
  const owed = model.owed[index];
  const holds = typeof owed === 'string' ? plain(`!${owed}`) : expressions.condition(property.holds);
  const about = property.witness ? expressions.condition(property.witness) : plain('1');
  const excuse = property.unless ? expressions.condition(property.unless) : plain('0');
  const counters = model.actors.flatMap((actor) => actor.places.map((place) => `${actor.counter}[${place.copy}] == 0`));
  const moments = { always: '1', quiet: `!${working}`, idle: counters.join(' && ') || '1' };
  const breaks = [...excuse.before, assign(variable, excuse.text)];
  const asked = [...about.before, ...only(about.text, [...holds.before, ...only(negated(holds).text, breaks)])];
  return [assign(variable, 1), ...only(moments[property.after ? 'quiet' : property.at], asked)];
}

/** Prints what a world says of no actor. */
export function worldExpressions(model: Model, length: number): ExpressionPrinter {
  return new ExpressionPrinter(model, (name) => model.row(name), { capable: false, longest: length });
}
