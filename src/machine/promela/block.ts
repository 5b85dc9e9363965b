import type { Expression } from '../../spec/expression/expression.ts';
import { mentioned, writesOf } from '../liveness.ts';
import type { Label, Program } from '../program.ts';
import { argumentLocal } from '../system/argument.ts';
import { isCursor, type Point } from '../system/point.ts';
import type { SystemAction } from '../system/system.ts';
import { ExpressionPrinter, negated, plain, type Printed } from './expression.ts';
import { decided, fold, reachable, type Known } from './fold.ts';
import { identifier } from './identifiers.ts';
import { InstructionPrinter, pick } from './instruction.ts';
import { flow, placeName, type Placed } from './flow.ts';
import type { ActorNames, Model } from './model.ts';
import { assign, choice, go, use, when, type Statement } from './statement.ts';
import { or } from './text.ts';
import { waysFrom } from './ways.ts';

/** Questions about rows are conditions up to this length, and loops beyond it. */
const longest = { inSteps: 400, inGuards: 4000 };

/** What an actor does from one place until others may run. */
export interface Block {
  /** True where the copy `copy` may do it; what is missing here is asked in the statements. */
  readonly guard: string;
  /** The ways in which it may turn out: the number `choice` says which, from 0. */
  readonly ways: number;
  /** In order; the last ends it. */
  readonly places: readonly Placed[];
}

/** What the blocks of one action have in common. */
export interface BlockOf {
  readonly model: Model;
  readonly actor: ActorNames;
  /** Which of the actor's actions. */
  readonly index: number;
  readonly action: SystemAction;
}

/** Prints what an actor does from a place where it rests, or where `point` is null, from where it does nothing. */
export function blockOf(of: BlockOf, point: Point | null): Block {
  const { model, actor, action } = of;
  const known = knownOf(of);
  const program: Program = { ...action.program, instructions: decided(action.program.instructions, known) };
  const at = point?.at ?? 0;
  const reached = reachable(program.instructions, at);
  const names = new LocalNames(of, program, reached, known);
  const expressions = new ExpressionPrinter(model, (name) => names.text(name), {
    capable: actor.of.actor.capable,
    longest: longest.inSteps,
  });
  const ways = waysFrom(model, program.instructions, reached, known);
  const argument = point ? { ways: 1, statements: [] } : argumentOf(of, names, known);
  const printer = new InstructionPrinter({
    model,
    expressions,
    name: (local) => names.own(local),
    local: (name) => program.locals.find((each) => each.name === name) ?? null,
    begins: (cursor) => names.begins(cursor),
    killed: killedOf(of, longest.inSteps),
    mayFail: (place) => ways.failures.get(place) ?? 'never',
    sleeps: (place) => sleeps(of, names, place),
    ends: [...actor.slots.map((slot) => assign(`${slot}[copy]`, 0)), go('moved')],
    labelled: placeName,
  });
  const nodes = [...reached].map((place: Label) => {
    const instruction = program.instructions[place];
    if (!instruction) throw new Error('an instruction that is come to');
    return { at: place, ...printer.print(instruction, place) };
  });
  const places = flow(nodes, at);
  const guard = point ? wakes(of, point) : begins(of);
  const count = argument.ways * ways.count;
  return {
    guard: [`${actor.counter}[copy] == ${point ? actor.of.points.indexOf(point) + 1 : 0}`, ...guard.conditions].join(
      ' && ',
    ),
    ways: count,
    places: [
      {
        name: 'begins',
        statements: [
          ...guard.statements,
          ...(count > 1
            ? [assign(model.scratch.named('rest'), 'choice'), assign(model.scratch.named('ways_left'), count)]
            : []),
          ...names.reset(),
          ...(point ? loads(of, names, point) : argument.statements),
          assign(`${actor.counter}[copy]`, 0),
        ],
        next: places[0]?.name ?? 'moved',
      },
      ...places,
      {
        name: 'moved',
        statements: [
          ...(point || actor.left === null ? [] : [assign(`${actor.left}[copy]`, `${actor.left}[copy] - 1`)]),
          use('settle'),
        ],
        next: 'stays',
      },
      { name: 'stays', statements: [use('forget')], next: null },
    ],
  };
}

/** What an actor's expressions are printed with: all names of them are the world's. */
export function actorExpressions(model: Model, actor: ActorNames, length: number): ExpressionPrinter {
  const { given, capable } = actor.of.actor;
  return new ExpressionPrinter(model, (name) => model.row(given.get(name) ?? name), {
    capable,
    longest: length,
  });
}

/** Can an actor that rests at a place go on? All that it keeps is read where it is kept. */
export function canGoOn({ model, actor }: Pick<BlockOf, 'model' | 'actor'>, point: Point, length: number): Printed {
  const { until, unless } = point.yield;
  if (!until) return plain('1');
  const kept = keptTexts({ model, actor }, point);
  const rows = (name: string): string => model.row(actor.of.actor.given.get(name) ?? name);
  const expressions = new ExpressionPrinter(model, (name) => kept.get(name) ?? rows(name), {
    capable: actor.of.actor.capable,
    longest: length,
  });
  const events = killedOf({ model, actor }, length);
  const ends = [expressions.condition(until), ...unless.map((each) => events[each.event])];
  return {
    before: ends.flatMap((each) => each.before),
    text: ends.map((each) => each.text).reduce(or),
  };
}

interface Guard {
  readonly conditions: readonly string[];
  readonly statements: readonly Statement[];
}

function guardOf(short: Printed, long: () => Printed): Guard {
  if (short.before.length === 0) return { conditions: short.text === '1' ? [] : [short.text], statements: [] };
  const { before, text } = long();
  return { conditions: [], statements: [...before, when(negated({ before, text }).text, [go('stays')])] };
}

function begins({ model, actor, action }: BlockOf): Guard {
  const left = actor.left === null ? [] : [`${actor.left}[copy] > 0`];
  const asked = action.action.when;
  if (!asked) return { conditions: left, statements: [] };
  const guard = guardOf(actorExpressions(model, actor, longest.inGuards).condition(asked), () =>
    actorExpressions(model, actor, longest.inSteps).condition(asked),
  );
  return { ...guard, conditions: [...left, ...guard.conditions] };
}

function wakes(of: BlockOf, point: Point): Guard {
  return guardOf(canGoOn(of, point, longest.inGuards), () => canGoOn(of, point, longest.inSteps));
}

/** When the events of a wait are true for the actor. */
function killedOf(
  { model, actor }: Pick<BlockOf, 'model' | 'actor'>,
  length: number,
): Record<'killed' | 'stopped', Printed> {
  const { killed, stopped } = actor.of.actor;
  const expressions = actorExpressions(model, actor, length);
  return {
    killed: killed ? expressions.condition(killed) : plain('0'),
    stopped: stopped ? expressions.condition(stopped) : plain('0'),
  };
}

/** What is known of an action's names before anything runs: rows of the world, and members that have one value only. */
function knownOf({ model, actor, action }: BlockOf): Known {
  const { program } = action;
  const written = new Set(program.instructions.flatMap((each) => writesOf(each)));
  const locals = new Set(program.locals.map((each) => each.name));
  const rows = (name: string): number | null => model.steadyRow(actor.of.actor.given.get(name) ?? name);
  const common = {
    symbol: (name: string) =>
      Number(Object.entries(model.system.world.word.symbols).find(([each]) => each === name)?.[1]),
    mask: model.mask,
    capable: actor.of.actor.capable,
  };
  const members = new Map<string, number>();
  for (const [member, values] of action.action.argument) {
    const name = argumentLocal(member);
    const [only] = values;
    if (values.length !== 1 || !only || written.has(name)) continue;
    const value = fold(only, { ...common, names: rows });
    if (value !== null) members.set(name, value);
  }
  return {
    ...common,
    names: (name) => (members.has(name) ? (members.get(name) ?? null) : locals.has(name) ? null : rows(name)),
  };
}

function argumentOf(of: BlockOf, names: LocalNames, known: Known): { ways: number; statements: readonly Statement[] } {
  const { model, actor, action } = of;
  const expressions = actorExpressions(model, actor, longest.inSteps);
  let ways = 1;
  const statements = [...action.action.argument].flatMap(([member, values]): readonly Statement[] => {
    const local = argumentLocal(member);
    // A member that no step reads is nothing that the model has to know.
    if (!names.has(local) || known.names(local) !== null) return [];
    const given = values.map((value: Expression) => {
      const { before, text } = expressions.value(value);
      return [...before, assign(names.own(local), text)];
    });
    ways *= Math.max(1, values.length);
    if (given.length < 2) return given.flat();
    const picked = model.scratch.named('picked');
    return [
      ...pick(model, String(given.length)),
      choice(given.map((does, index) => ({ when: `${picked} == ${index}`, does }))),
    ];
  });
  return { ways, statements };
}

/** Where what is kept at a place stands, by the names of locals. */
function keptTexts({ model, actor }: Pick<BlockOf, 'model' | 'actor'>, { kept }: Point): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let next = 0;
  for (const each of kept) {
    texts.set(each.name, `${actor.slots[next] ?? ''}[copy]`);
    next += model.vector.parts(each).length;
  }
  return texts;
}

function loads(of: BlockOf, names: LocalNames, point: Point): readonly Statement[] {
  const kept = keptTexts(of, point);
  const { slots } = of.actor;
  return point.kept.flatMap((each): readonly Statement[] => {
    const from = kept.get(each.name) ?? '';
    if (!names.has(each.name)) return [];
    const to = names.own(each.name);
    if (!isCursor(each)) return [assign(to, from)];
    if (each.over === 'elements') return [assign(to, from)];
    if (each.over === 'gaps') return [assign(to, `${from} - 1`)];
    const second = slots[slots.findIndex((slot) => from === `${slot}[copy]`) + 1] ?? '';
    return [assign(to, `${from} - 1`), assign(names.own(`${each.name} slot`), `${second}[copy]`)];
  });
}

/** The way out to others at a yield: what is kept is put away. */
function sleeps({ actor, action, index }: BlockOf, names: LocalNames, place: Label): readonly Statement[] {
  const { points } = actor.of;
  const instruction = action.program.instructions[place];
  const number = points.findIndex((each) => each.action === index && each.yield === instruction);
  const values = (points[number]?.kept ?? []).flatMap((each): readonly string[] => {
    const name = names.text(each.name);
    if (!isCursor(each) || each.over === 'elements') return [name];
    return each.over === 'gaps' ? [`${name} + 1`] : [`${name} + 1`, names.text(`${each.name} slot`)];
  });
  return [
    assign(`${actor.counter}[copy]`, number + 1),
    ...actor.slots.map((slot, at) => assign(`${slot}[copy]`, values[at] ?? '0')),
    go('moved'),
  ];
}

/** What the locals and cursors of a block are called; those that it does not mention are nothing. */
class LocalNames {
  private readonly of: BlockOf;
  private readonly known: Known;
  private readonly names = new Map<string, string>();
  private readonly cursors: ReadonlyMap<string, 'rows' | 'gaps' | 'elements'>;

  constructor(of: BlockOf, program: Program, reached: ReadonlySet<Label>, known: Known) {
    this.of = of;
    this.known = known;
    const instructions = program.instructions.filter((_each, at) => reached.has(at));
    const used = new Set([
      ...mentioned(instructions),
      ...instructions.flatMap((each) => (each.op === 'yield' ? each.live : [])),
    ]);
    const taken = new Set<string>();
    const give = (name: string): void => {
      const wanted = shortName(name);
      let free = wanted;
      for (let number = 2; taken.has(free); number++) free = `${wanted}_${number}`;
      taken.add(free);
      this.names.set(name, of.model.scratch.named(free));
    };
    for (const { name } of program.locals) if (used.has(name) && known.names(name) === null) give(name);
    const cursors = program.cursors.filter((each) => used.has(each.name));
    this.cursors = new Map(cursors.map((each) => [each.name, each.over]));
    for (const { name, over } of cursors) {
      give(name);
      if (over === 'rows') give(`${name} slot`);
    }
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The variable of a local or cursor. */
  own(name: string): string {
    const own = this.names.get(name);
    if (own === undefined) throw new Error(`${name} is not mentioned in the block`);
    return own;
  }

  /** What a name of an expression is: a variable, what is known of it, or a row of the world. */
  text(name: string): string {
    const { model, actor } = this.of;
    const own = this.names.get(name);
    if (own !== undefined) return own;
    const known = this.known.names(name);
    if (known !== null) return String(known);
    return model.row(actor.of.actor.given.get(name) ?? name);
  }

  begins(cursor: string): readonly Statement[] {
    const over = this.cursors.get(cursor);
    if (over === undefined) return [];
    const start = assign(this.own(cursor), over === 'elements' ? 0 : -1);
    return over === 'rows' ? [start, assign(this.own(`${cursor} slot`), 0)] : [start];
  }

  /** Locals are 0 at first, and loops have not begun. */
  reset(): readonly Statement[] {
    return [...this.names].flatMap(([name, own]): readonly Statement[] => {
      if (name.endsWith(' slot')) return [];
      return this.cursors.has(name) ? this.begins(name) : [assign(own, 0)];
    });
  }
}

/** The verb that a local belongs to, and its name there. */
function shortName(name: string): string {
  const parts = name.split('.');
  const verb = parts.findLast((part) => part.includes('@'))?.replace(/@.*$/, '');
  const last = (parts.at(-1) ?? name).replace('#', 'loop ').replace('~', ' ');
  return identifier(`${parts[0] === 'argument' ? 'argument ' : ''}${verb ?? ''} ${last}`);
}
