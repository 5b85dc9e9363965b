/** A piece of C source with its place. Offsets count UTF-16 units; `end` is after the last one. */
export interface Token {
  /** A `directive` is a whole preprocessor line with its continuations. */
  readonly kind: 'word' | 'literal' | 'punctuation' | 'directive';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A comment with its marks. */
export interface Comment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** C source cut into tokens; white space and comments are not among them. */
export interface Scan {
  readonly source: string;
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

const blank = /[ \t\r\n\f\v]+|\\\n/y;
const comment = /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/y;
const directive = /#(?:\\\n|\/\*[\s\S]*?\*\/|[^\n])*/y;
const word = /[A-Za-z_]\w*/y;
const literal = /"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|\.?\d(?:[eEpP][+-]|[\w.])*/y;
const punctuation = /\.\.\.|->|\+\+|--|<<=|>>=|<<|>>|[<>=!+\-*/%&|^]=|&&|\|\||##|[\s\S]/y;

function matchAt(pattern: RegExp, source: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? null;
}

/** Cuts C source into tokens. Never fails: what is no C becomes punctuation, a character each. */
export function scan(source: string): Scan {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  let at = 0;
  const push = (kind: Token['kind'], text: string): void => {
    tokens.push({ kind, text, start: at, end: at + text.length });
    at += text.length;
  };
  while (at < source.length) {
    const space = matchAt(blank, source, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const remark = matchAt(comment, source, at);
    if (remark !== null) {
      comments.push({ text: remark, start: at, end: at + remark.length });
      at += remark.length;
      continue;
    }
    const startsLine = source.slice(tokens.at(-1)?.end ?? 0, at).includes('\n') || tokens.length === 0;
    const line = startsLine ? matchAt(directive, source, at) : null;
    if (line !== null) {
      push('directive', line);
      continue;
    }
    const name = matchAt(word, source, at);
    if (name !== null) push('word', name);
    else {
      const value = matchAt(literal, source, at);
      if (value !== null) push('literal', value);
      else push('punctuation', matchAt(punctuation, source, at) ?? source.charAt(at));
    }
  }
  return { source, tokens, comments };
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The index of the bracket that closes the one at `index`; null where none does, or where there is no bracket. */
export function closing(tokens: readonly Token[], index: number): number | null {
  const open = tokens[index];
  if (open?.kind !== 'punctuation' || closers[open.text] === undefined) return null;
  const expected: string[] = [];
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'punctuation') continue;
    const closer = closers[token.text];
    if (closer !== undefined) expected.push(closer);
    else if (token.text === expected.at(-1)) {
      expected.pop();
      if (expected.length === 0) return at;
    }
  }
  return null;
}
