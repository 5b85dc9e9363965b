import { commentSafe } from './harmless.ts';
import { readProse, type Inline } from './prose.ts';
import { proseLines, type ProseStyle } from './prose-lines.ts';

/** Columns that a line of generated TypeScript may take. */
const columns = 100;

/** Markdown that TSDoc takes for a tag. */
function escapeTags(text: string): string {
  return text.replaceAll(/(?<![\w\\])@(?=\w)|\{(?=@)/g, '\\$&');
}

function inline(content: readonly Inline[]): string {
  return content
    .map((each) => {
      switch (each.kind) {
        case 'text':
          return escapeTags(each.text);
        case 'code':
          return each.text.includes('`') ? `\`\` ${each.text} \`\`` : `\`${each.text}\``;
        case 'emphasis':
          return `*${inline(each.content)}*`;
        case 'strong':
          return `**${inline(each.content)}**`;
        case 'link':
          return `[${inline(each.content)}](${each.address})`;
      }
    })
    .join('');
}

const blockStart = /^(?:[-+*>]|\d+[.)]|#{1,6}|=+|-+|```|~~~)(?:\s|$)/;

const style: ProseStyle = {
  inline: (content) => commentSafe(inline(content)),
  start: (paragraph) => paragraph,
  mayNotBegin: (text) => blockStart.test(text),
  announce: () => null,
  literal: (text, language) => [`\`\`\`${language}`, ...text.split('\n'), '```'],
  heading: null,
  quote: '> ',
  bullet: '- ',
};

/**
 * A TSDoc comment of a documentation text, on one line where it fits; empty for an empty text.
 *
 * @param indent what stands before the lines of the comment, which count for its width
 */
export function tsdoc(doc: string, indent: string): string {
  const lines = proseLines(readProse(doc), style, columns - indent.length - 3).flatMap((line) =>
    commentSafe(line).split('\n'),
  );
  const [only] = lines;
  if (only === undefined) return '';
  if (lines.length === 1 && indent.length + only.length + 7 <= columns) return `/** ${only} */`;
  return ['/**', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'].join('\n');
}
