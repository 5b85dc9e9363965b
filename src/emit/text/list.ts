/** Words as a sentence lists them: `a`, `a and b`, `a, b and c`. Empty for none. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Names as Markdown code, listed. */
export function listedCode(names: readonly string[]): string {
  return listed(names.map((name) => `\`${name}\``));
}
