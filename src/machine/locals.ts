import type { ValueType } from '../spec/expression/expression.ts';
import type { Frame } from './frame.ts';
import type { Local } from './program.ts';

/** The locals of a program. Each step that binds a name has a local of its own, so that equal names stay apart. */
export class Locals {
  private readonly bySite = new Map<string, Local>();
  private readonly taken = new Set<string>();

  /** `parameters` have their names already. */
  constructor(parameters: readonly Local[]) {
    for (const each of parameters) this.taken.add(each.name);
  }

  /** The local for the name that the step at `path` of a frame's list binds: the same one whenever that is lowered. */
  at(frame: Frame, path: string, name: string, type: ValueType): Local {
    const site = `${frame.mark} ${path} ${name}`;
    const plain = frame.mark + name;
    let own = plain;
    for (let count = 2; this.taken.has(own) && !this.bySite.has(site); count++) own = `${plain}~${String(count)}`;
    return this.known(site, { name: own, type });
  }

  /** A local that no name of the spec stands for. */
  named(name: string, type: ValueType): Local {
    return this.known(name, { name, type });
  }

  private known(site: string, local: Local): Local {
    const known = this.bySite.get(site);
    if (known) return known;
    this.taken.add(local.name);
    this.bySite.set(site, local);
    return local;
  }

  /** All that were asked for, in that order. */
  all(): readonly Local[] {
    return [...this.bySite.values()];
  }
}
