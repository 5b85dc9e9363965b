/** A mail as git format-patch writes it: fields as they stand, folded lines included, and what follows. */
export interface Mail {
  /** The line that separates mails in a mailbox. */
  readonly separator: string;
  /** `Subject: ...`, each with its continuation lines. */
  readonly fields: readonly string[];
  readonly body: string;
}

export function parseMail(text: string): Mail {
  const end = text.indexOf('\n\n');
  const [separator = '', ...lines] = (end < 0 ? text : text.slice(0, end)).split('\n');
  const fields: string[] = [];
  for (const line of lines) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) fields[fields.length - 1] = `${last}\n${line}`;
    else fields.push(line);
  }
  return { separator, fields, body: end < 0 ? '' : text.slice(end + 2) };
}

export function printMail({ separator, fields, body }: Mail): string {
  return `${[separator, ...fields].join('\n')}\n\n${body}`;
}

/** The value of the last field of a name, on one line; null where there is none. */
export function fieldOf(mail: Mail, name: string): string | null {
  const start = `${name.toLowerCase()}:`;
  const field = mail.fields.findLast((each) => each.toLowerCase().startsWith(start));
  return field === undefined
    ? null
    : field
        .slice(start.length)
        .replaceAll(/\s*\n\s*/g, ' ')
        .trim();
}
