import { coverLetter } from '../emit/cover-letter/cover-letter.ts';
import type { Explored } from '../emit/explored.ts';
import type { Printer } from '../emit/template.ts';
import { EnvironmentError } from '../host/errors.ts';
import type { Proposal } from '../spec/interface.ts';
import type { Check } from './checks/check.ts';
import { runChecks } from './checks/run-checks.ts';
import { treeScripts } from './checks/scripts.ts';
import { makeCommits } from './commits/make-commits.ts';
import { unknownIdentity, type Identity } from './git/identity.ts';
import type { Tree } from './git/open-tree.ts';
import { withWorktree, type Worktree } from './git/worktree.ts';
import { fillCover } from './mail/cover.ts';
import { finishMails } from './mail/finish.ts';
import { formatPatches, type NamedMail } from './mail/format-patches.ts';
import { findMaintainers, type Maintainers } from './mail/get-maintainer.ts';
import { fieldOf } from './mail/mail.ts';
import { checkOutput, writeMails } from './output.ts';
import { planCommits } from './plan/commits.ts';
import { pathsOf, type PlannedCommit } from './plan/edit.ts';
import type { Material } from './plan/material.ts';
import { applyPrevious, findPrevious } from './previous.ts';

export interface SeriesRequest {
  readonly proposal: Proposal;
  /** Made once, after everything that can be refused at once: it can take a while. */
  readonly material: () => Material;
  /** What exploring the proposal found; null where no world is made for it. */
  readonly explored: Explored | null;
  readonly print: Printer;
  readonly tree: Tree;
  /** True of the base that is made from the specs: nobody else has it, so nobody is asked who maintains it. */
  readonly embedded: boolean;
  /** From 1 up. */
  readonly version: number;
  readonly out: string;
  /** The folder of the version before; not looked at for the first. */
  readonly previous: string;
  /** Who the user is for git; null where git does not know. */
  readonly identity: Identity | null;
  readonly signOff: boolean;
  /** Replaces mails that were edited by hand. */
  readonly force: boolean;
  /** `abiwright 0.1.0` */
  readonly generator: string;
  /** Told what is being done, as `checking with checkpatch.pl`. */
  readonly onStage: (stage: string) => void;
}

export interface SeriesPatch {
  readonly file: string;
  readonly subject: string;
  /** Paths of the tree that it changes. */
  readonly files: readonly string[];
}

export interface Series {
  readonly directory: string;
  readonly coverLetter: { readonly file: string; readonly subject: string };
  readonly patches: readonly SeriesPatch[];
  /** The commit that the patches apply to. */
  readonly base: string;
  /** What git calls the tree that the patches make of the base. */
  readonly tree: string;
  /** True where the base is the one that is made from the specs. */
  readonly embedded: boolean;
  readonly version: number;
  readonly from: Identity;
  readonly signed: boolean;
  /** Why git send-email refuses the mails; null where it takes them. */
  readonly blocked: string | null;
  readonly recipients: Maintainers;
  readonly checks: readonly Check[];
}

/**
 * Makes the mails of a proposal for a tree, and leaves the tree as it was.
 *
 * @throws EnvironmentError SER0005 to SER0015 for what does not fit; then nothing is written
 */
export async function makeSeries(request: SeriesRequest): Promise<Series> {
  const { tree, identity, signOff } = request;
  if (signOff && identity === null) {
    throw new EnvironmentError(
      'SER0011',
      'git does not know who signs',
      'git config --global user.name "Your Name"; git config --global user.email you@example.org',
    );
  }
  checkOutput(request.out, request.force);
  const previous = request.version === 1 ? null : findPrevious(request.previous, request.version);
  request.onStage('making tests, documentation and handlers');
  const material = request.material();
  const commits = planCommits(request.proposal, material, request.print);
  return withWorktree(tree, tree.base, identity ?? unknownIdentity, async (worktree) => {
    request.onStage('making the commits');
    const range = previous === null ? null : await applyPrevious(worktree, previous, tree.base);
    await makeCommits(worktree, commits, signOff ? identity : null);
    const formatted = await formatPatches(worktree, {
      base: tree.base,
      version: request.version,
      previous: range,
    });
    return finish(request, worktree, { material, commits, formatted });
  });
}

/** What was made of a proposal, before the mails are addressed. */
interface Made {
  readonly material: Material;
  readonly commits: readonly PlannedCommit[];
  readonly formatted: readonly NamedMail[];
}

async function finish(
  request: SeriesRequest,
  worktree: Worktree,
  { material, commits, formatted }: Made,
): Promise<Series> {
  const { tree, version, embedded, proposal } = request;
  const patches = formatted.slice(1);
  const scripts = await treeScripts(worktree);
  request.onStage('looking up who maintains the files');
  const recipients = embedded
    ? { to: [], cc: [], notRun: 'the embedded base has no MAINTAINERS; a kernel tree (--tree) has' }
    : await findMaintainers(
        scripts,
        patches.map((patch) => patch.written),
      );
  const from = request.identity ?? unknownIdentity;
  const blocked = request.signOff
    ? null
    : `This series is not signed: read it, then run abiwright series ${proposal.name} again with --sign-off`;
  const text = coverLetter(
    proposal,
    { version, open: material.kernel.open, explored: request.explored, generator: request.generator },
    request.print,
  );
  const cover = formatted
    .slice(0, 1)
    .map((each) => ({ ...each, mail: fillCover(each.mail, coverTitle(proposal), text) }));
  const mails = finishMails([...cover, ...patches], { proposal: proposal.name, version, from, recipients, blocked });
  request.onStage('checking with the scripts of the tree');
  const checks = await runChecks(worktree, scripts, { base: tree.base, commits, mails, signed: request.signOff });
  const made = (await worktree.git('rev-parse', 'HEAD^{tree}')).trim();
  writeMails(request.out, mails);
  const subjectOf = ({ mail }: NamedMail): string => fieldOf(mail, 'Subject') ?? '';
  return {
    directory: request.out,
    coverLetter: { file: cover[0]?.file ?? '', subject: cover.map(subjectOf).join('') },
    patches: patches.map((patch, index) => ({
      file: patch.file,
      subject: subjectOf(patch),
      files: pathsOf(commits.slice(index, index + 1)),
    })),
    base: tree.base,
    tree: made,
    embedded,
    version,
    from,
    signed: request.signOff,
    blocked,
    recipients,
    checks,
  };
}

/** The subject of the cover letter: the proposal's title, as a sentence about the subsystem. */
function coverTitle({ title, result }: Proposal): string {
  return `${result.family.name}: ${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}
