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
        ...all(instruction.from, instruction.to, instruction.aligned, instruction.bits),
      ];
    case 'copy-out-element':
      return all(instruction.at, instruction.index, instruction.count, ...Object.values(instruction.values ?? {}));
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

/** What is live before each instruction: the locals and cursors whose values are still read, by it or later on some way. */
export interface Liveness {
  readonly has: (at: number, name: string) => boolean;
  readonly names: (at: number) => readonly string[];
}

/** What an instruction says of itself, which does not change. */
interface Uses {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

const known = new WeakMap<Instruction, Uses>();

function usesOf(instruction: Instruction): Uses {
  let uses = known.get(instruction);
  if (!uses) known.set(instruction, (uses = { reads: reads(instruction), writes: writesOf(instruction) }));
  return uses;
}

/** For each instruction the locals and cursors whose values are still read, by it or later on some way. */
export function liveBefore(instructions: readonly Instruction[]): readonly ReadonlySet<string>[] {
  const live = livenessOf(instructions);
  return instructions.map((_each, at) => new Set(live.names(at)));
}

/** Bits of names, a row of words for each instruction: programs are long, and are looked at once for each copy in them. */
export function livenessOf(instructions: readonly Instruction[]): Liveness {
  const uses = instructions.map(usesOf);
  const names = [...new Set(uses.flatMap((each) => [...each.reads, ...each.writes]))];
  const numbers = new Map(names.map((name, index) => [name, index] as const));
  const words = Math.ceil(names.length / 32);
  const bitsOf = (lists: readonly (readonly string[])[]): Uint32Array => {
    const bits = new Uint32Array(words * lists.length);
    for (const [at, list] of lists.entries())
      for (const name of list) {
        const number = numbers.get(name) ?? 0;
        const word = at * words + (number >>> 5);
        bits[word] = (bits[word] ?? 0) | (1 << (number & 31));
      }
    return bits;
  };
  const live = bitsOf(uses.map((each) => each.reads));
  const written = bitsOf(uses.map((each) => each.writes));
  const nexts = instructions.map((instruction, at) => successors(instruction, at));
  for (let changed = true; changed;) {
    changed = false;
    for (let at = instructions.length - 1; at >= 0; at--)
      for (const next of nexts[at] ?? [])
        for (let word = 0; word < words && next < instructions.length; word++) {
          const own = at * words + word;
          // What an instruction writes it has written where the next one follows, and not where it goes elsewhere.
          const mask = next === at + 1 ? ~(written[own] ?? 0) : -1;
          const before = live[own] ?? 0;
          const after = (before | ((live[next * words + word] ?? 0) & mask)) >>> 0;
          if (after === before) continue;
          live[own] = after;
          changed = true;
        }
  }
  const has = (at: number, number: number): boolean =>
    (((live[at * words + (number >>> 5)] ?? 0) >>> (number & 31)) & 1) === 1;
  return {
    has: (at, name) => {
      const number = numbers.get(name);
      return number !== undefined && has(at, number);
    },
    names: (at) => names.filter((_name, number) => has(at, number)),
  };
}

/** Tells each yield which locals, cursors and parameters must outlive it. */
export function withLiveness(instructions: readonly Instruction[]): readonly Instruction[] {
  const live = livenessOf(instructions);
  return instructions.map((instruction, at) =>
    instruction.op === 'yield' ? { ...instruction, live: [...live.names(at)].sort() } : instruction,
  );
}

/** Every local and cursor that is read or written. */
export function mentioned(instructions: readonly Instruction[]): ReadonlySet<string> {
  return new Set(instructions.flatMap((each) => [...reads(each), ...writesOf(each)]));
}
