/**
 * Splits a documentation text into its first sentence, for a place that holds a few words, and the rest. The
 * title has no full stop or colon at its end. A first paragraph without one is the title as a whole.
 */
export function splitTitle(doc: string): { readonly title: string; readonly rest: string } {
  const text = doc.trim();
  const [paragraph = ''] = text.split(/\n\s*\n/, 1);
  const sentence = /^[^]*?[.!?](?=\s+[\p{Lu}`\d]|$)/u.exec(paragraph)?.[0] ?? paragraph;
  return { title: sentence.replace(/[.:]$/, '').replaceAll(/\s+/g, ' '), rest: text.slice(sentence.length).trim() };
}

/** A text that begins a sentence or a title. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
