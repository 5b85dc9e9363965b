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

/** One file, as read. */
interface WorldFile {
  readonly text: string;
  /** Null where it has findings. */
  readonly syntax: WorldSyntax | null;
  readonly findings: readonly Finding[];
}

/** The worlds of a folder of specs, read once. */
export class WorldLoader {
  private readonly files: readonly WorldFile[];

  /** `known` are the names that worlds may be made for. */
  constructor(sources: readonly SpecSource[], known: readonly string[]) {
    this.files = sources.map((source) => {
      const { value: syntax, findings } = readWorld(source);
      const wrong = syntax ? strangers(syntax, known) : [];
      return { text: source.text, syntax, findings: [...findings, ...wrong] };
    });
  }

  /** What is wrong with any of the worlds, whatever it is explored with. */
  get findings(): readonly Finding[] {
    return this.files.flatMap((each) => each.findings);
  }

  /** The worlds that are made for one of these names, resolved against an interface. */
  of(names: readonly string[], interface_: Interface): LoadedWorlds {
    const files = this.files.filter((each) => isOf(each, names));
    const wanted = files.flatMap(({ syntax }) => syntax ?? []);
    const loaded = wanted.map((each) => resolveReadWorld(each, interface_));
    return {
      worlds: loaded.flatMap(({ value }) => value ?? []),
      findings: [...files, ...loaded].flatMap((each) => each.findings).concat(namesakes(wanted)),
    };
  }
}

/** What a file that cannot be read is of is not known: it is taken for one of what it mentions. */
function isOf({ syntax, text }: WorldFile, names: readonly string[]): boolean {
  return syntax ? syntax.of.some((each) => names.includes(each.text)) : names.some((name) => text.includes(name));
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
