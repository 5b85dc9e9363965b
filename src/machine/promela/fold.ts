import type { Expression } from '../../spec/expression/expression.ts';
import type { Instruction, Label } from '../program.ts';
import { successors } from '../labels.ts';

/** What is known before anything runs: the values of names, of symbols, and the greatest number of a word. */
export interface Known {
  readonly names: (name: string) => number | null;
  readonly symbol: (name: string) => number;
  readonly mask: number;
  readonly capable: boolean;
}

/** The value that an expression has in any case; null where it depends. Truth is 0 or 1. */
export function fold(expression: Expression, known: Known): number | null {
  switch (expression.op) {
    case 'number':
      return expression.value > 0x7fff_ffffn ? null : Number(expression.value);
    case 'symbol':
      return known.symbol(expression.name);
    case 'boolean':
      return expression.value ? 1 : 0;
    case 'state-value':
      return expression.index;
    case 'variable':
      return known.names(expression.name);
    case 'function':
      return fold(expression.body, known);
    case 'environment':
      return expression.question === 'capable' ? Number(known.capable) : null;
    case 'unary': {
      const operand = expression.operator === '!' ? fold(expression.operand, known) : null;
      return operand === null ? null : Number(operand === 0);
    }
    case 'binary':
      return binary(expression, known);
    default:
      return null;
  }
}

function binary({ operator, left, right }: Extract<Expression, { op: 'binary' }>, known: Known): number | null {
  const [a, b] = [fold(left, known), fold(right, known)];
  if (operator === '&&') return a === 0 || b === 0 ? 0 : a === null || b === null ? null : 1;
  if (operator === '||') return (a !== null && a !== 0) || (b !== null && b !== 0) ? 1 : a === 0 && b === 0 ? 0 : null;
  if (a === null || b === null) return null;
  switch (operator) {
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    case '<':
      return Number(a < b);
    case '<=':
      return Number(a <= b);
    case '>':
      return Number(a > b);
    case '>=':
      return Number(a >= b);
    case '&':
      return a & b & known.mask;
    case '|':
      return (a | b) & known.mask;
    default:
      return null;
  }
}

/** The instructions with each test whose outcome is known replaced by where it goes. */
export function decided(instructions: readonly Instruction[], known: Known): readonly Instruction[] {
  return instructions.map((instruction): Instruction => {
    if (instruction.op !== 'test') return instruction;
    const outcome = fold(instruction.when, known);
    if (outcome === null) return instruction;
    return { op: 'jump', to: outcome === 0 ? instruction.no : instruction.yes, origin: instruction.origin };
  });
}

/** What can be come to from an instruction before others may run. */
export function reachable(instructions: readonly Instruction[], from: Label): ReadonlySet<Label> {
  const found = new Set<Label>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const instruction = instructions[at];
    if (!instruction || found.has(at)) continue;
    found.add(at);
    open.push(...goesOn(instruction, at));
  }
  return found;
}

/** Where an instruction goes on within the same step: behind a gap others run. */
export function goesOn(instruction: Instruction, at: Label): readonly Label[] {
  return instruction.op === 'yield' && !instruction.until ? [] : successors(instruction, at);
}
