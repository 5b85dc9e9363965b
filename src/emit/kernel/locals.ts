import { cWords } from '../../spec/c-words.ts';
import { columns } from '../text/columns.ts';

/** Names that every handler has. */
const taken = ['cmd', 'rc', 'ucmd'];

/** The variables that a block of C declares. */
export class Locals {
  private readonly types = new Map<string, string>();
  private readonly outer: Locals | null;

  /** @param outer those of the blocks around it, whose names it does not take */
  constructor(outer: Locals | null = null) {
    this.outer = outer;
  }

  /**
   * Declares a variable of this name, or another if the name has a meaning already. Variables of one name and type are
   * one.
   *
   * @param type with a `*` at its end for a pointer: `struct file *`
   */
  declare(wanted: string, type: string): string {
    const free = (name: string): boolean =>
      !taken.includes(name) && !cWords.has(name) && (this.find(name) ?? type) === type;
    let name = wanted;
    for (let count = 2; !free(name); count += 1) name = `${wanted}${count}`;
    if (this.find(name) === null) this.types.set(name, type);
    return name;
  }

  private find(name: string): string | null {
    return this.types.get(name) ?? this.outer?.find(name) ?? null;
  }

  /** The declarations without their semicolons. */
  get declarations(): readonly string[] {
    return [...this.types].map(([name, type]) => declaration(name, type));
  }
}

/** `struct file *file` */
export function declaration(name: string, type: string): string {
  return type.endsWith('*') ? type + name : `${type} ${name}`;
}

/** Declarations in the kernel's order: the longest first. */
export function inOrder(declarations: readonly string[]): readonly string[] {
  return [...declarations].sort((a, b) => columns(b) - columns(a));
}
