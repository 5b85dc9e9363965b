import { finding, type Finding } from '../diagnostics/finding.ts';
import { nearest } from '../diagnostics/nearest.ts';
import type { Interface } from '../spec/interface.ts';
import type { SpecSource } from '../spec/load/load.ts';
import { readWorld, resolveReadWorld } from '../spec/load/world.ts';
import type { World } from '../spec/world.ts';
import type { WorldSyntax } from '../spec/world-syntax.ts';

/** The worlds of one interface that are in order, and what is wrong with the others. */
export interface LoadedWorlds {
  readonly worlds: readonly World[];
  readonly findings: readonly Finding[];
}

/** The worlds of a folder of specs, read once. */
export class WorldLoader {
  private readonly syntax: readonly WorldSyntax[];
  private readonly findings: readonly Finding[];

  /** `known` are the names that worlds may be made for. */
  constructor(sources: readonly SpecSource[], known: readonly string[]) {
    const read = sources.map(readWorld);
    this.syntax = read.flatMap(({ value }) => value ?? []);
    this.findings = [
      ...read.flatMap(({ findings }) => findings),
      ...this.syntax.flatMap((each) => strangers(each, known)),
    ];
  }

  /** The worlds that are made for one of these names, resolved against an interface. */
  of(names: readonly string[], interface_: Interface): LoadedWorlds {
    const wanted = this.syntax.filter((each) => each.of.some(({ text }) => names.includes(text)));
    const loaded = wanted.map((each) => resolveReadWorld(each, interface_));
    return {
      worlds: loaded.flatMap(({ value }) => value ?? []),
      findings: [...this.findings, ...namesakes(wanted), ...loaded.flatMap(({ findings }) => findings)],
    };
  }
}

/** Different subjects may have worlds of one name; to one subject a name means one world. */
function namesakes(worlds: readonly WorldSyntax[]): readonly Finding[] {
  return worlds.flatMap(({ name, span }, index) => {
    const first = worlds.findIndex((each) => each.name === name);
    if (first === index) return [];
    const where = worlds[first]?.span.file ?? '';
    return [finding('SPEC0005', `the world '${name}' is made for the same in ${where}`, span, 'make it of others')];
  });
}

function strangers(world: WorldSyntax, known: readonly string[]): readonly Finding[] {
  return world.of.flatMap(({ text, span }) => {
    if (known.includes(text)) return [];
    const close = nearest(text, known);
    const fix = close === null ? undefined : `did you mean '${close}'?`;
    return [finding('SPEC0006', `no system, base, proposal or family is called '${text}'`, span, fix)];
  });
}
