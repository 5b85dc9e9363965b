import { commentAbove, findDefinition, findMacro } from '../c/find.ts';
import { scan, type Scan } from '../c/scan.ts';
import { AlreadyThere, required } from './failure.ts';

/** Something that a header declares, by what it is known by in C. */
export interface Declared {
  readonly kind: 'struct' | 'enum' | 'macro';
  readonly name: string;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function find(scanned: Scan, declared: Declared): Place | null {
  return declared.kind === 'macro'
    ? findMacro(scanned, declared.name)
    : findDefinition(scanned, declared.kind, declared.name);
}

/**
 * Adds declarations to a header: after the nearest of those that stand before them in the interface and
 * in the file, or else before the first that stands after them.
 *
 * @param adds what the text declares
 * @param before what the interface declares before it, nearest last
 * @param after what the interface declares after it, nearest first
 */
export function addDeclaration(
  source: string,
  text: string,
  adds: readonly Declared[],
  before: readonly Declared[],
  after: readonly Declared[],
): string {
  const scanned = scan(source);
  for (const each of adds) {
    if (find(scanned, each) !== null) throw new AlreadyThere(`${each.kind} ${each.name} is there already`);
  }
  for (const each of [...before].reverse()) {
    const place = find(scanned, each);
    if (place !== null) return `${source.slice(0, place.end)}\n${text}\n${source.slice(place.end)}`;
  }
  const nearest = after.map((each) => find(scanned, each)).find((place) => place !== null);
  const names = [...before.slice(-1), ...after.slice(0, 1)].map((each) => `${each.kind} ${each.name}`).join(' or ');
  const place = required(nearest, `a neighbour: ${names}`);
  const at = commentAbove(scanned, place.start)?.start ?? place.start;
  return `${source.slice(0, at)}${text}\n\n${source.slice(at)}`;
}
