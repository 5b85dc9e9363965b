import type { Declaration, Delta, Enum, Interface, Ioctl, Proposal, StepChange, Struct } from '../interface.ts';
import { isIoctl } from '../interface.ts';
import type { Finding } from '../../diagnostics/finding.ts';
import { walk, type Step } from '../step.ts';
import type { FamilySyntax, PartsSyntax, ProposalSyntax, StepSyntax } from '../syntax.ts';
import { amend } from './amend.ts';
import { Findings } from './findings.ts';
import { resolveInterface } from './interface.ts';

/** Sections that a reviewer looks for in the rationale, in the order of the cover letter. */
export const rationaleSections = ['Problem', 'Interface', 'Semantics', 'Discovery', 'Alternatives', 'Tests'] as const;

export interface ResolvedProposal {
  readonly proposal: Proposal;
  readonly findings: readonly Finding[];
}

/** Resolves a proposal against its base; the base must have resolved without findings. */
export function resolveProposal(
  syntax: ProposalSyntax,
  base: Interface,
  family: FamilySyntax,
  baseFiles: readonly PartsSyntax[],
): ResolvedProposal {
  const findings = new Findings();
  const amended = amend(baseFiles, syntax.parts.amendments, findings);
  const { after } = syntax.parts;
  const names = base.ioctls.map((each) => each.name);
  if (after !== null && !names.includes(after.text)) findings.unknown('ioctl', after.text, after.span, names);
  const resolved = resolveInterface(syntax.proposal, family, beside(amended, syntax.parts), syntax.parts);
  findings.addAll(resolved.findings);
  const result = resolved.interface;
  if (syntax.rationale === null)
    findings.add(
      'SPEC0012',
      'there is no rationale.md beside proposal.yaml',
      syntax.span,
      `write one, with the sections ${rationaleSections.join(', ')}`,
    );
  else {
    const missing = missingSections(syntax.rationale.text);
    if (missing.length > 0)
      findings.add(
        'SPEC0012',
        `rationale.md has no section ${missing.map((each) => `'## ${each}'`).join(', ')}`,
        syntax.rationale.span,
        `add ${missing.map((each) => `## ${each}`).join(', ')}`,
      );
  }
  return {
    proposal: {
      name: syntax.proposal,
      title: syntax.title,
      span: syntax.span,
      base,
      result,
      delta: delta(base, result, syntax.parts),
      alternatives: syntax.alternatives.map(({ text, span }) => ({ name: text, span })),
      rationale: syntax.rationale?.text ?? '',
      changelog: syntax.changelog?.text ?? '',
    },
    findings: findings.list,
  };
}

/**
 * Where a proposal's own declarations stand in the header: after the file of the base whose
 * implementation file they share, so that a new ioctl follows the one it is most like.
 */
function beside(files: readonly PartsSyntax[], added: PartsSyntax): readonly PartsSyntax[] {
  const after = added.after;
  const index = after === null ? -1 : files.findIndex((file) => file.ioctls.some((ioctl) => ioctl.name === after.text));
  return index < 0 ? [...files, added] : [...files.slice(0, index + 1), added, ...files.slice(index + 1)];
}

function missingSections(rationale: string): readonly string[] {
  const present = new Set([...rationale.matchAll(/^##\s+(.+?)\s*$/gm)].map((match) => match[1]));
  return rationaleSections.filter((section) => !present.has(section));
}

function delta(base: Interface, result: Interface, parts: PartsSyntax): Delta {
  const before = new Map(base.declarations.map((each) => [each.name, each]));
  const added = result.declarations.filter((each) => !before.has(each.name));
  const structs = (of: Interface): readonly Struct[] =>
    of.declarations.flatMap((each) => (isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : []));
  const oldStructs = new Map(structs(base).map((each) => [each.name, each]));
  const enums = (of: Interface): readonly Enum[] =>
    of.declarations.filter(
      (each): each is Enum => !isIoctl(each) && (each.declares === 'enum' || each.declares === 'flags'),
    );
  const oldEnums = new Map(enums(base).map((each) => [each.name, each]));
  return {
    ioctls: added.filter(isIoctl),
    declarations: added.filter((each): each is Declaration => !isIoctl(each)),
    appended: structs(result).flatMap((struct) => {
      const old = oldStructs.get(struct.name);
      const fields = old ? struct.fields.slice(old.fields.length) : [];
      return fields.length > 0 ? [{ struct, fields }] : [];
    }),
    documented: structs(result).filter((struct) => {
      const old = oldStructs.get(struct.name);
      return old?.fields.length === struct.fields.length && saidOf(old) !== saidOf(struct);
    }),
    enumerators: enums(result).flatMap((each) => {
      const old = oldEnums.get(each.name);
      const values = old ? each.values.slice(old.values.length) : [];
      return values.length > 0 ? [{ enum: each, values }] : [];
    }),
    amended: parts.amendments.flatMap((amendment) => {
      if (amendment.target !== 'ioctl') return [];
      const old = base.ioctls.find((each) => each.name === amendment.name);
      const now = result.ioctls.find((each) => each.name === amendment.name);
      return old && now
        ? [
            {
              before: old,
              after: now,
              changes: amendment.steps.flatMap((change) =>
                stepChange(change.where, change.place.text, change.steps, old, now),
              ),
            },
          ]
        : [];
    }),
    verbs: [
      ...parts.verbs.map(({ name, since }) => ({ verb: name, since })),
      ...parts.amendments.flatMap(({ target, name, since }) => (target === 'verb' ? [{ verb: name, since }] : [])),
    ],
  };
}

/** All that is said of a struct and its members. */
function saidOf({ doc, fields }: Struct): string {
  return [doc, ...fields.map((each) => each.doc)].join('\n');
}

function stepChange(
  where: StepChange['where'],
  place: string,
  syntax: readonly StepSyntax[],
  before: Ioctl,
  after: Ioctl,
): readonly StepChange[] {
  const anchor = [...walk(before.steps)].find((step) => step.place === place);
  if (!anchor) return [];
  const written = new Set(syntax.map((each) => each.span));
  const steps: Step[] = [...walk(after.steps)].filter((step) => written.has(step.span));
  return [{ where, anchor, steps }];
}
