import { sha256 } from '../../host/digest.ts';
import { fieldOf, type Mail } from './mail.ts';

const pattern = /^<abiwright\.[\w-]+\.v\d+\.\d+\.([0-9a-f]{24})@[^<>\s]+>$/;

/** What of a mail is a person's to read: its subject and its text. */
function digest(mail: Mail): string {
  return sha256(JSON.stringify([fieldOf(mail, 'Subject'), mail.body])).slice(0, 24);
}

/** A message's id, made from what it says: the same series has the same ids, and an edited mail does not fit its id. */
export function messageId(mail: Mail, proposal: string, version: number, index: number, domain: string): string {
  return `<abiwright.${proposal}.v${version}.${index}.${digest(mail)}@${domain}>`;
}

/** Whether a mail is as it was written here: null for one that was not written here. */
export function isUnchanged(mail: Mail): boolean | null {
  const id = pattern.exec(fieldOf(mail, 'Message-ID') ?? '');
  return id === null ? null : id[1] === digest(mail);
}
