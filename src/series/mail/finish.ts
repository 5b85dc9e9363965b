import type { Identity } from '../git/identity.ts';
import { recipientFields, type Recipients } from './blocked.ts';
import type { NamedMail } from './format-patches.ts';
import { printMail, type Mail } from './mail.ts';
import { messageId } from './message-id.ts';

export interface Envelope {
  readonly proposal: string;
  readonly version: number;
  readonly from: Identity;
  readonly recipients: Recipients;
  /** Why the mails may not be sent; null where they may. */
  readonly blocked: string | null;
}

/** A mail as a file. */
export interface MailFile {
  readonly file: string;
  readonly text: string;
}

/** Says which characters the text has, also where git does not since all were ASCII when it looked. */
function withCharset(mail: Mail): Mail {
  const fields = mail.fields.filter(
    (field) => !/^(?:MIME-Version|Content-Type|Content-Transfer-Encoding):/i.test(field),
  );
  const mime = ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit'];
  return { ...mail, fields: [...fields, ...mime] };
}

/** Gives the mails their ids, their recipients and their thread: each patch answers the cover letter. */
export function finishMails(mails: readonly NamedMail[], envelope: Envelope): readonly MailFile[] {
  const { proposal, version, from, recipients, blocked } = envelope;
  const domain = from.email.slice(from.email.lastIndexOf('@') + 1);
  const ids = mails.map(({ mail }, index) => messageId(mail, proposal, version, index, domain));
  const cover = ids[0] ?? '';
  const { first, last } = recipientFields(recipients, blocked);
  return mails.map(({ file, mail }, index) => {
    const thread = index === 0 ? [] : [`In-Reply-To: ${cover}`, `References: ${cover}`];
    const { fields, ...rest } = withCharset(mail);
    return {
      file,
      text: printMail({
        ...rest,
        fields: [...first, ...fields, ...last, `Message-ID: ${ids[index] ?? ''}`, ...thread],
      }),
    };
  });
}
