import { join } from 'node:path';
import { finding, hasErrors, inOrder, type Finding } from '../diagnostics/finding.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { wholeFile } from '../diagnostics/span.ts';
import { UsageError } from '../host/errors.ts';
import { exists } from '../host/find.ts';
import { listFolder } from '../host/read.ts';
import { remember } from '../host/remember.ts';
import type { Interface, Proposal } from '../spec/interface.ts';
import { loadBase, loadProposal, type LoadedBase } from '../spec/load/load.ts';
import { findSpecsFolder, readSource, shownPath, yamlFiles, type SpecsFolder } from './specs-folder.ts';

/** What one NAME on the command line is. */
export type Subject =
  { readonly kind: 'base'; readonly interface: Interface } | { readonly kind: 'proposal'; readonly proposal: Proposal };

/** Subjects that loaded, and what is wrong with those that did not. */
export interface LoadedSubjects {
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
  /** The texts of the files that were read, by path, to show lines of. */
  readonly sources: ReadonlyMap<string, string>;
}

/** The interface that a subject stands for. */
export function interfaceOf(subject: Subject): Interface {
  return subject.kind === 'base' ? subject.interface : subject.proposal.result;
}

/** Loads bases and proposals by name, each base once. */
export class SpecLoader {
  private readonly folder: SpecsFolder;
  private readonly bases = new Map<string, LoadedBase | null>();
  private readonly findings: Finding[] = [];
  private readonly sources = new Map<string, string>();

  constructor(from: string) {
    this.folder = findSpecsFolder(from);
  }

  /** The specs folder in use. */
  get path(): string {
    return this.folder.path;
  }

  /** Names of the proposals in the folder. */
  proposalNames(): readonly string[] {
    return (listFolder(join(this.folder.path, 'proposals')) ?? [])
      .filter((entry) => entry.kind === 'directory')
      .map((entry) => entry.name);
  }

  familyNames(): readonly string[] {
    return (listFolder(this.folder.bases) ?? [])
      .filter((entry) => entry.kind === 'directory' && exists(join(this.folder.bases, entry.name, 'family.yaml')))
      .map((entry) => entry.name);
  }

  /** Loads the named subjects, or with no name all of them. */
  load(names: readonly string[]): LoadedSubjects {
    this.findings.push(...this.confusable());
    const wanted = names.length > 0 ? names : [...this.familyNames(), ...this.proposalNames()];
    const subjects = wanted.flatMap((name): Subject[] => {
      if (this.familyNames().includes(name.replace(/@.*$/, ''))) {
        const base = this.base(name.replace(/@.*$/, ''));
        if (base && name.includes('@') && base.interface.name !== name) throw this.unknown(name, [base.interface.name]);
        return base ? [{ kind: 'base', interface: base.interface }] : [];
      }
      if (!this.proposalNames().includes(name))
        throw this.unknown(name, [...this.familyNames(), ...this.proposalNames()]);
      const proposal = this.proposal(name);
      return proposal ? [{ kind: 'proposal', proposal }] : [];
    });
    return { subjects, findings: inOrder(this.findings), sources: this.sources };
  }

  /** A NAME of the command line is one thing. */
  private confusable(): readonly Finding[] {
    const shared = this.proposalNames().filter((name) => this.familyNames().includes(name));
    return shared.map((name) => {
      const folder = shownPath(join(this.folder.path, 'proposals', name));
      return finding('SPEC0005', `'${name}' is a base already`, wholeFile(folder), 'rename the proposal');
    });
  }

  private unknown(name: string, known: readonly string[]): UsageError {
    const close = nearest(name, known);
    return new UsageError(
      'CLI0003',
      `no proposal or base is called '${name}' in ${this.folder.path}`,
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

  private read(path: string) {
    const source = readSource(path, this.findings);
    if (source) this.sources.set(source.path, source.text);
    return source;
  }
}
