import type { Span } from '../../diagnostics/span.ts';
import { GeneratedMachine } from '../javascript/generated-machine.ts';
import type { Point } from '../system/point.ts';
import type { System } from '../system/system.ts';
import { blockOf, type Block } from './block.ts';
import { bytesOf, declarationsOf, type DeclarationsView } from './declarations.ts';
import { judgmentOf, type JudgedProperty, type Judgment } from './judge.ts';
import { PromelaLimit } from './limit.ts';
import { Model, type ActorNames } from './model.ts';
import { removalOf } from './removal.ts';
import { settlesOf } from './settle.ts';
import { inOnePiece, inParts, type Body } from './pieces.ts';
import { relabelled, reworded, use, weight, type Statement } from './statement.ts';

/** What `promela/world` prints. */
export interface PromelaView {
  readonly title: string;
  readonly of: string;
  readonly assumptions: readonly string[];
  /** What spin, the compiler and pan have to be told beside what is always so. */
  readonly vectorBytes: number;
  readonly symbols: readonly { readonly name: string; readonly value: string }[];
  readonly rows: readonly { readonly name: string; readonly table: string; readonly row: number }[];
  readonly declarations: readonly DeclarationsView[];
  readonly scratch: readonly string[];
  readonly removals: readonly {
    readonly name: string;
    readonly table: string;
    readonly statements: readonly Statement[];
  }[];
  readonly steps: readonly StepView[];
  readonly settles: readonly Statement[];
  readonly processes: number;
  readonly options: readonly OptionView[];
  /** Are there steps that consist of parts? */
  readonly inParts: boolean;
  readonly judges: JudgesView;
}

/** What is asked of each state, by the first process only. */
export interface JudgesView {
  readonly guard: string;
  readonly looks: readonly Statement[];
  /** As many together as SPIN takes in one step. */
  readonly groups: readonly { readonly properties: readonly JudgedProperty[] }[];
  /** What is asked of a state with a dangling reference, and nothing else. */
  readonly dangling: readonly JudgedProperty[];
}

/** Steps that several options are made of. */
export interface StepView {
  readonly name: string;
  readonly comment: string;
  readonly body: Body;
}

/** One way to go on from a state. */
export interface OptionView {
  readonly comment: string | null;
  readonly guard: string;
  /** Null where the body stands here. */
  readonly uses: { readonly name: string; readonly operands: string } | null;
  readonly body: Body | null;
  /** Does it consist of parts? */
  readonly inParts: boolean;
}

/** What the file is told that prints it. */
export interface PromelaAbout {
  /** `vfio-update-vaddr` */
  readonly name: string;
  readonly assumptions: readonly string[];
  /** How many processes choose between ways; null for as few as the size of the model allows. */
  readonly processes: number | null;
  /** What a step may weigh that is a whole; null for as much as SPIN takes. */
  readonly heaviest: number | null;
}

/** Steps that may turn out in more ways are refused. */
const mostWays = 4096;
/** What a `d_step` may weigh, and what all of them may together before processes choose between ways instead. */
const heaviest = 1400;
const heaviestTogether = 30_000;
/** An `inline` has room for 65,536 characters (Spin 6.5.2, spinlex.c). */
const longestInline = 50_000;

/**
 * A world in Promela. Each state of it that can be reached is one state of the model, and each step one `d_step`.
 *
 * Where a step may turn out in several ways, each is an option of its own with its number, so a number too many is a way
 * that is there already. Where that would be much text, several processes of the same kind run, each of which takes
 * the ways of its number; none of them remembers anything.
 *
 * @throws ModelError where the spec is wrong in a way that only shows here, or its start fails
 * @throws PromelaLimit where the world is beyond what SPIN can take
 */
export function promelaOf(system: System, about: PromelaAbout): PromelaView {
  const machine = new GeneratedMachine(system);
  machine.start();
  const model = new Model(system, machine.vector, machine.rows);
  const declarations = declarationsOf(model, machine.unpack(machine.next, 0));
  const blocks = model.actors.flatMap((actor) => blocksOf(model, actor));
  for (const { block, comment, span } of blocks)
    if (block.ways > mostWays)
      throw new PromelaLimit(`${comment} may turn out in more than ${mostWays} ways: ${block.ways}`, span);
  const removals = [...model.tables.values()].map((table) => ({
    name: table.remove,
    table: table.place.name,
    statements: removalOf(model, table),
  }));
  const settles = settlesOf(model);
  const judgment = judgmentOf(model);
  const scratch = model.scratch.all();
  const inlines = new Map(removals.map(({ name, statements }) => [name, weight(statements, () => 0)]));
  inlines
    .set(
      'settle',
      weight(settles, () => 0),
    )
    .set('forget', scratch.length + 1);
  const weighed = (statements: readonly Statement[]): number => weight(statements, (name) => inlines.get(name) ?? 0);
  const bodies = blocks.map((each): NamedBody => {
    const whole = inOnePiece(each.block.places);
    const [heavy, most] = [weighed(whole), about.heaviest ?? heaviest];
    if (heavy <= most) return { ...each, heavy, body: { statements: whole, parts: null } };
    return { ...each, heavy, body: { statements: [], parts: inParts(each.block.places, most, weighed) } };
  });
  const processes = about.processes ?? processesFor(bodies);
  let numbered = 0;
  const printed = bodies.map((each) => optionsOf(each, processes, () => ++numbered));
  return {
    title: `${about.name} in the world ${system.world.name}: ${system.world.title}`,
    of: about.name,
    assumptions: about.assumptions,
    vectorBytes: roundUp(bytesOf(declarations) + scratch.length * 4 + processes * 16 + 256),
    symbols: Object.entries(system.world.word.symbols).map(([name, value]) => ({ name, value: String(value) })),
    rows: system.world.names.flatMap(({ name, type }) =>
      type.kind === 'row' ? [{ name, table: type.table, row: model.rows.get(name) ?? 0 }] : [],
    ),
    declarations,
    scratch,
    removals,
    steps: printed.flatMap(({ step }) => (step ? [step] : [])),
    settles,
    processes,
    options: printed.flatMap(({ options }) => options),
    inParts: bodies.some(({ body }) => body.parts !== null),
    judges: {
      guard: processes > 1 ? '_pid == 0 && ' : '',
      looks: judgment.looks,
      groups: grouped(judgment, (statements) => weighed(statements) + scratch.length),
      dangling: judgment.dangling,
    },
  };
}

interface NamedBlock {
  readonly actor: ActorNames;
  readonly name: string;
  readonly comment: string;
  readonly span: Span;
  readonly block: Block;
}

function blocksOf(model: Model, actor: ActorNames): readonly NamedBlock[] {
  const { actor: spec, actions, points } = actor.of;
  const named = (name: string, comment: string, span: Span, index: number, point: Point | null): NamedBlock[] => {
    const action = actions[index];
    if (!action) return [];
    const block = blockOf({ model, actor, index, action }, point);
    return [{ actor, name: model.identifiers.fresh(name), comment, span, block }];
  };
  return [
    ...actions.flatMap(({ action }, index) =>
      named(`${spec.name}_${action.name}`, `${spec.name}: ${action.name}`, action.span, index, null),
    ),
    ...points.flatMap((point, index) => {
      const name = actions[point.action]?.action.name ?? '';
      const place = placeText(point);
      return named(
        `${spec.name}_at_${index + 1}`,
        `${spec.name}, at ${index + 1}: ${name} ${place}`,
        spec.span,
        point.action,
        point,
      );
    }),
  ];
}

/** Where an actor stands, for a reader. */
function placeText({ yield: { until, origin } }: Point): string {
  const { step, span } = origin;
  const where = `${span.file}:${span.line}`;
  return step.kind === 'gap'
    ? `goes on in ${step.in}, which had dropped ${step.lock} (${where})`
    : until
      ? `waits (${where})`
      : where;
}

interface NamedBody extends NamedBlock {
  readonly heavy: number;
  readonly body: Body;
}

/** As few processes as keep the model small. */
function processesFor(blocks: readonly NamedBody[]): number {
  const size = (processes: number): number =>
    blocks.reduce(
      (sum, { actor, block, heavy }) => sum + heavy * actor.of.actor.count * Math.ceil(block.ways / processes),
      0,
    );
  let processes = 1;
  while (processes < 64 && size(processes) > heaviestTogether && size(processes * 2) < size(processes)) processes *= 2;
  return processes;
}

function optionsOf(
  { actor, name, comment, block, body }: NamedBody,
  processes: number,
  number: () => number,
): { readonly step: StepView | null; readonly options: readonly OptionView[] } {
  const turns = Math.ceil(block.ways / processes);
  const uses = turns * actor.of.actor.count;
  const shared = uses > 1 && JSON.stringify(body).length < longestInline;
  const options = actor.places.flatMap(({ copy }) =>
    Array.from({ length: turns }, (_turn, turn): OptionView => {
      const first = turn * processes;
      const choice = processes === 1 ? String(first) : first === 0 ? '_pid' : `(_pid + ${first})`;
      const words = new Map([
        ['copy', String(copy)],
        ['choice', choice],
      ]);
      const bound = processes > 1 && first + processes > block.ways ? ` && _pid < ${block.ways - first}` : '';
      const [guard] = reworded([use('', block.guard)], words);
      return {
        comment: copy === 0 && turn === 0 ? comment : null,
        guard: `!dangling && ${guard?.use?.operands ?? ''}${bound}`,
        uses: shared ? { name, operands: `${copy}, ${choice}` } : null,
        inParts: body.parts !== null,
        body: shared ? null : own(body, words, number()),
      };
    }),
  );
  return { step: shared ? { name, comment, body } : null, options };
}

/** What stands in an option itself: labels are the whole process's there. */
function own({ statements, parts }: Body, words: ReadonlyMap<string, string>, number: number): Body {
  const change = (list: readonly Statement[]): readonly Statement[] =>
    relabelled(reworded(list, words), (name) => `${name}_of_${number}`);
  return {
    statements: change(statements),
    parts: parts && parts.map((part) => ({ ...part, statements: change(part.statements) })),
  };
}

/** Properties that are asked for in one step. */
function grouped(
  { looks, properties }: Judgment,
  weigh: (statements: readonly Statement[]) => number,
): readonly { readonly properties: readonly JudgedProperty[] }[] {
  const groups: { properties: JudgedProperty[] }[] = [];
  let sum = Infinity;
  for (const property of properties) {
    const own = weigh(property.statements);
    if (sum + own > heaviest) {
      groups.push({ properties: [] });
      sum = weigh(looks);
    }
    groups.at(-1)?.properties.push(property);
    sum += own;
  }
  return groups;
}

function roundUp(bytes: number): number {
  return Math.max(1024, 2 ** Math.ceil(Math.log2(bytes)));
}
