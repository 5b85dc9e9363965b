import { readProse, type Block, type Inline } from '../text/prose.ts';
import { proseLines, type ProseStyle } from '../text/prose-lines.ts';

/** Columns of a line of a commit message or a cover letter; a reader may quote it a few times below 80. */
export const mailColumns = 72;

/**
 * What git, git send-email or checkpatch.pl would take a line of a message for, if it began with this: a
 * header, a trailer, the end of the message, a diff, a signature's mark, a comment.
 */
const meaningful =
  /^(?:[\w-]+-by:|(?:from|to|cc|bcc|subject|date|reply-to|message-id|in-reply-to|references|mime-version|content-[\w-]+|base-commit|change-id)\s*:|from\s|--|\+\+\+|@@|diff\s|index:?\s|#|>|\|)/i;

function inline(content: readonly Inline[]): string {
  return content.map(piece).join('');
}

function piece(each: Inline): string {
  switch (each.kind) {
    case 'text':
    case 'code':
      return each.text;
    case 'emphasis':
    case 'strong':
      return `*${inline(each.content)}*`;
    case 'link': {
      const text = inline(each.content);
      return each.address === `mailto:${text}` ? `<${text}>` : `${text} (${each.address})`;
    }
  }
}

/** A title on its line and the line below it. Never `---`, which ends a message. */
function heading(text: string, level: number): string[] {
  return [text, (level <= 2 ? '=' : '~').repeat(Math.max(text.length, 3))];
}

const style: ProseStyle = {
  inline,
  start: (paragraph) => (meaningful.test(paragraph) ? `> ${paragraph}` : paragraph),
  mayNotBegin: (text) => meaningful.test(text),
  announce: () => null,
  literal: (text) => text.split('\n').map((line) => (line.trim() === '' ? '' : `    ${line}`)),
  heading,
  quote: '> ',
  bullet: '- ',
};

/** Blocks as plain text of a mail, at most 72 columns wide where words allow. Empty for none. */
export function mailText(blocks: readonly Block[]): string {
  return proseLines(blocks, style, mailColumns).join('\n');
}

/** Markdown as plain text of a mail. */
export function markdownToMail(markdown: string): string {
  return mailText(readProse(markdown));
}
