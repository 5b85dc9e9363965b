import type { Instruction, Program } from '../../machine/program.ts';
import { parts, type Expression } from '../../spec/expression/expression.ts';
import { originKey } from '../../vectors/targets.ts';
import { expressionsOf } from './expressions-of.ts';

type Members = ReadonlySet<string>;

/** Which members of the argument each step of a program looks at, be it by way of a row that one of them names. */
export class Blame {
  private readonly steps = new Map<string, Members>();
  /** What locals are made of, whichever way the program has taken. */
  private readonly carried = new Map<string, Members>();
  private readonly program: Program;

  constructor(program: Program) {
    this.program = program;
    // A loop may carry what is made of something only behind it.
    for (let turn = 0; turn < 2; turn++) for (const each of program.instructions) this.carry(each);
    for (const instruction of program.instructions) {
      const key = originKey(instruction.origin);
      const members = expressionsOf(instruction).flatMap((each) => [...this.members(each)]);
      this.steps.set(key, new Set([...(this.steps.get(key) ?? []), ...members]));
    }
  }

  /** The members that the step looks at which ended a call that has made these marks. */
  of(marks: Uint8Array): Members {
    const end = this.program.instructions.find(({ op }, at) => op === 'return' && marks[at] === 1);
    return (end && this.steps.get(originKey(end.origin))) ?? new Set();
  }

  private carry(instruction: Instruction): void {
    const members = new Set(expressionsOf(instruction).flatMap((each) => [...this.members(each)]));
    switch (instruction.op) {
      case 'assign':
        if (instruction.target.op === 'variable') this.add(instruction.target.name, members);
        return;
      case 'find':
      case 'next-row':
      case 'choose':
        this.add(instruction.variable, members);
        return;
      case 'next-element':
        for (const local of Object.values(instruction.members)) this.add(local, members);
        return;
      default:
    }
  }

  private add(local: string, members: Members): void {
    this.carried.set(local, new Set([...(this.carried.get(local) ?? []), ...members]));
  }

  private members(expression: Expression): Members {
    if (expression.op === 'field') return new Set([expression.path.join('.')]);
    if (expression.op === 'variable') return this.carried.get(expression.name) ?? new Set();
    return new Set(parts(expression).flatMap((part) => [...this.members(part)]));
  }
}
