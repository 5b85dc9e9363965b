import { wrap } from '../emit/text/wrap.ts';

/** Breaks a text into lines of a cell: between words where that is possible, inside of a word that is too long for a line. */
export function cellLines(text: string, width: number): readonly string[] {
  const indent = '  ';
  return wrap(text, { width, rest: indent }).flatMap((line) => cut(line, width, indent));
}

function cut(line: string, width: number, indent: string): readonly string[] {
  if (line.length <= width) return [line];
  const at = breakBefore(line, width);
  return [line.slice(0, at), ...cut(`${indent}${line.slice(at)}`, width, indent)];
}

/** A place not behind `width` where a name may be broken: behind an underscore or so in its second half, else right there. */
function breakBefore(line: string, width: number): number {
  for (let at = width; at > width / 2 + 1; at--) if (/[_\-./|:]/.test(line[at - 1] ?? '')) return at;
  return Math.max(width, 3);
}
