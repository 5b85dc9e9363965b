import { lowerEntry, lowerIoctl, lowerVerb } from '../machine/lower.ts';
import type { Program } from '../machine/program.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';

/** Programs of one interface, lowered once. */
export class Programs {
  private static readonly known = new WeakMap<Interface, Programs>();
  private readonly lowered = new Map<string, Program>();
  private readonly interface: Interface;

  private constructor(of: Interface) {
    this.interface = of;
  }

  static of(of: Interface): Programs {
    let programs = Programs.known.get(of);
    if (!programs) Programs.known.set(of, (programs = new Programs(of)));
    return programs;
  }

  ioctl(ioctl: Ioctl): Program {
    return this.once(ioctl.name, () => lowerIoctl(this.interface, ioctl));
  }

  entry(): Program {
    return this.once('#entry', () => lowerEntry(this.interface));
  }

  /** A kernel action; null where the interface has none of that name. */
  verb(name: string): Program | null {
    const verb = this.interface.verbs.get(name);
    return verb ? this.once(`#${name}`, () => lowerVerb(this.interface, verb)) : null;
  }

  private once(name: string, make: () => Program): Program {
    let program = this.lowered.get(name);
    if (!program) this.lowered.set(name, (program = make()));
    return program;
  }
}
