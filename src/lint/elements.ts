import {
  isIoctl,
  type Element,
  type Enum,
  type Field,
  type Interface,
  type Ioctl,
  type Struct,
} from '../spec/interface.ts';

/** A struct of the header, and the ioctl whose argument it is. */
export interface HeaderStruct {
  readonly struct: Struct;
  readonly ioctl: Ioctl | null;
}

/** Every struct that the header declares, in its order. */
export function structsOf(of: Interface): HeaderStruct[] {
  return of.declarations.flatMap((declared): HeaderStruct[] => {
    if (isIoctl(declared)) return [{ struct: declared.struct, ioctl: declared }];
    return declared.declares === 'struct' ? [{ struct: declared, ioctl: null }] : [];
  });
}

/** Every enum and set of flags, in header order. */
export function enumsOf(of: Interface): Enum[] {
  return of.declarations.filter(
    (declared): declared is Enum =>
      !isIoctl(declared) && (declared.declares === 'enum' || declared.declares === 'flags'),
  );
}

/** Whether only the proposal has it: advice about what is merged already would come too late. */
export function isNew(element: Element): boolean {
  return element.since === null;
}

/** A member, however deep, with the names that reach it from its struct. */
export interface Member {
  readonly field: Field;
  readonly path: readonly string[];
}

/**
 * The named members that every argument has: those of anonymous and of named structs too, but not those of unions, which
 * mean something in some calls only.
 */
export function membersOf(fields: readonly Field[], outer: readonly string[] = []): Member[] {
  return fields.flatMap((field) => {
    const path = field.name === null ? outer : [...outer, field.name];
    const own = field.name === null ? [] : [{ field, path }];
    if (field.type.kind === 'anonymous' && field.type.of === 'struct')
      return [...own, ...membersOf(field.type.fields, path)];
    if (field.type.kind === 'struct' && field.array === null)
      return [...own, ...membersOf(field.type.struct.fields, path)];
    return own;
  });
}

/** Every field, those inside anonymous unions and structs included. */
export function allFields(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...(field.type.kind === 'anonymous' ? allFields(field.type.fields) : [])]);
}

/** Compares releases (`v6.2` is before `v6.12`); what only a proposal has, null, comes after all. */
export function compareReleases(one: string | null, other: string | null): number {
  const key = (release: string | null): readonly number[] =>
    release === null ? [Infinity] : release.slice(1).split('.').map(Number);
  const [a, b] = [key(one), key(other)];
  const [major, minor] = [a[0] ?? 0, a[1] ?? 0];
  const [otherMajor, otherMinor] = [b[0] ?? 0, b[1] ?? 0];
  if (major === otherMajor) return minor - otherMinor;
  return major < otherMajor ? -1 : 1;
}
