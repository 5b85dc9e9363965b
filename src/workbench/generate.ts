import { join } from 'node:path';
import { finding, hasErrors, type Finding } from '../diagnostics/finding.ts';
import { wholeFile, type Span } from '../diagnostics/span.ts';
import type { EmittedFile } from '../emit/file.ts';
import { targets } from '../emit/targets.ts';
import { UsageError } from '../host/errors.ts';
import { exists, findUpwards } from '../host/find.ts';
import { filesBelow, readText } from '../host/read.ts';
import { writeFiles } from '../host/write.ts';
import { atomicityFindings } from '../vectors/atomicity.ts';
import { vectorFindings } from '../vectors/findings.ts';
import { rememberedAtomicity } from './atomicity.ts';
import { check, type Checked } from './check.ts';
import { exploreProposal, type ExploredProposal } from './explored.ts';
import { interfaceOf } from './load.ts';
import { shownPath } from './specs-folder.ts';
import { templatePrinter } from './templates.ts';
import { rememberVectors } from './vectors.ts';

export interface GenerateOptions {
  /** Where the tree of generated files is or will be; null for the nearest `generated`, or one beside the working folder's files. */
  readonly out: string | null;
  /** Only these emitters; empty for all. */
  readonly targets: readonly string[];
  /** Write nothing; report what differs. */
  readonly check: boolean;
  /** Told what is being done, where it takes long. */
  readonly onStage: (stage: string) => void;
}

export interface GeneratedFile {
  readonly path: string;
  readonly target: string;
  readonly bytes: number;
  readonly changed: boolean;
}

export interface Generated extends Checked {
  readonly folder: string;
  readonly files: readonly GeneratedFile[];
}

/** Generates every artifact of the named subjects, or tells what differs from what was generated. */
export function generate(names: readonly string[], from: string, options: GenerateOptions): Generated {
  const unknown = options.targets.find((each) => !Object.hasOwn(targets, each));
  if (unknown !== undefined)
    throw new UsageError('CLI0002', `no emitter is called '${unknown}'`, `one of ${Object.keys(targets).join(', ')}`);
  const checked = withUapi(check(names, from, wants('cover-letter', options.targets)), names);
  const folder = options.out ?? findUpwards('generated', from) ?? join(from, 'generated');
  if (hasErrors(checked.findings)) return { ...checked, folder, files: [] };
  if (wants('selftest', options.targets))
    for (const subject of checked.subjects) rememberVectors(subject, checked, options.onStage);
  const explored: AllExplored = wants('cover-letter', options.targets)
    ? exploreAll(checked, from, options.onStage)
    : new Map();
  const wrong = [...explored.values()].flatMap((each) => each.findings);
  if (hasErrors(wrong)) return { ...checked, findings: [...checked.findings, ...wrong], folder, files: [] };
  const emitted = emit(checked, explored, options.targets);
  const untested = wants('selftest', options.targets)
    ? checked.subjects.flatMap((each) => [
        ...vectorFindings(interfaceOf(each)),
        ...atomicityFindings(rememberedAtomicity(each, checked, options.onStage)),
      ])
    : [];
  if (hasErrors(untested)) return { ...checked, findings: [...checked.findings, ...untested], folder, files: [] };
  if (options.check) {
    const drift = [
      ...untested,
      ...emitted.flatMap((file) => drifted(folder, file)),
      ...stale(folder, checked, emitted, options.targets),
    ];
    const files = emitted.map((file) => ({
      path: shownPath(join(folder, file.path)),
      target: file.target,
      bytes: Buffer.byteLength(file.text),
      changed: drifted(folder, file).length > 0,
    }));
    return { ...checked, findings: [...checked.findings, ...drift], folder, files };
  }
  const written = writeFiles(emitted.map((file) => ({ path: join(folder, file.path), content: file.text })));
  const files = emitted.map((file, index) => ({
    path: shownPath(join(folder, file.path)),
    target: file.target,
    bytes: written[index]?.size ?? 0,
    changed: written[index]?.changed ?? false,
  }));
  return { ...checked, findings: [...checked.findings, ...untested], folder, files };
}

/** Systems are no uAPI: nothing is generated from them. */
function withUapi(checked: Checked, names: readonly string[]): Checked {
  const systems = checked.subjects.flatMap((each) => (each.kind === 'system' ? [each.system.name] : []));
  const named = systems.find((each) => names.includes(each));
  if (named !== undefined)
    throw new UsageError(
      'CLI0002',
      `${named} is a system, and nothing is generated from it`,
      `abiwright verify ${named}`,
    );
  return {
    ...checked,
    subjects: checked.subjects.filter((each) => each.kind !== 'system'),
    names: checked.names.filter((each) => !systems.includes(each.name)),
  };
}

function wants(target: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.includes(target);
}

/** What exploring found of each proposal, by name. */
type AllExplored = ReadonlyMap<string, ExploredProposal>;

function exploreAll({ subjects }: Checked, from: string, onStage: (stage: string) => void): AllExplored {
  const proposals = subjects.flatMap((each) => (each.kind === 'proposal' ? [each.proposal] : []));
  return new Map(proposals.map((each) => [each.name, exploreProposal(each, from, onStage)] as const));
}

function emit(checked: Checked, explored: AllExplored, wanted: readonly string[]): readonly EmittedFile[] {
  const print = templatePrinter();
  return checked.subjects.flatMap((subject) => {
    const proposal = subject.kind === 'proposal' ? subject.proposal : null;
    const found = explored.get(proposal?.name ?? '')?.explored ?? null;
    const of = { interface: interfaceOf(subject), proposal, explored: found };
    return Object.entries(targets).flatMap(([name, emitter]) => (wants(name, wanted) ? emitter(of, print) : []));
  });
}

function drifted(folder: string, file: EmittedFile): readonly Finding[] {
  const path = join(folder, file.path);
  const shown = shownPath(path);
  if (!exists(path)) return [finding('GEN0002', `${shown} is missing`, wholeFile(shown), 'abiwright generate')];
  const read = readText(path);
  if (!read.ok) return [finding('GEN0001', `${shown} ${read.detail}`, wholeFile(shown), 'abiwright generate')];
  if (read.text === file.text) return [];
  return [
    finding(
      'GEN0001',
      `${shown} is not what the specs give now`,
      firstDifference(shown, read.text, file.text),
      'abiwright generate',
    ),
  ];
}

function firstDifference(file: string, have: string, want: string): Span {
  const lines = have.split('\n');
  const wanted = want.split('\n');
  const line = lines.findIndex((each, index) => each !== wanted[index]);
  const at = line < 0 ? lines.length - 1 : line;
  return { file, line: at + 1, column: 1, endLine: at + 1, endColumn: (lines[at] ?? '').length + 1 };
}

/** Files below a subject's folder that no emitter makes any more. */
function stale(
  folder: string,
  checked: Checked,
  emitted: readonly EmittedFile[],
  wanted: readonly string[],
): readonly Finding[] {
  if (wanted.length > 0) return [];
  const made = new Set(emitted.map((file) => join(folder, file.path)));
  return checked.names.flatMap(({ name }) =>
    filesBelow(join(folder, name))
      .filter((path) => !made.has(path))
      .map((path) =>
        finding('GEN0003', `nothing generates ${shownPath(path)}`, wholeFile(shownPath(path)), 'remove it'),
      ),
  );
}
