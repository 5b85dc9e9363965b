import { textField } from './encode.ts';
import type { Mail } from './mail.ts';

const placeholders = { subject: '*** SUBJECT HERE ***', text: '*** BLURB HERE ***' };

/** The cover letter, with its subject and text where git leaves places for them. */
export function fillCover(mail: Mail, title: string, text: string): Mail {
  const fields = mail.fields.map((field) => {
    if (!field.startsWith('Subject: ') || !field.includes(placeholders.subject)) return field;
    return textField('Subject', field.slice('Subject: '.length, field.indexOf(placeholders.subject)), title);
  });
  // A function, since the text may hold what replace() takes for a pattern.
  return { ...mail, fields, body: mail.body.replace(placeholders.text, () => text) };
}
