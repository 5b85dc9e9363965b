import type { Expression } from '../../spec/expression/expression.ts';
import { mapDeep, mapExpressions } from '../map-expressions.ts';
import type { Local, Program } from '../program.ts';

/** The local that stands for a member of the argument. */
export function argumentLocal(member: string): string {
  return `argument.${member}`;
}

/** A program that has the members of its argument as locals, so that they too are kept only where they are needed. */
export function withArgument(program: Program): Program {
  const members = new Map<string, Local>();
  const change = (expression: Expression): Expression =>
    mapDeep(expression, (part) => {
      if (part.op !== 'field') return part;
      const name = argumentLocal(part.path.join('.'));
      members.set(name, { name, type: part.type });
      return { op: 'variable', name, type: part.type, span: part.span };
    });
  const instructions = program.instructions.map((each) => mapExpressions(each, change));
  return { ...program, locals: [...program.locals, ...members.values()], instructions };
}
