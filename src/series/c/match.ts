import { closing, scan, type Scan, type Token } from './scan.ts';

/** The offsets of a run of tokens. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** Drops the inner pair of `((...))`: it says nothing, and authors differ in it. */
function withoutDoubledParentheses(tokens: readonly Token[]): Token[] {
  const dropped = new Set<number>();
  tokens.forEach((token, at) => {
    if (token.text !== '(' || tokens[at + 1]?.text !== '(') return;
    const [outer, inner] = [closing(tokens, at), closing(tokens, at + 1)];
    if (outer !== null && inner !== null && inner === outer - 1) {
      dropped.add(at + 1);
      dropped.add(inner);
    }
  });
  return tokens.filter((_, at) => !dropped.has(at));
}

const anything = '...';

/** The index after the match of `pattern` at `at`, or null. `...` takes as few tokens as it can, brackets whole. */
function matchAt(tokens: readonly Token[], at: number, pattern: readonly Token[], from = 0): number | null {
  let here = at;
  for (let index = from; index < pattern.length; index += 1) {
    if (pattern[index]?.text === anything) return matchAnything(tokens, here, pattern, index + 1);
    if (tokens[here]?.text !== pattern[index]?.text) return null;
    here += 1;
  }
  return here;
}

function matchAnything(tokens: readonly Token[], at: number, pattern: readonly Token[], from: number): number | null {
  let here = at;
  for (;;) {
    const rest = matchAt(tokens, here, pattern, from);
    if (rest !== null) return rest;
    const token = tokens[here];
    if (token === undefined || token.text === ')' || token.text === ']' || token.text === '}') return null;
    here = (closing(tokens, here) ?? here) + 1;
  }
}

/**
 * Every place between two offsets where C source says the same as `pattern`, token by token. White
 * space, comments and doubled parentheses do not count.
 */
export function findTokens(source: Scan, from: number, to: number, pattern: string): Match[] {
  const wanted = withoutDoubledParentheses(scan(pattern).tokens);
  if (wanted.length === 0) return [];
  const tokens = withoutDoubledParentheses(source.tokens.filter((token) => token.start >= from && token.end <= to));
  const matches: Match[] = [];
  tokens.forEach((token, at) => {
    const end = matchAt(tokens, at, wanted);
    const last = end === null ? undefined : tokens[end - 1];
    if (last !== undefined) matches.push({ start: token.start, end: last.end });
  });
  return matches;
}
