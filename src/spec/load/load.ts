import { finding, hasErrors, type Finding } from '../../diagnostics/finding.ts';
import { wholeFile } from '../../diagnostics/span.ts';
import type { Interface, Proposal } from '../interface.ts';
import { resolveInterface } from '../resolve/interface.ts';
import { resolveProposal } from '../resolve/proposal.ts';
import type { FamilySyntax, PartsSyntax, ProposalSyntax } from '../syntax.ts';
import { characterFindings } from './characters.ts';
import { readFamily } from './family.ts';
import { limited } from './limited.ts';
import { readParts } from './parts.ts';
import { Reader } from './reader.ts';
import { checkSchema } from './schema.ts';
import type { SchemaName } from './validators.ts';
import { parseYaml } from './yaml.ts';

/** A folder's name that `proposal:` may have too. */
const canBeProposal = /^[a-z][a-z0-9-]{0,63}$/;

/** One file of specs/, with its path as it is to be shown. */
export interface SpecSource {
  readonly path: string;
  readonly text: string;
}

/** The files of one base: family.yaml and the others below its folder. */
export interface BaseSources {
  readonly family: SpecSource;
  readonly parts: readonly SpecSource[];
}

/** The files of one proposal; prose that is missing is null. */
export interface ProposalSources {
  readonly name: string;
  readonly proposal: SpecSource;
  readonly rationale: SpecSource | null;
  readonly changelog: SpecSource | null;
}

export interface Loaded<T> {
  /** Null where the findings have an error. */
  readonly value: T | null;
  readonly findings: readonly Finding[];
}

/** A base with the syntax it came from, which proposals amend. */
export interface LoadedBase {
  readonly interface: Interface;
  readonly family: FamilySyntax;
  readonly files: readonly PartsSyntax[];
}

/** Reads and resolves a base. */
export function loadBase(sources: BaseSources): Loaded<LoadedBase> {
  const findings: Finding[] = [];
  const family = readSpec(sources.family, 'family', readFamily, findings);
  const files = sources.parts.flatMap(
    (source) => readSpec(source, 'parts', (reader) => readParts(source.path, reader), findings) ?? [],
  );
  if (!family || hasErrors(findings)) return { value: null, findings: limited(findings) };
  const ordered = inHeaderOrder(family, files, findings);
  const resolved = resolveInterface(`${family.family}@${family.version}`, family, ordered);
  findings.push(...resolved.findings);
  return {
    value: hasErrors(findings) ? null : { interface: resolved.interface, family, files: ordered },
    findings: limited(findings),
  };
}

/** Reads and resolves a proposal on a base that loaded well. */
export function loadProposal(sources: ProposalSources, base: LoadedBase): Loaded<Proposal> {
  const findings: Finding[] = [];
  const syntax = readSpec(sources.proposal, 'proposal', (reader) => proposalSyntax(reader, sources), findings);
  for (const prose of [sources.rationale, sources.changelog])
    if (prose) findings.push(...limited(characterFindings(prose.path, prose.text)));
  if (!syntax || hasErrors(findings)) return { value: null, findings: limited(findings) };
  if (syntax.proposal !== sources.name)
    findings.push(
      finding(
        'SPEC0011',
        `the folder is '${sources.name}', the proposal says '${syntax.proposal}'`,
        syntax.at['proposal'] ?? syntax.span,
        canBeProposal.test(sources.name)
          ? `write proposal: ${sources.name}`
          : `rename the folder to ${syntax.proposal}`,
      ),
    );
  if (syntax.base.text !== base.interface.name)
    findings.push(
      finding('SPEC0008', `unknown base '${syntax.base.text}'`, syntax.base.span, `write base: ${base.interface.name}`),
    );
  if (hasErrors(findings)) return { value: null, findings: limited(findings) };
  const resolved = resolveProposal(syntax, base.interface, base.family, base.files);
  findings.push(...resolved.findings);
  return { value: hasErrors(findings) ? null : resolved.proposal, findings: limited(findings) };
}

function proposalSyntax(reader: Reader, sources: ProposalSources): ProposalSyntax {
  const prose = (source: SpecSource | null) => (source ? { text: source.text, span: wholeFile(source.path) } : null);
  return {
    span: reader.at['proposal'] ?? reader.span,
    at: reader.at,
    proposal: reader.string('proposal') ?? '',
    title: reader.string('title') ?? '',
    base: reader.text('base') ?? { text: '', span: reader.span },
    alternatives: reader.texts('alternatives'),
    parts: readParts(sources.proposal.path, reader),
    rationale: prose(sources.rationale),
    changelog: prose(sources.changelog),
  };
}

/** Reads one file of specs/; null, with findings, where it is not what its schema says. */
export function readSpec<T>(
  source: SpecSource,
  schema: SchemaName,
  build: (reader: Reader) => T,
  findings: Finding[],
): T | null {
  const { yaml, findings: wrong } = parseYaml(source.path, source.text);
  findings.push(...limited(wrong));
  if (!yaml?.document.contents) return null;
  const rejected = checkSchema(yaml, schema);
  findings.push(...limited(rejected));
  return hasErrors(rejected) ? null : build(new Reader(yaml, yaml.document.contents));
}

/** The files that family.yaml lists, in that order; then those of the model, which the header does not show. */
function inHeaderOrder(
  family: FamilySyntax,
  files: readonly PartsSyntax[],
  findings: Finding[],
): readonly PartsSyntax[] {
  const stem = (file: PartsSyntax): string => file.file.replace(/^.*\//, '').replace(/\.yaml$/, '');
  const listed = family.order.flatMap((name) => {
    const found = files.find((file) => stem(file) === name.text);
    if (!found) findings.push(finding('SPEC0006', `no file ${name.text}.yaml beside family.yaml`, name.span));
    return found ?? [];
  });
  const names = new Set(family.order.map((each) => each.text));
  const others = files.filter((file) => !names.has(stem(file)));
  for (const file of others)
    if (!file.testKernel && file.ioctls.length + file.declarations.length > 0)
      findings.push(
        finding(
          'SPEC0006',
          `family.yaml does not list ${stem(file)} in its order, so the header would lack it`,
          wholeFile(file.file),
          `add ${stem(file)} to order`,
        ),
      );
  return [...listed, ...others];
}
