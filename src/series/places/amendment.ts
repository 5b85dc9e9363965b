import type { HandlerAmendment } from '../../emit/kernel/fragments.ts';
import { findFunction, lineEnd, lineStart } from '../c/find.ts';
import { findTokens, type Match } from '../c/match.ts';
import { scan, type Scan } from '../c/scan.ts';
import { PlaceMissing, required } from './failure.ts';

/** The anchor in the function's body: of the alternatives, the first that occurs exactly once. */
function findAnchor(scanned: Scan, amendment: HandlerAmendment): Match {
  const body = required(findFunction(scanned, amendment.function), `the function ${amendment.function}()`);
  const [open, close] = [scanned.tokens[body.open], scanned.tokens[body.close]];
  const counts = amendment.anchor.map((anchor) => findTokens(scanned, open?.end ?? 0, close?.start ?? 0, anchor));
  const unique = counts.find((matches) => matches.length === 1)?.[0];
  const shown = (amendment.anchor[0] ?? '').replaceAll(/\s+/g, ' ').trim();
  const several = counts.some((matches) => matches.length > 1) ? ', which occurs more than once' : '';
  return required(unique, `in ${amendment.function}() the statement "${shown}"${several}`);
}

/** Changes a function around or at a statement that it has. */
export function amendFunction(source: string, amendment: HandlerAmendment): string {
  const scanned = scan(source);
  const anchor = findAnchor(scanned, amendment);
  const [start, end] = [lineStart(source, anchor.start), lineEnd(source, anchor.end)];
  if (source.slice(start, anchor.start).trim() !== '') {
    throw new PlaceMissing(
      `in ${amendment.function}() the statement on a line of its own: "${source.slice(start, anchor.end).trim()}"`,
    );
  }
  const [before, anchored, after] = [source.slice(0, start), source.slice(start, end), source.slice(end)];
  switch (amendment.where) {
    case 'before':
      return `${before}${amendment.text}\n\n${anchored}${after}`;
    case 'replace':
      return `${before}${amendment.text}\n${after}`;
    case 'after':
      return `${before}${anchored}\n${amendment.text}\n${/^\s*(?:\n|\})/.test(after) ? '' : '\n'}${after}`;
  }
}
