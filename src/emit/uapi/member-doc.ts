import type { Field, Struct } from '../../spec/interface.ts';
import { kernelDocMember } from '../text/kernel-doc.ts';

/** The names that a documentation text in the struct may refer to: its members', and those of anonymous members. */
export function memberNames(fields: readonly Field[]): ReadonlySet<string> {
  return new Set(
    fields.flatMap(({ name, type }) =>
      name !== null ? [name] : type.kind === 'anonymous' ? [...memberNames(type.fields)] : [],
    ),
  );
}

/** Whether the author's text has the name of an enum or struct already. */
export function mentions(field: Field, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(field.doc);
}

/** Whether the struct is an ioctl's argument, where data moves both ways; a record moves one way, as its text says. */
function isArgument(struct: Struct): boolean {
  return struct.fields[0]?.role === 'size';
}

/** What the declaration in C does not say, and the spec does: a direction, an enum, what a pointer points at. */
function leads(field: Field, struct: Struct): string[] {
  const lead: string[] = [];
  if (isArgument(struct) && field.direction === 'inout') lead.push('Input/output.');
  if (isArgument(struct) && field.direction === 'out' && field.name?.startsWith('out_') === false) lead.push('Output.');
  if (field.enum !== null && !mentions(field, field.enum.name)) {
    lead.push(`${field.enum.declares === 'flags' ? 'Combination' : 'One'} of enum ${field.enum.name}.`);
  }
  if (field.pointsTo !== null && !mentions(field, field.pointsTo.name))
    lead.push(`Points at struct ${field.pointsTo.name}.`);
  return lead;
}

/** What stands before the documentation of a member, or in its place where the role says it all. */
function lead(field: Field, struct: Struct): string {
  if (field.doc !== '') return leads(field, struct).join(' ');
  if (field.role === 'size') return `sizeof(struct ${struct.name})`;
  if (field.role === 'reserved' || (field.role === 'flags' && field.enum === null)) return 'Must be 0';
  return leads(field, struct).join(' ');
}

/**
 * The kernel-doc lines of one member and of those inside it, without the comment's asterisks.
 *
 * @param inside the names of the members around it, with dots
 */
export function memberDocLines(field: Field, struct: Struct, inside = ''): string[] {
  const { name, type } = field;
  const own =
    name === null ? [] : kernelDocMember(inside + name, lead(field, struct), field.doc, memberNames(struct.fields));
  if (type.kind !== 'anonymous') return own;
  const within = name === null ? inside : `${inside}${name}.`;
  return [...own, ...type.fields.flatMap((each) => memberDocLines(each, struct, within))];
}
