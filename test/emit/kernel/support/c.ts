/** C source without the margin that it has in a test, and with tabs for eight spaces. */
export function c(text: TemplateStringsArray): string {
  const lines = (text[0] ?? '').split('\n').slice(1, -1);
  const margin = /^ */.exec(lines[0] ?? '')?.[0] ?? '';
  return lines.map((line) => line.slice(margin.length).replaceAll(/ {8}/g, '\t')).join('\n');
}
