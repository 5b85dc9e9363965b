import type { Instruction, Label } from './program.ts';

/** An instruction with every label in it replaced. */
export function mapLabels(instruction: Instruction, change: (label: Label) => Label): Instruction {
  switch (instruction.op) {
    case 'test':
      return { ...instruction, yes: change(instruction.yes), no: change(instruction.no) };
    case 'jump':
      return { ...instruction, to: change(instruction.to) };
    case 'find':
    case 'choose':
      return { ...instruction, none: change(instruction.none) };
    case 'next-row':
    case 'next-gap':
      return { ...instruction, done: change(instruction.done) };
    case 'next-element':
      return { ...instruction, done: change(instruction.done), faulted: change(instruction.faulted) };
    case 'may-fail':
      return { ...instruction, failed: change(instruction.failed) };
    case 'copy-out':
    case 'copy-out-element':
      return { ...instruction, faulted: change(instruction.faulted) };
    case 'yield':
      return { ...instruction, unless: instruction.unless.map((each) => ({ ...each, to: change(each.to) })) };
    default:
      return instruction;
  }
}

/** Where a program can go on after the instruction at `at`. */
export function successors(instruction: Instruction, at: Label): readonly Label[] {
  const labels: Label[] = [];
  mapLabels(instruction, (label) => {
    labels.push(label);
    return label;
  });
  const goesOn = !['test', 'jump', 'return'].includes(instruction.op);
  return goesOn ? [at + 1, ...labels] : labels;
}
