import { finding, hasErrors, type Finding } from '../../diagnostics/finding.ts';
import type { Interface } from '../interface.ts';
import { amend } from '../resolve/amend.ts';
import { Findings } from '../resolve/findings.ts';
import { resolveInterface } from '../resolve/interface.ts';
import type { FamilySyntax, PartsSyntax, Placed, Text } from '../syntax.ts';
import { readDoc } from './declarations.ts';
import { limited } from './limited.ts';
import { readSpec, type Loaded, type SpecSource } from './load.ts';
import { readParts } from './parts.ts';
import type { Reader } from './reader.ts';

/** A model of a kernel interface whose uAPI is no matter here: it is explored, and nothing is generated from it. */
export interface LoadedSystem {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** It has a family without a header and without ioctls. */
  readonly interface: Interface;
  /** What it is made of, which a system that extends it amends. */
  readonly files: readonly PartsSyntax[];
  /** The names of those that are not of the system that this one extends. */
  readonly ownFiles: ReadonlySet<string>;
}

/** Where the other files of a system come from. */
export interface SystemSurroundings {
  /** The file of that path below the system's folder, without .yaml; null where there is none, or it has findings elsewhere. */
  part(path: string): SpecSource | null;
  /** The system of that name; null where there is none, or it has findings of its own. */
  system(name: string): LoadedSystem | null;
}

interface SystemSyntax extends Placed {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  readonly extends: Text | null;
  readonly files: readonly Text[];
  readonly parts: PartsSyntax;
}

/** Reads and resolves a system. */
export function loadSystem(source: SpecSource, around: SystemSurroundings): Loaded<LoadedSystem> {
  const findings: Finding[] = [];
  const syntax = readSpec(source, 'system', (reader) => systemSyntax(source.path, reader), findings);
  if (!syntax) return { value: null, findings: limited(findings) };
  const stem = source.path.replace(/^.*[/\\]/, '').replace(/\.yaml$/, '');
  if (syntax.name !== stem) findings.push(disagreement(stem, syntax));
  const base = syntax.extends && around.system(syntax.extends.text);
  if (syntax.extends && !base)
    findings.push(
      finding('SPEC0008', `no system '${syntax.extends.text}' that is in order is here`, syntax.extends.span),
    );
  const files = syntax.files.flatMap((file) => partOf(file, around, findings));
  if (hasErrors(findings)) return { value: null, findings: limited(findings) };
  const amending = new Findings();
  const amended = amend(base?.files ?? [], syntax.parts.amendments, amending);
  const all = [...amended, ...files, syntax.parts];
  const resolved = resolveInterface(syntax.name, plainFamily(syntax), all, base ? syntax.parts : null);
  findings.push(...amending.list, ...resolved.findings);
  const { name, title, doc } = syntax;
  const ownFiles = new Set([source.path, ...files.map((each) => each.file)]);
  return {
    value: hasErrors(findings) ? null : { name, title, doc, interface: resolved.interface, files: all, ownFiles },
    findings: limited(findings),
  };
}

function disagreement(stem: string, { name, span }: SystemSyntax): Finding {
  const message = `the file is '${stem}.yaml', the system says '${name}'`;
  return finding('SPEC0011', message, span, `rename the file to ${name}.yaml`);
}

function partOf({ text, span }: Text, around: SystemSurroundings, findings: Finding[]): readonly PartsSyntax[] {
  const source = around.part(text);
  if (!source) {
    findings.push(finding('SPEC0006', `no file ${text}.yaml that can be read is in this folder`, span));
    return [];
  }
  const parts = readSpec(source, 'parts', (reader) => readParts(source.path, reader), findings);
  return parts ? [parts] : [];
}

function systemSyntax(file: string, reader: Reader): SystemSyntax {
  return {
    span: reader.at['system'] ?? reader.span,
    at: reader.at,
    name: reader.string('system') ?? '',
    title: reader.string('title') ?? '',
    doc: readDoc(reader),
    extends: reader.text('extends'),
    files: reader.texts('parts'),
    parts: readParts(file, reader),
  };
}

/** A family that has no header, no device and no numbers. */
function plainFamily({ name, title, doc, span, at }: SystemSyntax): FamilySyntax {
  const header = { path: '', guard: '', includes: [], typeMacro: '', commandPrefix: '', ioctlPrefix: '', doc: '' };
  const numbers = { ioctl: { type: '', base: 0, last: 255 }, taken: [] };
  return {
    family: name,
    title,
    doc,
    version: '',
    header,
    ...numbers,
    device: '',
    errnos: [],
    order: [],
    entry: [],
    span,
    at,
  };
}
