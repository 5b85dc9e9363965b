import type { Interface, Proposal } from '../../spec/interface.ts';
import { newValues, type Change } from '../change.ts';
import type { Printer } from '../template.ts';
import { listedCode } from '../text/list.ts';
import { addedView, grownViews, subjectsOf } from './delta-view.ts';
import { mailColumns, mailText, markdownToMail } from './mail-text.ts';
import { readSections } from './sections.ts';

/** A commit message, without trailers. */
export interface CommitMessage {
  /** One line. */
  readonly subject: string;
  /** Paragraphs of plain text, without a newline at the end. */
  readonly body: string;
}

function message(subject: string, paragraphs: readonly string[]): CommitMessage {
  return {
    subject: subject.replaceAll(/\s+/g, ' ').trim(),
    body: paragraphs
      .map((each) => each.trim())
      .filter((each) => each !== '')
      .join('\n\n'),
  };
}

/** Why, in the author's words: the section of the rationale for this commit, else the problem that is solved. */
function reasons({ rationale }: Proposal, commit: string): string {
  const sections = readSections(rationale);
  return mailText(sections.get(`Commit ${commit}`) ?? sections.get('Problem') ?? []);
}

/** The first of several texts that leaves the subject short enough, or the last. */
function fitting(prefix: string, texts: readonly string[]): string {
  return `${prefix} ${texts.find((text) => prefix.length + 1 + text.length <= mailColumns) ?? texts.at(-1) ?? ''}`;
}

function changeSubject(change: Change, family: string): string {
  const { ioctl, added } = change;
  if (ioctl !== null && added) return `${family}: Add ${ioctl.name}`;
  const values = newValues(change).flatMap((each) => each.values);
  const names = [
    ...values.map((each) => each.name),
    ...(ioctl === null ? change.declarations.map((each) => each.name) : []),
  ];
  if (names.length === 1) return `${family}: Add ${names[0] ?? ''}`;
  return ioctl === null
    ? fitting(`${family}:`, [`Add ${names.join(' and ')}`, `Extend the declarations`])
    : `${family}: Extend ${ioctl.name}`;
}

/** The commit of one change: uAPI and handler together. */
export function changeMessage(proposal: Proposal, change: Change, print: Printer): CommitMessage {
  const values = newValues(change).flatMap((each) => each.values.map((value) => value.name));
  const view = {
    adds: addedView(change),
    grows: grownViews(change),
    values: change.added || values.length === 0 ? null : listedCode(values),
    effects:
      change.added || change.ioctl === null ? null : listedCode(values.length === 0 ? [change.ioctl.name] : values),
  };
  const why = reasons(proposal, change.ioctl?.name ?? 'declarations');
  return message(changeSubject(change, proposal.result.family.name), [
    why,
    markdownToMail(print('cover-letter/uapi', view)),
  ]);
}

/** What a patch is about, from the fullest text to the shortest. */
function about(verb: string, changes: readonly Change[], proposal: Proposal): readonly string[] {
  const subjects = subjectsOf(changes);
  const { ioctlPrefix } = proposal.result.family.header;
  const short = subjects.map((each) => (each.startsWith(ioctlPrefix) ? each.slice(ioctlPrefix.length) : each));
  return [`${verb} ${subjects.join(' and ')}`, `${verb} ${short.join(' and ')}`, `${verb} ${proposal.name}`];
}

function extra(proposal: Proposal, commit: string): string {
  return mailText(readSections(proposal.rationale).get(`Commit ${commit}`) ?? []);
}

/** The commit of the selftest. */
export function selftestMessage(proposal: Proposal, changes: readonly Change[], print: Printer): CommitMessage {
  const { family }: Interface = proposal.result;
  const text = print('cover-letter/selftest', { what: listedCode(subjectsOf(changes)), device: family.device });
  return message(fitting(`${family.name}/selftest:`, about('Cover', changes, proposal)), [
    extra(proposal, 'selftest'),
    markdownToMail(text),
  ]);
}

/** The commit of the documentation. */
export function documentationMessage(proposal: Proposal, changes: readonly Change[], print: Printer): CommitMessage {
  const { family } = proposal.result;
  const text = print('cover-letter/documentation', { what: listedCode(subjectsOf(changes)) });
  const subject = fitting(`Documentation: userspace-api: ${family.name}:`, about('Describe', changes, proposal));
  return message(subject, [extra(proposal, 'documentation'), markdownToMail(text)]);
}
