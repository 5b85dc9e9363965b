import { subexpressions, type Expression } from '../../spec/expression/expression.ts';
import { successors } from '../labels.ts';
import { livenessOf, writesOf } from '../liveness.ts';
import { mapDeep, mapExpressions } from '../map-expressions.ts';
import type { Instruction, Local, Program } from '../program.ts';

/** A local that is another one wherever it is read. */
interface Copy {
  readonly at: number;
  readonly name: string;
  readonly of: string;
}

/**
 * A program that reads what was copied in the place of the copy. What a verb takes is mostly something that its caller
 * goes on keeping, and both would be a part of each state.
 */
export function withoutCopies(program: Program): Program {
  const copies = findCopies(program);
  return copies.length === 0 ? program : withoutCopies(replaced(program, copies));
}

/** Copies that can be replaced at once: none is of another. */
function findCopies(program: Program): readonly Copy[] {
  const { instructions } = program;
  const types = new Map([...program.parameters, ...program.locals].map((each) => [each.name, each] as const));
  const writes = new Map<string, number[]>();
  for (const [at, instruction] of instructions.entries())
    for (const name of writesOf(instruction)) writes.set(name, [...(writes.get(name) ?? []), at]);
  const bound = new Set(instructions.flatMap((each) => [...namesIn(each).bound]));
  const live = livenessOf(instructions);
  const copies = new Map<string, Copy>();
  const copied = new Set<string>();
  for (const [at, instruction] of instructions.entries()) {
    if (instruction.op !== 'assign' || instruction.target.op !== 'variable' || instruction.value.op !== 'variable')
      continue;
    const [name, of] = [instruction.target.name, instruction.value.name];
    if (
      name === of ||
      copies.has(of) ||
      copied.has(name) ||
      bound.has(name) ||
      bound.has(of) ||
      !sameType(types.get(name), types.get(of))
    )
      continue;
    // Once: and never read where it has not been written, or where the other has become something else.
    const isOne = writes.get(name)?.length === 1 && !live.has(0, name);
    const isSteady = (writes.get(of) ?? []).every((write) =>
      successors(instructions[write] as Instruction, write).every((next) => !live.has(next, name)),
    );
    if (!isOne || !isSteady) continue;
    copies.set(name, { at, name, of });
    copied.add(of);
  }
  return [...copies.values()];
}

function sameType(a: Local | undefined, b: Local | undefined): boolean {
  if (!a || !b || a.type.kind !== b.type.kind) return false;
  if (a.type.kind === 'integer' && b.type.kind === 'integer') return a.type.width === b.type.width;
  return true;
}

function replaced(program: Program, copies: readonly Copy[]): Program {
  const originals = new Map(copies.map(({ name, of }) => [name, of] as const));
  const places = new Set(copies.map(({ at }) => at));
  const change = (expression: Expression): Expression =>
    mapDeep(expression, (part) => {
      const of = part.op === 'variable' ? originals.get(part.name) : undefined;
      return part.op === 'variable' && of !== undefined ? { ...part, name: of } : part;
    });
  const instructions = program.instructions.map((instruction, at): Instruction => {
    if (places.has(at)) return { op: 'jump', to: at + 1, origin: instruction.origin };
    const reads = [...namesIn(instruction).all].some((name) => originals.has(name));
    return reads ? mapExpressions(instruction, change) : instruction;
  });
  return { ...program, locals: program.locals.filter((each) => !originals.has(each.name)), instructions };
}

/** Names in the expressions of an instruction. */
interface Names {
  readonly all: ReadonlySet<string>;
  /** Those that expressions and conditions bind themselves. */
  readonly bound: ReadonlySet<string>;
}

const known = new WeakMap<Instruction, Names>();

function namesIn(instruction: Instruction): Names {
  const found = known.get(instruction);
  if (found) return found;
  const [all, bound] = [new Set<string>(), new Set<string>()];
  if ('row' in instruction) bound.add(instruction.row);
  if (instruction.op === 'choose') bound.add(instruction.variable);
  mapExpressions(instruction, (expression) => {
    for (const part of subexpressions(expression)) {
      if (part.op === 'variable') all.add(part.name);
      if (part.op === 'quantifier') bound.add(part.variable);
    }
    return expression;
  });
  const names = { all, bound };
  known.set(instruction, names);
  return names;
}
