import type { Proposal } from '../../spec/interface.ts';
import { changesOf, newValues, type Change } from '../change.ts';
import { readSections } from '../cover-letter/sections.ts';
import type { Printer } from '../template.ts';
import { proseLines } from '../text/prose-lines.ts';
import type { Block } from '../text/prose.ts';
import { restStyle } from '../text/rest.ts';
import { capitalised } from '../text/title.ts';
import { title } from './declaration.ts';
import { errnoTable, newErrnoTable, type ErrnoTableView } from './errno-table.ts';
import { ioctlFacts } from './ioctl.ts';
import { restColumns, restText } from './rest-text.ts';

/** The section is a subsection of the family's page, below its list of declarations. */
const level = 2;

/** What one ioctl gains, or what belongs to none. */
interface ChangeView {
  readonly title: string;
  readonly facts: string;
  /** New values and members; empty where there are none. */
  readonly additions: string;
  readonly errnos: ErrnoTableView | null;
}

function item(name: string, doc: string): string {
  return `- ${name}: ${doc.trim().replaceAll('\n', '\n  ')}`;
}

function additions(change: Change): string {
  const values = newValues(change).flatMap((each) => each.values.map(({ name, doc }) => item(name, doc)));
  const members = change.appended.flatMap(({ struct, fields }) =>
    fields.flatMap(({ name, role, doc }) =>
      role === 'reserved' || name === null ? [] : [item(`\`${name}\` of struct ${struct.name}`, doc)],
    ),
  );
  return [...members, ...values].join('\n');
}

function changeView(change: Change, proposal: Proposal): ChangeView {
  const { ioctl, added, declarations } = change;
  const heading = ioctl?.name ?? declarations.map((each) => each.name).join(', ');
  return {
    title: title(heading, level + 1),
    facts: ioctl !== null && added ? restText(ioctlFacts(ioctl)) : '',
    additions: restText(additions(change)),
    errnos: ioctl === null ? null : errnoTable(ioctl.steps, proposal.result),
  };
}

/** An ioctl that fails in new ways, though none of its own steps is new: what it calls has them. */
interface AlsoView {
  readonly title: string;
  readonly errnos: ErrnoTableView;
}

function alsoViews(changes: readonly Change[], proposal: Proposal): readonly AlsoView[] {
  const changed = new Set(changes.map((each) => each.ioctl?.name));
  return proposal.result.ioctls.flatMap((ioctl) => {
    const errnos = changed.has(ioctl.name) ? null : newErrnoTable(ioctl, proposal);
    return errnos === null ? [] : [{ title: title(ioctl.name, level + 1), errnos }];
  });
}

/**
 * What a proposal adds, for users: a subsection for the family's page in Documentation/userspace-api. What it
 * means and how to tell that a kernel has it come from the rationale; what each ioctl gains, and the ways in
 * which it fails, from the spec. The members are left to the kernel-doc that the page includes.
 */
export function printProposalSection(proposal: Proposal, print: Printer): string {
  const sections = readSections(proposal.rationale);
  const prose = (name: string): string =>
    proseLines(lowered(sections.get(name) ?? []), restStyle(level + 1), restColumns).join('\n');
  const changes = changesOf(proposal);
  return print('documentation/section', {
    title: title(capitalised(proposal.title), level),
    semantics: prose('Semantics'),
    discoveryTitle: title('How to tell that a kernel has it', level + 1),
    discovery: prose('Discovery'),
    changes: changes.map((change) => changeView(change, proposal)),
    also: alsoViews(changes, proposal),
  });
}

/**
 * Blocks of a section of the rationale, whose headings begin at level 3, as if they began at 1. None is left
 * out between two of them, which reST does not allow.
 */
function lowered(blocks: readonly Block[]): Block[] {
  let above = 0;
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    above = Math.max(1, Math.min(block.level - 2, above + 1));
    return { ...block, level: above };
  });
}
