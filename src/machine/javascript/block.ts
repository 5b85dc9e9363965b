import type { Expression } from '../../spec/expression/expression.ts';
import { successors } from '../labels.ts';
import type { Instruction, Label, Program } from '../program.ts';
import { argumentLocal } from '../system/argument.ts';
import { isCursor, type Point } from '../system/point.ts';
import type { SystemAction } from '../system/system.ts';
import type { ActorPlace } from '../system/vector.ts';
import { worldName, type Code, type InCode } from './code.ts';
import { ExpressionPrinter } from './expression.ts';
import { InstructionPrinter } from './instruction.ts';

/** What a block function gives back when it changed nothing, since it sleeps; a number below says which table is full. */
export const asleep = 0;
export const went = 1;

/** What blocks of one action have in common. */
export interface BlockOf {
  readonly code: Code;
  readonly actor: ActorPlace;
  readonly index: number;
  readonly action: SystemAction;
  /** The numbers of the rows that the world has names for. */
  readonly rows: ReadonlyMap<string, number>;
  /** Written before each instruction, so that a run can be told. */
  readonly mark: (instruction: Instruction) => string;
  /** Locals that are left in `kept` at the end. */
  readonly leaves: readonly string[];
}

/**
 * Prints what an actor does from one place until others may run, as the body of a function of `o`: where its own numbers
 * begin in the state. `point` is null for the beginning of the action.
 */
export function blockText(of: BlockOf, point: Point | null): string {
  const { code, action, actor } = of;
  const { program } = action;
  const names = namesOf(program);
  const expressions = new ExpressionPrinter(code, (name) => inCode(of, names, name), {
    capable: actor.of.actor.capable,
  });
  const at = point?.at ?? 0;
  const reached = reachable(program.instructions, at);
  const leaders = leadersOf(program.instructions, reached, at);
  const instructions = new InstructionPrinter({
    code,
    expressions,
    world: code.system.world,
    name: (each) => names.get(each) ?? 'undefined',
    local: (each) => program.locals.find((local) => local.name === each) ?? null,
    killed: killedText(of),
    begins: (cursor) => beginsText(program, names, cursor),
    leave: (label) => leaveText(of, names, label),
    end: () => endText(of, names),
  });
  const lines = [...reached]
    .sort((a, b) => a - b)
    .map((label) => {
      const instruction = program.instructions[label] as Instruction;
      const text = of.mark(instruction) + instructions.text(instruction, label);
      return (leaders.has(label) ? `case ${label}: ` : '') + text;
    });
  const declared = [...names.values()].map((name) => `${name} = 0`);
  return [
    declared.length > 0 ? `let ${declared.join(', ')};` : '',
    ...program.cursors.map((each) => beginsText(program, names, each.name)),
    point ? loadText(of, names, point) : argumentText(of, names),
    point ? guardText(of, point, expressions) : '',
    'v[o] = 0;',
    `for (let p = ${at};;) switch (p) {`,
    ...lines,
    '}',
  ].join('\n');
}

function namesOf(program: Program): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { name } of program.locals) names.set(name, `l${names.size}`);
  for (const { name, over } of program.cursors) {
    names.set(name, `l${names.size}`);
    if (over === 'rows') names.set(`${name} slot`, `l${names.size}`);
  }
  return names;
}

function inCode(of: BlockOf, names: ReadonlyMap<string, string>, name: string): InCode {
  const local = names.get(name);
  if (local !== undefined) return { text: local, sure: false };
  return worldName(of.code, of.rows, of.actor.of.actor.given.get(name) ?? name);
}

/** Sets a cursor to where its loop has not begun. */
function beginsText({ cursors }: Program, names: ReadonlyMap<string, string>, cursor: string): string {
  const name = names.get(cursor) ?? '';
  const slot = names.get(`${cursor} slot`);
  const start = cursors.find((each) => each.name === cursor)?.over === 'elements' ? 0 : -1;
  return slot === undefined ? `${name} = ${start};` : `${name} = ${start}; ${slot} = 0;`;
}

/** Prints what the world says of an actor: of its expressions the names are all the world's. */
export function actorExpressions({ code, actor, rows }: Pick<BlockOf, 'code' | 'actor' | 'rows'>): ExpressionPrinter {
  const { capable, given } = actor.of.actor;
  return new ExpressionPrinter(code, (name) => worldName(code, rows, given.get(name) ?? name), { capable });
}

function argumentText(of: BlockOf, names: ReadonlyMap<string, string>): string {
  const expressions = actorExpressions(of);
  return [...of.action.action.argument]
    .flatMap(([member, values]) => {
      const local = names.get(argumentLocal(member));
      // A member that no step reads is nothing that the model has to know.
      if (local === undefined) return [];
      const cases = values.map((value, index) => `case ${index}: ${local} = ${expressions.value(value)}; break;`);
      return [
        values.length === 1
          ? `${local} = ${expressions.value(values[0] as Expression)};`
          : `switch (pick(${values.length})) { ${cases.join(' ')} }`,
      ];
    })
    .join('\n');
}

/** A place of one of the actor's own numbers. */
function own({ actor }: BlockOf, index: number): string {
  return `v[o + ${index - actor.counter}]`;
}

function loadText(of: BlockOf, names: ReadonlyMap<string, string>, { kept }: Point): string {
  let next = 0;
  const slot = (): string => own(of, of.actor.slots[next++] ?? 0);
  return kept
    .map((each) => {
      const name = names.get(each.name) ?? '';
      if (!isCursor(each)) return `${name} = ${slot()};`;
      if (each.over === 'elements') return `${name} = ${slot()};`;
      if (each.over === 'gaps') return `${name} = ${slot()} - 1;`;
      return `${name} = ${slot()} - 1; ${names.get(`${each.name} slot`) ?? ''} = ${slot()};`;
    })
    .join('\n');
}

/** The way out to others at a yield: what is kept is put away. */
function leaveText(of: BlockOf, names: ReadonlyMap<string, string>, label: Label): string {
  const { actor } = of;
  const { points } = actor.of;
  const instruction = of.action.program.instructions[label];
  const index = points.findIndex((each) => each.action === of.index && each.yield === instruction);
  const values = (points[index]?.kept ?? []).flatMap((each) => {
    const name = names.get(each.name) ?? '0';
    if (!isCursor(each)) return [name];
    if (each.over === 'elements') return [name];
    return each.over === 'gaps' ? [`${name} + 1`] : [`${name} + 1`, names.get(`${each.name} slot`) ?? '0'];
  });
  const slots = actor.slots.map((slot, at) => `${own(of, slot)} = ${values[at] ?? '0'};`);
  return `v[o] = ${index + 1}; ${slots.join(' ')} return ${went};`;
}

function endText(of: BlockOf, names: ReadonlyMap<string, string>): string {
  const left = of.leaves.map((each, index) => `kept[${index}] = ${names.get(each) ?? '0'};`).join(' ');
  return `${left} ${of.actor.slots.map((slot) => `${own(of, slot)} = 0;`).join(' ')} return ${went};`;
}

/** When the events of a wait are true for the actor. */
function killedText(of: BlockOf): Record<'killed' | 'stopped', string> {
  const { killed, stopped } = of.actor.of.actor;
  const expressions = actorExpressions(of);
  return {
    killed: killed ? expressions.condition(killed) : 'false',
    stopped: stopped ? expressions.condition(stopped) : 'false',
  };
}

/** A wait that nothing has ended changes nothing. */
function guardText(of: BlockOf, { yield: wait }: Point, expressions: ExpressionPrinter): string {
  if (!wait.until) return '';
  const events = killedText(of);
  const ends = [expressions.condition(wait.until), ...wait.unless.map((each) => events[each.event])];
  return `if (!(${ends.join(' || ')})) return ${asleep};`;
}

function reachable(instructions: readonly Instruction[], from: Label): ReadonlySet<Label> {
  const found = new Set<Label>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const instruction = instructions[at];
    if (!instruction || found.has(at)) continue;
    found.add(at);
    // Behind a gap others run, and a new block begins.
    if (instruction.op !== 'yield' || instruction.until) open.push(...successors(instruction, at));
  }
  return found;
}

function leadersOf(instructions: readonly Instruction[], reached: ReadonlySet<Label>, from: Label): ReadonlySet<Label> {
  const leaders = new Set([from]);
  for (const at of reached) {
    const instruction = instructions[at];
    if (!instruction) continue;
    for (const to of successors(instruction, at)) if (to !== at + 1) leaders.add(to);
    // Where the wait is over, it goes on there by a jump.
    if (instruction.op === 'yield') leaders.add(at + 1);
    if (instruction.op === 'test') leaders.add(instruction.yes).add(instruction.no);
    if (!reached.has(at - 1)) leaders.add(at);
  }
  return leaders;
}
