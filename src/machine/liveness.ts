import { parts, type Expression } from '../spec/expression/expression.ts';
import { successors } from './labels.ts';
import type { Instruction } from './program.ts';

/** The variables of an expression that nothing inside of it binds. */
export function freeVariables(expression: Expression, bound: readonly string[] = []): readonly string[] {
  if (expression.op === 'variable') return bound.includes(expression.name) ? [] : [expression.name];
  const inner = expression.op === 'quantifier' ? [...bound, expression.variable] : bound;
  return parts(expression).flatMap((part) => freeVariables(part, inner));
}

/** The variables that an instruction reads. */
function variables(instruction: Instruction): readonly string[] {
  const all = (...read: readonly Expression[]): readonly string[] => read.flatMap((each) => freeVariables(each));
  switch (instruction.op) {
    case 'assign':
      // Where a variable is written, that does not read it; where a column is, that reads the row.
      return all(instruction.value, ...(instruction.target.op === 'column' ? [instruction.target.row] : []));
    case 'test':
      return all(instruction.when);
    case 'find':
    case 'next-row':
    case 'remove':
      return freeVariables(instruction.where, [instruction.row]);
    case 'next-gap':
      return [...freeVariables(instruction.where, [instruction.row]), ...all(instruction.from, instruction.to)];
    case 'next-element':
      return all(instruction.at, instruction.count);
    case 'insert':
      return all(...Object.values(instruction.values));
    case 'choose':
      return [
        ...freeVariables(instruction.where, [instruction.variable]),
        ...all(instruction.from, instruction.to, instruction.aligned, instruction.offset),
      ];
    case 'copy-out-element':
      return all(instruction.at, instruction.index, ...Object.values(instruction.values));
    case 'yield':
      return instruction.until ? all(instruction.until) : [];
    default:
      return [];
  }
}

/** Locals and cursors that an instruction reads. */
function reads(instruction: Instruction): readonly string[] {
  const cursor = 'cursor' in instruction && instruction.op !== 'restart' ? [instruction.cursor] : [];
  return [...variables(instruction), ...cursor];
}

/** Locals and cursors that have a new value when the next instruction follows. */
export function writesOf(instruction: Instruction): readonly string[] {
  switch (instruction.op) {
    case 'assign':
      return instruction.target.op === 'variable' ? [instruction.target.name] : [];
    case 'restart':
      return [instruction.cursor];
    case 'find':
    case 'next-row':
    case 'choose':
      return [instruction.variable];
    case 'insert':
      return instruction.variable === null ? [] : [instruction.variable];
    case 'next-gap':
      return [instruction.first, instruction.last];
    case 'next-element':
      return Object.values(instruction.members);
    default:
      return [];
  }
}

/** For each instruction the locals and cursors whose values are still read, by it or later on some way. */
export function liveBefore(instructions: readonly Instruction[]): readonly ReadonlySet<string>[] {
  const live = instructions.map((instruction) => new Set(reads(instruction)));
  for (let changed = true; changed;) {
    changed = false;
    for (const [at, instruction] of [...instructions.entries()].reverse()) {
      const own = live[at];
      const before = own?.size;
      for (const name of liveAfter(instruction, at, live)) own?.add(name);
      changed ||= own?.size !== before;
    }
  }
  return live;
}

/** What of the values before an instruction is read after it. */
function* liveAfter(instruction: Instruction, at: number, live: readonly ReadonlySet<string>[]): Generator<string> {
  const written = writesOf(instruction);
  for (const next of successors(instruction, at))
    for (const name of live[next] ?? []) if (next !== at + 1 || !written.includes(name)) yield name;
}

/** Tells each yield which locals, cursors and parameters must outlive it. */
export function withLiveness(instructions: readonly Instruction[]): readonly Instruction[] {
  const live = liveBefore(instructions);
  return instructions.map((instruction, at) =>
    instruction.op === 'yield' ? { ...instruction, live: [...(live[at] ?? [])].sort() } : instruction,
  );
}

/** Every local and cursor that is read or written. */
export function mentioned(instructions: readonly Instruction[]): ReadonlySet<string> {
  return new Set(instructions.flatMap((each) => [...reads(each), ...writesOf(each)]));
}
