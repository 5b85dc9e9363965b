import { join } from 'node:path';
import { systemOf, type System } from '../../src/machine/system/system.ts';
import { interfaceOf, SpecLoader } from '../../src/workbench/load.ts';

/** A world of the project's own, with one of the interfaces that it is made for. */
export interface ShippedWorld {
  /** `vfio-update-vaddr in refused-calls` */
  readonly name: string;
  readonly of: 'base' | 'proposal' | 'system';
  readonly file: string;
  readonly system: () => System;
}

/** All of them: those of the base, of each proposal and of each system. */
export function shippedWorlds(): readonly ShippedWorld[] {
  const loader = new SpecLoader(join(import.meta.dirname, '../..'));
  return loader.load([]).subjects.flatMap((subject) => {
    const of = interfaceOf(subject);
    return loader.worlds(subject).worlds.map((world) => ({
      name: `${of.name} in ${world.name}`,
      of: subject.kind,
      file: world.span.file,
      system: () => systemOf(of, world),
    }));
  });
}

/** Each world once, though several proposals share it with their base; each system has its worlds to itself. */
export function distinctWorlds(): readonly ShippedWorld[] {
  const worlds = shippedWorlds();
  return worlds.filter(
    ({ file, of }, index) => of === 'system' || worlds.findIndex((each) => each.file === file) === index,
  );
}
