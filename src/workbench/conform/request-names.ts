import { interfaceOf } from '../load.ts';
import { loadConformSubject } from './make-calls.ts';

/** Names of ioctls by their request word, whatever size and direction it has; the specs are read when the first is asked for. */
export function requestNames(name: string | null, from: string): (request: number) => string | null {
  let known: ReadonlyMap<number, string> | null = null;
  return (request) => {
    known ??= typeAndNumbers(name, from);
    return known.get(request & 0xffff) ?? null;
  };
}

function typeAndNumbers(name: string | null, from: string): ReadonlyMap<number, string> {
  const { subject } = loadConformSubject(name, from);
  if (subject === null) return new Map();
  const { family, ioctls } = interfaceOf(subject);
  return new Map(ioctls.map((each) => [(family.ioctl.type.charCodeAt(0) << 8) | each.number, each.name]));
}
