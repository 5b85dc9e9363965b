import type { Expression } from '../../spec/expression/expression.ts';
import type { Instruction, Label } from '../program.ts';
import { fold, goesOn, type Known } from './fold.ts';
import type { Model } from './model.ts';

/** How a step may turn out. */
export interface Ways {
  /** At least as many as there are; SPIN is told where there are more. */
  readonly count: number;
  /** Where the environment may fail: whether a failure there is the last thing that is left open. */
  readonly failures: ReadonlyMap<Label, 'last' | 'chosen'>;
}

/** Counts the ways from an instruction to where others may run. */
export function waysFrom(
  model: Model,
  instructions: readonly Instruction[],
  reached: ReadonlySet<Label>,
  known: Known,
): Ways {
  const { faults, choices } = model.system.world;
  const fails = (at: Label): Label | null => {
    const instruction = instructions[at];
    if (instruction?.op === 'may-fail') return faults.has(instruction.errno) ? instruction.failed : null;
    if (instruction?.op !== 'copy-out' && instruction?.op !== 'copy-out-element') return null;
    const { step } = instruction.origin;
    return 'errno' in step && faults.has(step.errno) ? instruction.faulted : null;
  };
  const chooses = (at: Label): number => {
    const instruction = instructions[at];
    if (instruction?.op !== 'choose' || choices === 'lowest') return 1;
    return Math.max(
      1,
      Math.floor((known.mask - least(instruction.from, known)) / Math.max(1, least(instruction.aligned, known))) + 1,
    );
  };
  const open = (from: Label): boolean =>
    [...within(instructions, reached, from)].some((at) => fails(at) !== null || chooses(at) > 1);
  const failures = new Map<Label, 'last' | 'chosen'>();
  for (const at of reached) {
    const failed = fails(at);
    if (failed !== null) failures.set(at, open(failed) ? 'chosen' : 'last');
  }
  const counts = new Map<readonly Label[], number>();
  let count = 1;
  // The farthest parts come first, so what follows a part is known already.
  const parts = components(instructions, reached);
  const partOf = new Map(parts.flatMap((part) => part.map((at) => [at, part] as const)));
  for (const part of parts) {
    const turns = isLoop(instructions, part) ? turnsOf(model, instructions, part) : 1;
    let [chosen, failed, after] = [1, 0, 1];
    for (const at of part) {
      chosen *= (chooses(at) * (failures.get(at) === 'chosen' ? 2 : 1)) ** turns;
      if (failures.get(at) === 'last') failed += turns;
      for (const next of goesOn(instructions[at] as Instruction, at)) {
        const other = partOf.get(next);
        if (other && other !== part) after = Math.max(after, counts.get(other) ?? 1);
      }
    }
    count = chosen * (failed + after);
    counts.set(part, count);
  }
  return { count, failures };
}

function within(instructions: readonly Instruction[], reached: ReadonlySet<Label>, from: Label): ReadonlySet<Label> {
  const found = new Set<Label>();
  const todo = [from];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const instruction = instructions[at];
    if (!instruction || found.has(at) || !reached.has(at)) continue;
    found.add(at);
    todo.push(...goesOn(instruction, at));
  }
  return found;
}

/** A number that an expression is never below. */
function least(expression: Expression, known: Known): number {
  const value = fold(expression, known);
  if (value !== null) return value;
  if (expression.op === 'function') return least(expression.body, known);
  if (expression.op !== 'conditional') return 0;
  const { test, yes, no } = expression;
  const [a, b] = [least(yes, known), least(no, known)];
  // The larger of two.
  const larger =
    test.op === 'binary' &&
    (test.operator === '>' || test.operator === '>=') &&
    same(test.left, yes) &&
    same(test.right, no);
  return larger ? Math.max(a, b) : Math.min(a, b);
}

function same(a: Expression, b: Expression): boolean {
  const text = (expression: Expression): string =>
    JSON.stringify(expression, (key, value: unknown) =>
      key === 'span' ? undefined : typeof value === 'bigint' ? String(value) : value,
    );
  return text(a) === text(b);
}

function isLoop(instructions: readonly Instruction[], part: readonly Label[]): boolean {
  return part.length > 1 || part.some((at) => goesOn(instructions[at] as Instruction, at).includes(at));
}

/** How often an instruction of a loop is come to, as a rule: loops inside of each other multiply. */
function turnsOf({ system: { world } }: Model, instructions: readonly Instruction[], part: readonly Label[]): number {
  let turns = 1;
  for (const at of part) {
    const instruction = instructions[at];
    if (instruction?.op === 'next-row') turns *= world.rows.get(instruction.table) ?? 1;
    if (instruction?.op === 'next-gap') turns *= (world.rows.get(instruction.table) ?? 0) + 1;
    if (instruction?.op === 'next-element') turns *= Math.max(1, ...world.arrays.map((each) => each.length));
  }
  return Math.max(1, turns);
}

/** The parts of a flow that are loops, or one instruction; those that are come to last, first (Tarjan). */
function components(instructions: readonly Instruction[], reached: ReadonlySet<Label>): readonly (readonly Label[])[] {
  const found: Label[][] = [];
  const [index, low] = [new Map<Label, number>(), new Map<Label, number>()];
  const stack: Label[] = [];
  const visit = (at: Label): void => {
    index.set(at, index.size);
    let lowest = index.size - 1;
    stack.push(at);
    for (const next of goesOn(instructions[at] as Instruction, at)) {
      if (!reached.has(next)) continue;
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) lowest = Math.min(lowest, low.get(next) ?? index.get(next) ?? lowest);
    }
    low.set(at, lowest);
    if (lowest !== index.get(at)) return;
    found.push(stack.splice(stack.indexOf(at)));
  };
  for (const at of reached) if (!index.has(at)) visit(at);
  return found;
}
