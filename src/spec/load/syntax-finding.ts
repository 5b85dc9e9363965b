import type { ErrorCode, YAMLError } from 'yaml';
import { finding, type Finding } from '../../diagnostics/finding.ts';
import type { Span } from '../../diagnostics/span.ts';

const quotes = 'put the value into quotes';

/** What usually mends a mistake that YAML itself has a name for. */
const fixes: Partial<Record<ErrorCode, string>> = {
  BAD_DQ_ESCAPE: 'write the backslash twice, or use single quotes',
  BAD_SCALAR_START: quotes,
  BLOCK_AS_IMPLICIT_KEY: `${quotes}, if it has a colon`,
  TAB_AS_INDENT: 'indent with blanks',
  BLOCK_IN_FLOW: 'write it in braces or brackets too',
};

/** Where the library speaks of itself. */
const messages: Partial<Record<ErrorCode, string>> = { NON_STRING_KEY: 'a key is a text, no list or mapping' };

/** The finding for a mistake of YAML's syntax. */
export function syntaxFinding(error: YAMLError, text: string, spanAt: (start: number, end: number) => Span): Finding {
  if (error.code === 'TAG_RESOLVE_FAILED') {
    const tag = /^\S+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
    return finding(
      'YAML0007',
      'tags are not used in specs',
      spanAt(error.pos[0], error.pos[0] + tag.length),
      'remove the tag',
    );
  }
  const last = text.trimEnd().length;
  // The library often points at the blanks before the mistake.
  const blanks = /^[ \t]*/.exec(text.slice(error.pos[0]))?.[0].length ?? 0;
  const start = Math.min(/\S/.test(text[error.pos[0] + blanks] ?? '') ? error.pos[0] + blanks : error.pos[0], last);
  const end = Math.min(Math.max(error.pos[1], start + 1), Math.max(last, start));
  const fix = error.pos[1] >= last ? 'is the end of the file missing?' : fixes[error.code];
  return finding('YAML0001', `not YAML: ${messages[error.code] ?? oneLine(error.message)}`, spanAt(start, end), fix);
}

function oneLine(message: string): string {
  const line = (message.split('\n')[0] ?? message).replace(/\s+at line \d+, column \d+:?$/, '');
  return line.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
