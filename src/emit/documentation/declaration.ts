import type { Constant, Enum, Field, Struct } from '../../spec/interface.ts';
import { scalars } from '../../spec/scalar.ts';
import { printable } from '../text/harmless.ts';
import { escapeRest } from '../text/rest-inline.ts';
import { restTitle } from '../text/rest.ts';
import { mentions } from '../uapi/member-doc.ts';
import { enumeratorValue } from '../uapi/number.ts';
import { restCell, restText } from './rest-text.ts';

/** A row of a table of members. */
export interface MemberView {
  readonly name: string;
  readonly type: string;
  readonly direction: string;
  readonly doc: string;
}

/** What templates/documentation/struct.hbs prints. */
export interface StructView {
  readonly title: string;
  readonly text: string;
  readonly members: readonly MemberView[];
}

/** What templates/documentation/enum.hbs prints. */
export interface EnumView {
  readonly title: string;
  readonly text: string;
  readonly values: readonly { readonly name: string; readonly value: string; readonly doc: string }[];
}

/** A title of plain text and its line. */
export function title(text: string, level: number): string {
  return restTitle(escapeRest(printable(text)), level).join('\n');
}

function typeName({ type, array }: Field): string {
  const suffix = array === null ? '' : `[${array}]`;
  switch (type.kind) {
    case 'scalar':
      return scalars[type.scalar].c + suffix;
    case 'struct':
      return `struct ${type.struct.name}${suffix}`;
    case 'anonymous':
      return type.of + suffix;
  }
}

const directions = { in: 'in', out: 'out', inout: 'in, out' } as const;

/** What a reader wants to know of a member besides its documentation. */
function memberDoc(field: Field, struct: Struct): string {
  if (field.role === 'size' && field.doc === '') return `The size of struct ${struct.name}, as the caller knows it.`;
  if (field.role === 'reserved' && field.doc === '') return 'Must be 0.';
  const notes: string[] = [];
  if (field.enum !== null && !mentions(field, field.enum.name)) {
    notes.push(`${field.enum.declares === 'flags' ? 'Values' : 'One'} of enum ${field.enum.name}.`);
  }
  if (field.unit !== null) notes.push(`Unit: ${field.unit}.`);
  if (field.since !== null && field.since !== struct.since) notes.push(`Since ${field.since}.`);
  const doc = field.doc.trim();
  const separator = doc.includes('\n\n') ? '\n\n' : ' ';
  return [doc, notes.join(' ')].filter((text) => text !== '').join(separator);
}

/** The rows of members, those of unions and structs in place after their own; `inside` is what stands before a name. */
export function memberViews(fields: readonly Field[], struct: Struct, inside = ''): MemberView[] {
  return fields.flatMap((field) => {
    const { name, type } = field;
    const inner =
      type.kind === 'anonymous' ? memberViews(type.fields, struct, name === null ? inside : `${inside}${name}.`) : [];
    if (name === null) return inner;
    const doc = restCell(memberDoc(field, struct));
    return [{ name: inside + name, type: typeName(field), direction: directions[field.direction], doc }, ...inner];
  });
}

export function structView(struct: Struct, level: number): StructView {
  const heading = title(`struct ${struct.name}`, level);
  const text = restText(`Is ${struct.title}.\n\n${struct.doc}`);
  return { title: heading, text, members: memberViews(struct.fields, struct) };
}

export function enumView(declared: Enum, level: number): EnumView {
  return {
    title: title(`enum ${declared.name}`, level),
    text: restText(declared.doc),
    values: declared.values.map((value) => {
      const since = value.since === null || value.since === declared.since ? '' : `\n\nSince ${value.since}.`;
      return { name: value.name, value: enumeratorValue(value), doc: restCell(value.doc.trim() + since) };
    }),
  };
}

export function constantView(
  { name, value, doc }: Constant,
  level: number,
): { readonly title: string; readonly text: string } {
  return { title: title(name, level), text: restText(`${doc.trim()}\n\nIts value is ${value}.`) };
}
