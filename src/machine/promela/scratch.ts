import type { Identifiers } from './identifiers.ts';

/**
 * Variables that mean something within one step only, and are no part of a state. SPIN makes them global variables of C,
 * in whose functions short names mean something else: so all begin with `this_`.
 */
export class Scratch {
  private readonly identifiers: Identifiers;
  private readonly names = new Map<string, string>();
  private numbered = 0;

  constructor(identifiers: Identifiers) {
    this.identifiers = identifiers;
  }

  /** The variable of that name; all who name it share it. */
  named(wanted: string): string {
    let name = this.names.get(wanted);
    if (name === undefined) this.names.set(wanted, (name = this.identifiers.fresh(`this_${wanted}`)));
    return name;
  }

  /** A variable that nobody else shares. */
  fresh(wanted: string): string {
    const name = this.identifiers.fresh(`this_${wanted}`);
    this.names.set(name, name);
    return name;
  }

  /** A variable for one part of one statement. */
  answer(): string {
    return this.named(`answer_${++this.numbered}`);
  }

  /** What was numbered so far may be used again: a new statement begins. */
  restart(): void {
    this.numbered = 0;
  }

  all(): readonly string[] {
    return [...this.names.values()];
  }
}
