import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../mutants/changes');

/** What shows that a wrong spec is wrong. */
export type Catcher =
  /** A world comes to a state that breaks this property, and until then breaks those named beside it and no other. */
  | { readonly kind: 'property'; readonly property: string; readonly beside: readonly string[]; readonly world: string }
  /** A recording of a real kernel goes otherwise. */
  | { readonly kind: 'replay'; readonly recording: string }
  /** A call that the unchanged spec was asked for ends otherwise, or gives another result. */
  | { readonly kind: 'vectors'; readonly ioctl: string; readonly vector: string }
  /** It survives: a finding. */
  | { readonly kind: 'nothing'; readonly because: string };

/** A text of a file, and what stands there instead. */
export interface Change {
  /** From the root of the project. */
  readonly file: string;
  /** A part of a line, or whole lines without their common indentation, that must be in the file once. */
  readonly there: string;
  readonly instead: string;
}

/** A spec that is wrong. */
export interface Mutant {
  /** The file of test/mutants/changes that has it, without its end. */
  readonly area: string;
  /** What is wrong, as it goes on behind "a kernel that ...". */
  readonly name: string;
  /** The base, proposals or systems in which it is caught. */
  readonly of: readonly string[];
  readonly changes: readonly Change[];
  readonly caughtBy: Catcher;
}

/** All mutants, in the order of their files' names. */
export function mutants(): readonly Mutant[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.sort().flatMap((name) => {
    const list: unknown = parse(readFileSync(join(folder, name), 'utf8'));
    if (!Array.isArray(list)) throw new Error(`${name} is no list`);
    return list.map((each: unknown, index) => mutant(name.replace(/\.yaml$/, ''), each, `${name}, item ${index + 1}`));
  });
}

function mutant(area: string, value: unknown, where: string): Mutant {
  const item = mapOf(value, where, ['mutant', 'of', 'file', 'there', 'instead', 'changes', 'caught-by']);
  const changes = Array.isArray(item['changes']) ? item['changes'] : [item];
  return {
    area,
    name: textOf(item, 'mutant', where),
    of: Array.isArray(item['of']) ? item['of'].map(String) : [textOf(item, 'of', where)],
    changes: changes.map((each: unknown) => change(each, where)),
    caughtBy: catcher(item['caught-by'], `${where}, caught-by`),
  };
}

function change(value: unknown, where: string): Change {
  const map = mapOf(value, where, ['mutant', 'of', 'file', 'there', 'instead', 'caught-by']);
  return {
    file: `specs/${textOf(map, 'file', where)}`,
    there: textOf(map, 'there', where).trimEnd(),
    instead: textOf(map, 'instead', where).trimEnd(),
  };
}

function catcher(value: unknown, where: string): Catcher {
  const map = mapOf(value, where, ['property', 'beside', 'world', 'replay', 'vectors', 'vector', 'nothing']);
  if ('property' in map) {
    const beside = Array.isArray(map['beside']) ? map['beside'].map(String) : [];
    return { kind: 'property', property: textOf(map, 'property', where), beside, world: textOf(map, 'world', where) };
  }
  if ('nothing' in map) return { kind: 'nothing', because: textOf(map, 'nothing', where) };
  if ('replay' in map) return { kind: 'replay', recording: textOf(map, 'replay', where) };
  return { kind: 'vectors', ioctl: textOf(map, 'vectors', where), vector: textOf(map, 'vector', where) };
}

function mapOf(value: unknown, where: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new Error(`${where} is no map`);
  const found = Object.entries(value);
  const strange = found.find(([key]) => !keys.includes(key));
  if (strange) throw new Error(`${where} has an unknown key ${strange[0]}`);
  return Object.fromEntries(found);
}

function textOf(map: Readonly<Record<string, unknown>>, key: string, where: string): string {
  const value = map[key];
  if (typeof value !== 'string') throw new Error(`${where} has no text for ${key}`);
  return value;
}

/**
 * A file's text with the mistake in it.
 *
 * @throws Error where what is to be changed is not there once
 */
export function changed(text: string, { file, there, instead }: Change): string {
  const wanted = there.split('\n');
  const lines = text.split('\n');
  const places = lines.flatMap((_line, at) => placeAt(lines, at, wanted) ?? []);
  const [place, ...more] = places;
  if (!place || more.length > 0) throw new Error(`${file} has this ${places.length} times: ${there}`);
  const { at, before, after } = place;
  const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
  const put = (before + instead.replaceAll('\n', `\n${indent}`) + after).split('\n');
  return [...lines.slice(0, at), ...put, ...lines.slice(at + wanted.length)].join('\n');
}

interface Place {
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

function placeAt(lines: readonly string[], at: number, wanted: readonly string[]): Place | null {
  const [first = '', ...rest] = wanted;
  const line = lines[at] ?? '';
  if (rest.length === 0) {
    const start = line.indexOf(first);
    if (start < 0) return null;
    return { at, before: line.slice(0, start), after: line.slice(start + first.length) };
  }
  const indent = line.slice(0, line.length - line.trimStart().length);
  const isThere = wanted.every((each, index) => lines[at + index] === (each === '' ? '' : indent + each));
  return isThere ? { at, before: indent, after: '' } : null;
}
