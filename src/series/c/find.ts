import { closing, type Scan, type Token } from './scan.ts';

/** Something in braces: indices of its brackets among the tokens, offsets of its text. */
export interface Block {
  readonly open: number;
  readonly close: number;
  /** Where its first line starts. */
  readonly start: number;
  /** After the newline of its last line. */
  readonly end: number;
}

export function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset after the newline that ends the line of `offset`. */
export function lineEnd(source: string, offset: number): number {
  const newline = source.indexOf('\n', offset);
  return newline < 0 ? source.length : newline + 1;
}

function is(token: Token | undefined, text: string): boolean {
  return token?.text === text && token.kind !== 'literal' && token.kind !== 'directive';
}

function block(scan: Scan, first: number, open: number): Block | null {
  const close = closing(scan.tokens, open);
  const [firstToken, closeToken] = [scan.tokens[first], close === null ? undefined : scan.tokens[close]];
  if (close === null || firstToken === undefined || closeToken === undefined) return null;
  const after = scan.tokens[close + 1];
  const last = is(after, ';') && after !== undefined ? after : closeToken;
  return { open, close, start: lineStart(scan.source, firstToken.start), end: lineEnd(scan.source, last.end) };
}

/** The definition `struct NAME { ... };`, or of an enum or a union. */
export function findDefinition(scan: Scan, keyword: 'struct' | 'enum' | 'union', name: string): Block | null {
  for (let at = 0; at + 2 < scan.tokens.length; at += 1) {
    if (is(scan.tokens[at], keyword) && is(scan.tokens[at + 1], name) && is(scan.tokens[at + 2], '{'))
      return block(scan, at, at + 2);
  }
  return null;
}

/** The enum without a name that has an enumerator of this name. */
export function findEnumOf(scan: Scan, enumerator: string): Block | null {
  for (let at = 0; at + 1 < scan.tokens.length; at += 1) {
    if (!is(scan.tokens[at], 'enum') || !is(scan.tokens[at + 1], '{')) continue;
    const found = block(scan, at, at + 1);
    if (found !== null && scan.tokens.slice(found.open, found.close).some((token) => is(token, enumerator)))
      return found;
  }
  return null;
}

/** The initialiser of an array: `NAME[] = { ... };`. */
export function findArray(scan: Scan, name: string): Block | null {
  for (let at = 0; at < scan.tokens.length; at += 1) {
    if (!is(scan.tokens[at], name) || !is(scan.tokens[at + 1], '[')) continue;
    const end = closing(scan.tokens, at + 1);
    if (end !== null && is(scan.tokens[end + 1], '=') && is(scan.tokens[end + 2], '{')) return block(scan, at, end + 2);
  }
  return null;
}

/** Indices of the tokens outside of all braces. */
function* topLevel(tokens: readonly Token[]): Generator<number> {
  let at = 0;
  while (at < tokens.length) {
    yield at;
    at = (is(tokens[at], '{') ? (closing(tokens, at) ?? at) : at) + 1;
  }
}

/** Where the declaration that holds token `at` begins: after the last `;`, `}` or directive. */
function declarationStart(scan: Scan, at: number): number {
  let first = at;
  while (first > 0) {
    const before = scan.tokens[first - 1];
    if (before === undefined || before.kind === 'directive' || is(before, ';') || is(before, '}')) break;
    first -= 1;
  }
  return first;
}

function findNamed(scan: Scan, name: string, after: ';' | '{'): { readonly first: number; readonly at: number } | null {
  for (const at of topLevel(scan.tokens)) {
    if (!is(scan.tokens[at], name) || !is(scan.tokens[at + 1], '(')) continue;
    const end = closing(scan.tokens, at + 1);
    if (end !== null && is(scan.tokens[end + 1], after)) return { first: declarationStart(scan, at), at: end + 1 };
  }
  return null;
}

/** The definition of a function. */
export function findFunction(scan: Scan, name: string): Block | null {
  const found = findNamed(scan, name, '{');
  return found === null ? null : block(scan, found.first, found.at);
}

/** The declaration of a function: the offsets of its lines. */
export function findPrototype(scan: Scan, name: string): { readonly start: number; readonly end: number } | null {
  const found = findNamed(scan, name, ';');
  if (found === null) return null;
  const [first, last] = [scan.tokens[found.first], scan.tokens[found.at]];
  if (first === undefined || last === undefined) return null;
  return { start: lineStart(scan.source, first.start), end: lineEnd(scan.source, last.end) };
}

/** The offsets of the lines of `#define NAME ...`. */
export function findMacro(scan: Scan, name: string): { readonly start: number; readonly end: number } | null {
  const found = scan.tokens.find(
    (token) => token.kind === 'directive' && /^#\s*define\s+(\w+)/.exec(token.text)?.[1] === name,
  );
  return found === undefined
    ? null
    : { start: lineStart(scan.source, found.start), end: lineEnd(scan.source, found.end) };
}

/** The comment that ends right above `offset`, with nothing but white space between. */
export function commentAbove(
  scan: Scan,
  offset: number,
): { readonly text: string; readonly start: number; readonly end: number } | null {
  const found = scan.comments.findLast((each) => each.end <= offset);
  if (found === undefined || scan.source.slice(found.end, offset).trim() !== '') return null;
  return found;
}
