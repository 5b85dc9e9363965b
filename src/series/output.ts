import { join } from 'node:path';
import { EnvironmentError } from '../host/errors.ts';
import { exists } from '../host/find.ts';
import { isFolder } from '../host/folder.ts';
import { listFolder, readText } from '../host/read.ts';
import { removeFiles, writeFiles } from '../host/write.ts';
import { parseMail } from './mail/mail.ts';
import { isUnchanged } from './mail/message-id.ts';
import type { MailFile } from './mail/finish.ts';

const mailName = /^\d{4}-[\w.+-]+\.patch$/;

/** Names of the mails in a folder of a series, in their order; null where there is no such folder. */
export function mailNames(folder: string): readonly string[] | null {
  const entries = listFolder(folder);
  return entries === null
    ? null
    : entries.filter((entry) => entry.kind === 'file' && mailName.test(entry.name)).map((entry) => entry.name);
}

/**
 * Looks whether a series may be written to a folder, before any work is done for it.
 *
 * @param force true to replace mails that were edited by hand
 * @throws EnvironmentError CLI0007 for a file, SER0014 for a folder with something else, SER0015 for edited mails
 */
export function checkOutput(folder: string, force: boolean): void {
  if (!exists(folder)) return;
  if (!isFolder(folder)) throw new EnvironmentError('CLI0007', `${folder} is a file, and the mails go into a folder`);
  for (const entry of listFolder(folder) ?? []) {
    const read = entry.kind === 'file' && mailName.test(entry.name) ? readText(join(folder, entry.name)) : null;
    const unchanged = read?.ok === true ? isUnchanged(parseMail(read.text)) : null;
    if (unchanged === null) {
      throw new EnvironmentError(
        'SER0014',
        `${folder} holds ${entry.name}, which is no mail of a series`,
        'give --out a folder of its own',
      );
    }
    if (!unchanged && !force) {
      throw new EnvironmentError(
        'SER0015',
        `${join(folder, entry.name)} was edited by hand`,
        'move the edit to rationale.md, or give --force to lose it',
      );
    }
  }
}

/** Writes the mails of a series, all or none, and removes those of an earlier run that it no longer has. */
export function writeMails(folder: string, mails: readonly MailFile[]): void {
  const stale = (mailNames(folder) ?? []).filter((name) => !mails.some((mail) => mail.file === name));
  writeFiles(mails.map((mail) => ({ path: join(folder, mail.file), content: mail.text })));
  removeFiles(
    stale.map((name) => join(folder, name)),
    folder,
  );
}
