import { subexpressions, type Expression } from '../../spec/expression/expression.ts';
import { successors } from '../labels.ts';
import { liveBefore, writesOf } from '../liveness.ts';
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
  const copy = findCopy(program);
  return copy ? withoutCopies(replaced(program, copy)) : program;
}

function findCopy(program: Program): Copy | null {
  const { instructions } = program;
  const types = new Map([...program.parameters, ...program.locals].map((each) => [each.name, each] as const));
  const writes = new Map<string, number[]>();
  for (const [at, instruction] of instructions.entries())
    for (const name of writesOf(instruction)) writes.set(name, [...(writes.get(name) ?? []), at]);
  const bound = boundNames(instructions);
  const live = liveBefore(instructions);
  for (const [at, instruction] of instructions.entries()) {
    if (instruction.op !== 'assign' || instruction.target.op !== 'variable' || instruction.value.op !== 'variable')
      continue;
    const [name, of] = [instruction.target.name, instruction.value.name];
    if (name === of || bound.has(name) || bound.has(of) || !sameType(types.get(name), types.get(of))) continue;
    // Once: and never read where it has not been written, or where the other has become something else.
    const isOne = writes.get(name)?.length === 1 && live[0]?.has(name) !== true;
    const isSteady = (writes.get(of) ?? []).every((write) =>
      successors(instructions[write] as Instruction, write).every((next) => live[next]?.has(name) !== true),
    );
    if (isOne && isSteady) return { at, name, of };
  }
  return null;
}

function sameType(a: Local | undefined, b: Local | undefined): boolean {
  if (!a || !b || a.type.kind !== b.type.kind) return false;
  if (a.type.kind === 'integer' && b.type.kind === 'integer') return a.type.width === b.type.width;
  return true;
}

function replaced(program: Program, { at, name, of }: Copy): Program {
  const change = (expression: Expression): Expression =>
    mapDeep(expression, (part) => (part.op === 'variable' && part.name === name ? { ...part, name: of } : part));
  const instructions = program.instructions.map((instruction, index): Instruction =>
    index === at ? { op: 'jump', to: at + 1, origin: instruction.origin } : mapExpressions(instruction, change),
  );
  return { ...program, locals: program.locals.filter((each) => each.name !== name), instructions };
}

/** Names that expressions and conditions bind themselves. */
function boundNames(instructions: readonly Instruction[]): ReadonlySet<string> {
  const bound = new Set<string>();
  for (const instruction of instructions) {
    if ('row' in instruction) bound.add(instruction.row);
    if (instruction.op === 'choose') bound.add(instruction.variable);
    mapExpressions(instruction, (expression) => {
      for (const part of subexpressions(expression)) if (part.op === 'quantifier') bound.add(part.variable);
      return expression;
    });
  }
  return bound;
}
