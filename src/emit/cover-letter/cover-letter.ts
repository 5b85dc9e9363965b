import type { Proposal } from '../../spec/interface.ts';
import { rationaleSections } from '../../spec/resolve/proposal.ts';
import { changesOf } from '../change.ts';
import type { Explored } from '../explored.ts';
import type { OpenPoint } from '../kernel/fragments.ts';
import type { Printer } from '../template.ts';
import { addedView, grownViews, valuesViews } from './delta-view.ts';
import { markdownText } from '../text/markdown-text.ts';
import { mailText, markdownToMail } from './mail-text.ts';
import { readSections } from './sections.ts';

export interface CoverLetterFacts {
  /** Version of the series, from 1 up. */
  readonly version: number;
  readonly open: readonly OpenPoint[];
  /** Null where no world is made for the proposal. */
  readonly explored: Explored | null;
  /** `abiwright 0.1.0` */
  readonly generator: string;
}

/** A part of the letter; the first has no title. */
interface Section {
  readonly title: string;
  readonly text: string;
}

function summary(proposal: Proposal, print: Printer): string {
  const changes = changesOf(proposal);
  const adds = changes.map(addedView).filter((each) => each !== null);
  return markdownToMail(
    print('cover-letter/summary', { adds, grows: changes.flatMap(grownViews), values: changes.flatMap(valuesViews) }),
  );
}

/** The sections of change logs up to a version, newest first. */
function changeLogs(changelog: string, version: number): Section[] {
  const sections = readSections(changelog);
  const versions = Array.from({ length: Math.max(version - 1, 0) }, (_, index) => version - index);
  return versions.map((each) => ({
    title: `Changes since v${each - 1}`,
    text: mailText(sections.get(`v${each}`) ?? []),
  }));
}

/** True where the change log says what changed in a version. */
export function tellsChanges(changelog: string, version: number): boolean {
  return mailText(readSections(changelog).get(`v${version}`) ?? []) !== '';
}

/** The highest version that the change log has a section of; 1 where it has none. */
export function latestVersion(changelog: string): number {
  const versions = [...readSections(changelog).keys()].flatMap((title) => /^v(\d{1,3})$/.exec(title)?.[1] ?? []);
  return Math.max(1, ...versions.map(Number));
}

/** The title of what exploring found. */
const verification = 'Verification';

/** What exploring found, in a mail. */
function exploredText({ name, base }: Proposal, explored: Explored | null, print: Printer): string {
  const told = explored && {
    ...explored,
    notes: explored.notes.map(markdownText),
    violations: explored.violations.map(markdownText),
  };
  return markdownToMail(print('cover-letter/explored', { name, base: base.name, explored: told }));
}

/** Sections of the rationale that come after the usual ones, in their own order; those for commits stay out. */
function otherSections(sections: ReturnType<typeof readSections>): Section[] {
  const usual = new Set<string>([...rationaleSections, verification, 'Open']);
  return [...sections]
    .filter(([title]) => !usual.has(title) && !title.startsWith('Commit '))
    .map(([title, blocks]) => ({ title, text: mailText(blocks) }));
}

/**
 * The cover letter's text, from the greeting-less first paragraph to before the shortlog: the problem, the
 * interface, its meaning, how userspace finds it, what else was considered, tests, what exploring found, what is
 * open, how it was made, and what changed since the last version.
 */
export function coverLetter(proposal: Proposal, facts: CoverLetterFacts, print: Printer): string {
  const sections = readSections(proposal.rationale);
  const parts = rationaleSections.map((title, index): Section => {
    const text = mailText(sections.get(title) ?? []);
    const more = title === 'Interface' ? summary(proposal, print) : '';
    return { title: index === 0 ? '' : title, text: [text, more].filter((each) => each !== '').join('\n\n') };
  });
  const found = [mailText(sections.get(verification) ?? []), exploredText(proposal, facts.explored, print)];
  const points = facts.open.length === 0 ? '' : markdownToMail(print('cover-letter/open', { points: facts.open }));
  const open = [mailText(sections.get('Open') ?? []), points].filter((each) => each !== '').join('\n\n');
  const made = markdownToMail(print('cover-letter/made', { generator: facts.generator, name: proposal.name }));
  const all = [
    ...parts,
    { title: verification, text: found.filter((each) => each !== '').join('\n\n') },
    ...otherSections(sections),
    { title: 'Open', text: open },
    { title: 'How this was made', text: made },
    ...changeLogs(proposal.changelog, facts.version),
  ];
  const shown = all.filter((each) => each.text !== '');
  return print('cover-letter/cover', {
    sections: shown.map((each) => ({ ...each, line: '='.repeat(each.title.length) })),
  }).trim();
}
