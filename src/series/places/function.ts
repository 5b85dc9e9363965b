import { findFunction, findPrototype } from '../c/find.ts';
import { scan } from '../c/scan.ts';
import { AlreadyThere, required } from './failure.ts';

/** Adds a function after the first of its neighbours that the file has. */
export function addFunction(source: string, name: string, definition: string, neighbours: readonly string[]): string {
  const scanned = scan(source);
  if (findFunction(scanned, name) !== null) throw new AlreadyThere(`${name}() is there already`);
  const found = neighbours.map((neighbour) => findFunction(scanned, neighbour)).find((block) => block !== null);
  const { end } = required(found, `the function ${neighbours.join(' or ')}`);
  return `${source.slice(0, end)}\n${definition}\n${source.slice(end)}`;
}

/** Adds the declaration of a function after that of the first of its neighbours that the file has. */
export function addPrototype(source: string, name: string, prototype: string, neighbours: readonly string[]): string {
  const scanned = scan(source);
  if (findPrototype(scanned, name) !== null) throw new AlreadyThere(`${name}() is declared already`);
  const found = neighbours.map((neighbour) => findPrototype(scanned, neighbour)).find((place) => place !== null);
  const { end } = required(found, `the declaration of ${neighbours.join(' or ')}`);
  return `${source.slice(0, end)}${prototype}\n${source.slice(end)}`;
}
