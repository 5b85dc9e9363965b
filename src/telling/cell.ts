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

/** Where a name may be broken: behind a sign that joins, but not inside of a release as `v6.12`. */
const joint = /(?<=[_\-/|:@]|\.(?!\d))/;

/** A place not behind `width` where a name may be broken, but not in its first third; right there where it has none. */
function breakBefore(line: string, width: number): number {
  const places = [...line.matchAll(new RegExp(joint, 'g'))].map((match) => match.index);
  return places.findLast((at) => at <= width && at > width / 3) ?? Math.max(width, 3);
}
