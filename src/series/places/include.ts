import { scan, type Token } from '../c/scan.ts';
import { lineEnd, lineStart } from '../c/find.ts';
import { required } from './failure.ts';

function included(token: Token): string | null {
  return token.kind === 'directive' ? (/^#\s*include\s*<([^>]+)>/.exec(token.text)?.[1] ?? null) : null;
}

/** Includes a header, in the order of the names among those of the same folder; nothing where it is included. */
export function addInclude(source: string, header: string): string {
  const directives = scan(source).tokens.filter((token) => included(token) !== null);
  const names = directives.map((token) => included(token) ?? '');
  if (names.includes(header)) return source;
  const folder = header.slice(0, header.lastIndexOf('/') + 1);
  const peers = directives.filter((token) => (included(token) ?? '').startsWith(folder));
  const line = `#include <${header}>\n`;
  const before =
    peers.findLast((token) => (included(token) ?? '') < header) ?? (peers.length === 0 ? directives.at(-1) : undefined);
  if (before !== undefined) {
    const at = lineEnd(source, before.end);
    return source.slice(0, at) + line + source.slice(at);
  }
  const at = lineStart(source, required(peers[0], `the lines that include headers`).start);
  return source.slice(0, at) + line + source.slice(at);
}
