import { Marked, Tokenizer, type Token, type Tokens } from 'marked';
import { printable } from './harmless.ts';

/** A stretch of a paragraph. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'emphasis' | 'strong'; readonly content: readonly Inline[] }
  | { readonly kind: 'link'; readonly content: readonly Inline[]; readonly address: string };

/** A block of documentation, whatever it will be printed as. */
export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  /** `start` is the first number, or null where the items have none. */
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] }
  /** Kept as it is, line by line; `language` is what a code fence says, or empty. */
  | { readonly kind: 'literal'; readonly text: string; readonly language: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] };

/**
 * A quote, or nothing where marked (18.2.1) fails: at one that ends in an empty item of a list and goes on without its
 * mark. That stays text.
 */
function quote(this: Tokenizer, source: string): Tokens.Blockquote | undefined {
  const { top } = this.lexer.state;
  try {
    return Tokenizer.prototype.blockquote.call(this, source);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    this.lexer.state.top = top;
    return undefined;
  }
}

/** Markdown without what would lose text (link definitions) or make links of it unasked. */
const markdown = new Marked({ tokenizer: { def: () => undefined, url: () => undefined, blockquote: quote } });

function inline(token: Token): Inline {
  switch (token.type) {
    case 'codespan': {
      const { text } = token as Tokens.Codespan;
      return { kind: text.trim() === '' ? 'text' : 'code', text };
    }
    case 'em':
      return { kind: 'emphasis', content: inlines(token.tokens) };
    case 'strong':
      return { kind: 'strong', content: inlines(token.tokens) };
    case 'link': {
      const link = token as Tokens.Link;
      if (link.text === link.href) return { kind: 'text', text: link.href };
      return { kind: 'link', content: inlines(link.tokens), address: link.href };
    }
    case 'escape':
      return { kind: 'text', text: (token as Tokens.Escape).text };
    case 'br':
      return { kind: 'text', text: ' ' };
    case 'html':
      return { kind: 'text', text: withoutComments(token.raw) };
    default:
      return { kind: 'text', text: token.raw };
  }
}

/** Comments are for who edits the text. */
function withoutComments(html: string): string {
  return html.replaceAll(/<!--[^]*?-->/g, '');
}

/** The same with texts that follow each other made one. */
export function joinTexts(content: readonly Inline[]): Inline[] {
  const parts: Inline[] = [];
  for (const part of content) {
    const last = parts.at(-1);
    if (last?.kind === 'text' && part.kind === 'text')
      parts[parts.length - 1] = { kind: 'text', text: last.text + part.text };
    else parts.push(part);
  }
  return parts;
}

/** The parts of a paragraph. Marked cuts texts where markup might have begun. */
function inlines(tokens: readonly Token[] | undefined): Inline[] {
  return joinTexts((tokens ?? []).map(inline));
}

function block(token: Token): Block[] {
  switch (token.type) {
    case 'space':
    case 'hr':
      return [];
    case 'heading':
      return [{ kind: 'heading', level: (token as Tokens.Heading).depth, content: inlines(token.tokens) }];
    case 'code': {
      const code = token as Tokens.Code;
      if (code.text.trim() === '') return [];
      return [{ kind: 'literal', text: code.text.trimEnd(), language: code.lang ?? '' }];
    }
    case 'list': {
      const list = token as Tokens.List;
      const start = list.ordered ? Number(list.start) : null;
      return [{ kind: 'list', start, items: list.items.map((item) => blocks(item.tokens)) }];
    }
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocks((token as Tokens.Blockquote).tokens) }];
    case 'html': {
      const text = withoutComments(token.raw).trim();
      return text === '' ? [] : [{ kind: 'paragraph', content: [{ kind: 'text', text }] }];
    }
    case 'table':
      return [{ kind: 'literal', text: token.raw.trimEnd(), language: '' }];
    case 'paragraph':
    case 'text':
      return [
        {
          kind: 'paragraph',
          content: token.tokens === undefined ? [{ kind: 'text', text: token.raw }] : inlines(token.tokens),
        },
      ];
    default:
      return [{ kind: 'paragraph', content: [{ kind: 'text', text: token.raw.trim() }] }];
  }
}

function blocks(tokens: readonly Token[]): Block[] {
  return tokens.flatMap(block);
}

/**
 * Reads a documentation text or a rationale, which are Markdown. What has no counterpart in plain text
 * (HTML, images) stays as it was written, without its comments; a table becomes a literal block.
 */
export function readProse(text: string): Block[] {
  return blocks(markdown.lexer(printable(text)));
}

/** The words of a stretch of text, without its markup. */
export function plain(content: readonly Inline[]): string {
  return content.map((each) => ('text' in each ? each.text : plain(each.content))).join('');
}
