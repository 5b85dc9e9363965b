import { join } from 'node:path';
import { finding, hasErrors, inOrder, type Finding } from '../diagnostics/finding.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { wholeFile } from '../diagnostics/span.ts';
import { UsageError } from '../host/errors.ts';
import { exists } from '../host/find.ts';
import { listFolder } from '../host/read.ts';
import { remember } from '../host/remember.ts';
import type { Interface, Proposal } from '../spec/interface.ts';
import { loadBase, loadProposal, type LoadedBase, type SpecSource } from '../spec/load/load.ts';
import type { LoadedSystem } from '../spec/load/system.ts';
import { SystemLoader } from './load-systems.ts';
import { WorldLoader, type LoadedWorlds } from './load-worlds.ts';
import { systemFiles, worldFiles } from './model-files.ts';
import { findSpecsFolder, readSource, shownPath, yamlFiles, type SpecsFolder } from './specs-folder.ts';

/** What one NAME on the command line is. */
export type Subject =
  | { readonly kind: 'base'; readonly interface: Interface }
  | { readonly kind: 'proposal'; readonly proposal: Proposal }
  /** A model without a uAPI: it can be checked and explored, and nothing is made of it. */
  | { readonly kind: 'system'; readonly system: LoadedSystem };

/** Subjects that loaded, and what is wrong with those that did not. */
export interface LoadedSubjects {
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
  /** The texts of the files that were read, by path, to show lines of. */
  readonly sources: ReadonlyMap<string, string>;
  /** Those of the files that no uAPI is made of: systems and worlds. */
  readonly modelFiles: ReadonlySet<string>;
}

/** The interface that a subject stands for. */
export function interfaceOf(subject: Subject): Interface {
  switch (subject.kind) {
    case 'base':
      return subject.interface;
    case 'proposal':
      return subject.proposal.result;
    case 'system':
      return subject.system.interface;
  }
}

function proposalsIn(folder: string): readonly string[] {
  return (listFolder(join(folder, 'proposals')) ?? [])
    .filter((entry) => entry.kind === 'directory')
    .map((entry) => entry.name);
}

/** Loads bases, proposals and systems by name, each base once. */
export class SpecLoader {
  private readonly folder: SpecsFolder;
  private readonly bases = new Map<string, LoadedBase | null>();
  private readonly findings: Finding[] = [];
  private readonly sources = new Map<string, string>();
  private readonly modelFiles = new Set<string>();
  private readonly systemFiles: ReadonlyMap<string, string>;
  private readonly systems: SystemLoader;
  private worldLoader: WorldLoader | null = null;

  constructor(from: string) {
    this.folder = findSpecsFolder(from);
    this.systemFiles = systemFiles(this.folder);
    this.systems = new SystemLoader(this.systemFiles, (path) => this.readModel(path), this.findings);
  }

  /** The specs folder in use. */
  get path(): string {
    return this.folder.path;
  }

  /** Names of the proposals in the folder. */
  proposalNames(): readonly string[] {
    return proposalsIn(this.folder.path);
  }

  familyNames(): readonly string[] {
    return (listFolder(this.folder.bases) ?? [])
      .filter((entry) => entry.kind === 'directory' && exists(join(this.folder.bases, entry.name, 'family.yaml')))
      .map((entry) => entry.name);
  }

  /** Names of the systems, in order. */
  systemNames(): readonly string[] {
    return [...this.systemFiles.keys()].sort();
  }

  /** Loads the named subjects, or with no name all of them. */
  load(names: readonly string[]): LoadedSubjects {
    this.findings.push(...this.confusable());
    const all = [...this.familyNames(), ...this.proposalNames(), ...this.systemNames()];
    const wanted = names.length > 0 ? names : all;
    const subjects = wanted.flatMap((name): Subject[] => {
      if (this.familyNames().includes(name.replace(/@.*$/, ''))) {
        const base = this.base(name.replace(/@.*$/, ''));
        if (base && name.includes('@') && base.interface.name !== name) throw this.unknown(name, [base.interface.name]);
        return base ? [{ kind: 'base', interface: base.interface }] : [];
      }
      if (this.systemFiles.has(name)) {
        const system = this.systems.system(name);
        return system ? [{ kind: 'system', system }] : [];
      }
      if (!this.proposalNames().includes(name)) throw this.unknown(name, all);
      const proposal = this.proposal(name);
      return proposal ? [{ kind: 'proposal', proposal }] : [];
    });
    const { sources, modelFiles } = this;
    return { subjects, findings: inOrder(this.findings), sources, modelFiles };
  }

  /** The worlds that are made for a subject. */
  worlds(subject: Subject): LoadedWorlds {
    const { name, family } = interfaceOf(subject);
    return this.readWorlds().of([name, family.name], interfaceOf(subject));
  }

  /** What is wrong with any of the worlds. */
  worldFindings(): readonly Finding[] {
    return this.readWorlds().findings;
  }

  private readWorlds(): WorldLoader {
    if (this.worldLoader) return this.worldLoader;
    const files = [...worldFiles(this.folder).values()].sort();
    const families = this.familyNames().flatMap((name) => [name, this.base(name)?.interface.name ?? name]);
    // The worlds beside the bases may be made for proposals there.
    const proposals = [...this.proposalNames(), ...proposalsIn(this.folder.bases)];
    const known = [...this.systemNames(), ...proposals, ...families];
    this.worldLoader = new WorldLoader(
      files.flatMap((path) => this.readModel(path) ?? []),
      known,
    );
    return this.worldLoader;
  }

  /** A NAME of the command line is one thing. */
  private confusable(): readonly Finding[] {
    const others = [
      ...this.familyNames().map((name) => [name, 'base'] as const),
      ...[...this.systemFiles.keys()].map((name) => [name, 'system'] as const),
    ];
    return others.flatMap(([name, what]) => {
      if (!this.proposalNames().includes(name)) return [];
      const folder = shownPath(join(this.folder.path, 'proposals', name));
      return [finding('SPEC0005', `'${name}' is a ${what} already`, wholeFile(folder), 'rename the proposal')];
    });
  }

  private unknown(name: string, known: readonly string[]): UsageError {
    const close = nearest(name, known);
    return new UsageError(
      'CLI0003',
      `no proposal, base or system is called '${name}' in ${this.folder.path}`,
      close === null ? `one of ${known.join(', ')}` : `did you mean '${close}'?`,
    );
  }

  private base(family: string): LoadedBase | null {
    const known = this.bases.get(family);
    if (known !== undefined) return known;
    const folder = join(this.folder.bases, family);
    const familyFile = join(folder, 'family.yaml');
    const source = this.read(familyFile);
    const parts = yamlFiles(folder)
      .filter((path) => path !== familyFile)
      .map((path) => this.read(path));
    if (!source || parts.includes(null)) {
      this.bases.set(family, null);
      return null;
    }
    const sources = { family: source, parts: parts.filter((each) => each !== null) };
    const loaded = remember(
      `base-${family}`,
      [source, ...sources.parts].flatMap((each) => [each.path, each.text]),
      () => loadBase(sources),
      ({ value }) => value !== null,
    );
    this.findings.push(...loaded.findings);
    this.bases.set(family, loaded.value);
    return loaded.value;
  }

  private proposal(name: string): Proposal | null {
    const folder = join(this.folder.path, 'proposals', name);
    const proposal = this.read(join(folder, 'proposal.yaml'));
    const prose = (file: string) => (exists(join(folder, file)) ? this.read(join(folder, file)) : undefined);
    const rationale = prose('rationale.md');
    const changelog = prose('changelog.md');
    // The base that a proposal names is found by the family's name before the @.
    const family = /^base:\s*["']?([a-z]+)@/m.exec(proposal?.text ?? '')?.[1] ?? this.familyNames()[0] ?? '';
    const base = this.familyNames().includes(family) ? this.base(family) : this.base(this.familyNames()[0] ?? '');
    if (!proposal || !base || rationale === null || changelog === null) return null;
    const sources = { name, proposal, rationale: rationale ?? null, changelog: changelog ?? null };
    const loaded = loadProposal(sources, base);
    this.findings.push(...loaded.findings);
    return hasErrors(loaded.findings) ? null : loaded.value;
  }

  private readModel(path: string): SpecSource | null {
    const source = this.read(path);
    if (source) this.modelFiles.add(source.path);
    return source;
  }

  private read(path: string) {
    const source = readSource(path, this.findings);
    if (source) this.sources.set(source.path, source.text);
    return source;
  }
}
