import { mapLabels } from './labels.ts';
import type { Instruction, Label } from './program.ts';

/** Collects instructions whose labels may be placed later than they are used. */
export class Assembler {
  private readonly instructions: Instruction[] = [];
  /** Where each label stands, by number; null until it is placed. */
  private readonly places: (number | null)[] = [];

  emit(instruction: Instruction): void {
    this.instructions.push(instruction);
  }

  /** A label that stands nowhere yet. */
  label(): Label {
    return this.places.push(null) - 1;
  }

  /** Lets a label stand before the next instruction. */
  place(label: Label): void {
    this.places[label] = this.instructions.length;
  }

  /** A label that stands before the next instruction. */
  here(): Label {
    const label = this.label();
    this.place(label);
    return label;
  }

  /** What `rewind` takes to forget everything that comes after. */
  get mark(): { readonly instructions: number; readonly labels: number } {
    return { instructions: this.instructions.length, labels: this.places.length };
  }

  rewind(mark: Assembler['mark']): void {
    this.instructions.length = mark.instructions;
    this.places.length = mark.labels;
  }

  /** The instructions, with the index of an instruction in the place of each label. */
  finish(): readonly Instruction[] {
    return this.instructions.map((instruction) =>
      mapLabels(instruction, (label) => {
        const place = this.places[label];
        if (typeof place !== 'number') throw new Error(`label ${String(label)} was never placed`);
        return place;
      }),
    );
  }
}
