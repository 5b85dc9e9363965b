/** How wide a text may get, and what stands before its lines. */
export interface WrapOptions {
  /** Columns a line may take, `first` and `rest` included. */
  readonly width: number;
  /** Before the first line; nothing unless given. */
  readonly first?: string;
  /** Before every other line; nothing unless given. */
  readonly rest?: string;
  /**
   * True of a text that no line but the first may begin with, since a reader of the output would take it for
   * markup. The line then begins a word earlier.
   */
  readonly mayNotBegin?: (text: string) => boolean;
}

/**
 * Breaks a text between words, each line as long as it may be. White space counts as one space; a word
 * longer than a line stands alone and is never cut.
 */
export function wrap(text: string, options: WrapOptions): string[] {
  const { width, first = '', rest = '', mayNotBegin = (): boolean => false } = options;
  const words = text.split(/\s+/).filter((word) => word !== '');
  const lines: string[] = [];
  let start = 0;
  while (start < words.length) {
    const prefix = lines.length === 0 ? first : rest;
    let end = start + 1;
    let used = prefix.length + (words[start] ?? '').length;
    for (let next = words[end]; next !== undefined && used + 1 + next.length <= width; next = words[end]) {
      used += 1 + next.length;
      end += 1;
    }
    let earlier = end;
    while (earlier > start && earlier < words.length && mayNotBegin(words.slice(earlier).join(' '))) earlier -= 1;
    if (earlier > start) end = earlier;
    else while (end < words.length && mayNotBegin(words.slice(end).join(' '))) end += 1;
    lines.push(prefix + words.slice(start, end).join(' '));
    start = end;
  }
  return lines;
}
