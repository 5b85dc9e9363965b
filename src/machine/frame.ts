import { mapParts, subexpressions, type Expression } from '../spec/expression/expression.ts';
import type { Target } from '../spec/step.ts';
import type { Local } from './program.ts';

/** Whose steps are being lowered, and what their names stand for. */
export interface Frame {
  /** Stands before the names of the frame's locals: the calls that led here. Empty in a program's own list. */
  readonly mark: string;
  readonly verbs: readonly string[];
  /** Locals by their names in the spec. Grows as the list goes on. */
  readonly names: Map<string, Local>;
  /** Names of the locals that hold something else in each turn of the loops around; null outside of loops. */
  readonly turn: Set<string> | null;
}

/** The frame for a list inside of a list: it sees the names there are, and keeps its own to itself. */
export function inside(frame: Frame): Frame {
  return { ...frame, names: new Map(frame.names) };
}

/** The frame for the body of a loop. */
export function insideLoop(frame: Frame): Frame {
  return { ...inside(frame), turn: new Set(frame.turn) };
}

/** An expression with the locals of a frame in the place of the spec's names. `bound` are the rows that conditions bind. */
export function inFrame(expression: Expression, frame: Frame, bound: ReadonlySet<string> = new Set()): Expression {
  switch (expression.op) {
    case 'variable': {
      const local = bound.has(expression.name) ? undefined : frame.names.get(expression.name);
      return local ? { ...expression, name: local.name } : expression;
    }
    case 'field': {
      // A member of an element of a user array; the argument's own members are no locals.
      const local = frame.names.get(expression.path.join('.'));
      return local && expression.path.length > 1
        ? { op: 'variable', name: local.name, type: expression.type, span: expression.span }
        : expression;
    }
    case 'quantifier': {
      const inner = new Set(bound).add(expression.variable);
      return mapParts(expression, (part) => inFrame(part, frame, inner));
    }
    default:
      return mapParts(expression, (part) => inFrame(part, frame, bound));
  }
}

/** A place to write to, in a frame. */
export function targetInFrame(target: Target, frame: Frame): Target {
  const found = inFrame(target, frame);
  if (found.op === 'field' || found.op === 'variable' || found.op === 'column') return found;
  throw new Error('a target stays a target');
}

/** Locals by their names. */
export function byName(locals: readonly Local[]): Map<string, Local> {
  return new Map(locals.map((each) => [each.name, each]));
}

/** Is an expression of a frame, its locals put in, the same in every turn of the loops around? */
export function steady(expression: Expression, frame: Frame): boolean {
  return [...subexpressions(expression)].every(
    (part) =>
      !['column', 'quantifier', 'environment'].includes(part.op) &&
      !(part.op === 'variable' && frame.turn?.has(part.name) === true),
  );
}
