import { subexpressions, type Expression } from '../../spec/expression/expression.ts';
import type { Actor } from '../../spec/world.ts';
import { mapExpressions } from '../map-expressions.ts';
import type { Program } from '../program.ts';
import type { System } from './system.ts';

/** Which columns a system reads, and which of its rows and columns can change once it has begun. */
export interface Use {
  /** A column that nothing reads tells no two states apart. */
  reads(table: string, column: string): boolean;
  changes(table: string, column: string): boolean;
  /** Do rows come and go? */
  moves(table: string): boolean;
  /** Does anything name a row of the world whose table loses rows? The name may outlive it then. */
  outlived(name: string): boolean;
}

/** Looks through all that a system runs and asks. */
export function useOf(system: System): Use {
  const [read, written, moved, removed] = [new Set<string>(), new Set<string>(), new Set<string>(), new Set<string>()];
  const look = (expression: Expression): void => {
    for (const part of subexpressions(expression)) if (part.op === 'column') read.add(`${part.table}.${part.column}`);
  };
  const programs = system.actors.flatMap((each) => each.actions.map(({ program }) => program));
  for (const program of programs) lookThrough(program, look, { written, moved, removed });
  const named = namesIn(system);
  for (const expression of asked(system)) look(expression);
  return {
    // Loops go over ranges by their first, and over what they leave by their last.
    reads: (table, column) => read.has(`${table}.${column}`) || column === 'first' || column === 'last',
    changes: (table, column) => {
      const type = system.interface.tables.get(table)?.columns.find((each) => each.name === column)?.type;
      // What refers to a row that goes is cleared.
      const cleared = type?.kind === 'row' && removed.has(type.table);
      return cleared || moved.has(table) || written.has(`${table}.${column}`);
    },
    moves: (table) => moved.has(table),
    outlived: (name) => {
      const type = system.world.names.find((each) => each.name === name)?.type;
      return named.has(name) && type?.kind === 'row' && removed.has(type.table);
    },
  };
}

interface Effects {
  readonly written: Set<string>;
  readonly moved: Set<string>;
  readonly removed: Set<string>;
}

function lookThrough({ instructions }: Program, look: (expression: Expression) => void, effects: Effects): void {
  for (const instruction of instructions) {
    const target = instruction.op === 'assign' ? instruction.target : null;
    mapExpressions(instruction, (expression) => {
      if (expression !== target) look(expression);
      else if (expression.op === 'column') look(expression.row);
      return expression;
    });
    if (target?.op === 'column') effects.written.add(`${target.table}.${target.column}`);
    if (instruction.op === 'insert' || instruction.op === 'remove') effects.moved.add(instruction.table);
    if (instruction.op === 'remove') effects.removed.add(instruction.table);
  }
}

/** The expressions of a world and its properties that no program holds. */
function asked(system: System): readonly Expression[] {
  return [...system.world.actors.flatMap(askedOf), ...judged(system)];
}

function askedOf({ killed, stopped, actions }: Actor): readonly Expression[] {
  const all = [killed, stopped, ...actions.flatMap(({ when, argument }) => [when, ...[...argument.values()].flat()])];
  return all.filter((each) => each !== null);
}

function judged({ properties, interface: { measures } }: System): readonly Expression[] {
  const all = [
    ...properties.flatMap(({ after, holds, unless, witness }) => [after, holds, unless, witness]),
    ...measures.map((each) => each.greatest),
  ];
  return all.filter((each) => each !== null);
}

/** The names that mean something outside of the start, those included that an actor's calls are given. */
function namesIn(system: System): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (expression: Expression, given: ReadonlyMap<string, string>): void => {
    for (const part of subexpressions(expression))
      if (part.op === 'variable') names.add(given.get(part.name) ?? part.name);
  };
  for (const { actor, actions } of system.actors) {
    for (const expression of askedOf(actor)) look(expression, actor.given);
    for (const { program } of actions)
      for (const instruction of program.instructions)
        mapExpressions(instruction, (expression) => {
          look(expression, actor.given);
          return expression;
        });
  }
  for (const expression of judged(system)) look(expression, new Map());
  return names;
}
