import { join } from 'node:path';
import { makeFolder } from '../../host/make-folder.ts';
import { writeFiles } from '../../host/write.ts';
import type { Worktree } from '../git/worktree.ts';
import { allMaintained } from '../mail/get-maintainer.ts';
import type { MailFile } from '../mail/finish.ts';
import { pathsOf, type PlannedCommit } from '../plan/edit.ts';
import type { Check } from './check.ts';
import { runCheckpatch, type CheckpatchOptions } from './checkpatch.ts';
import { newKernelDoc, runKernelDoc } from './kernel-doc.ts';
import type { TreeScripts } from './scripts.ts';

export interface Checked {
  readonly base: string;
  readonly commits: readonly PlannedCommit[];
  readonly mails: readonly MailFile[];
  readonly signed: boolean;
}

/** Has the tree's own scripts look at the mails, and at the files before and after. */
export async function runChecks(worktree: Worktree, scripts: TreeScripts, of: Checked): Promise<readonly Check[]> {
  const folder = join(worktree.scratch, 'finished');
  const mails = of.mails.map((mail) => ({ path: join(folder, mail.file), content: mail.text }));
  writeFiles(mails);
  const edits = of.commits.flatMap((commit) => commit.edits);
  const created = edits.filter((each) => each.creates).map((each) => each.path);
  const files = mails.map((mail) => mail.path);
  const newFilesMaintained = await allMaintained(scripts, created);
  const sources = pathsOf(of.commits).filter((path) => /\.[ch]$/.test(path) && !created.includes(path));
  return [
    await runCheckpatch(scripts, { files, signed: of.signed, newFilesMaintained, rangeDiff: findRangeDiff(of.mails) }),
    await checkKernelDoc(of.base, worktree, scripts, sources),
  ];
}

/** Where git put what changed since the version before. */
function findRangeDiff(mails: readonly MailFile[]): CheckpatchOptions['rangeDiff'] {
  const cover = mails[0];
  const index = cover?.text.split('\n').findIndex((line) => line.startsWith('Range-diff against v')) ?? -1;
  return cover === undefined || index < 0 ? null : { file: cover.file, line: index + 1 };
}

async function checkKernelDoc(
  base: string,
  worktree: Worktree,
  scripts: TreeScripts,
  paths: readonly string[],
): Promise<Check> {
  const before = join(worktree.scratch, 'before');
  makeFolder(before);
  for (const path of paths) {
    writeFiles([{ path: join(before, path), content: await worktree.git('show', `${base}:${path}`) }]);
  }
  return newKernelDoc(await runKernelDoc(scripts, before, paths), await runKernelDoc(scripts, worktree.folder, paths));
}
