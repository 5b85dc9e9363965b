import type { Field, Interface, Ioctl, Struct } from '../../spec/interface.ts';
import { scalars } from '../../spec/scalar.ts';
import { conditionText } from '../conditions.ts';
import { errnoRows, type ErrnoRow } from '../errnos.ts';
import { kernelDocComment } from '../text/c-comment.ts';
import { kernelDocText, kernelDocTitle } from '../text/kernel-doc.ts';
import { memberDocLines, memberNames } from './member-doc.ts';

/** What templates/uapi/field.hbs prints. */
export interface FieldView {
  /** `__u32 size`, without its semicolon; null for a union or struct that is declared in place. */
  readonly declaration: string | null;
  readonly inPlace: InPlaceView | null;
}

/** What templates/uapi/in-place.hbs prints. */
export interface InPlaceView {
  readonly of: 'union' | 'struct';
  readonly fields: readonly FieldView[];
  /** The name, after a space; empty for an anonymous one. */
  readonly name: string;
}

/** What templates/uapi/struct.hbs prints. */
export interface StructView {
  readonly comment: string;
  readonly name: string;
  readonly fields: readonly FieldView[];
}

/** The view of one member. */
export function fieldView(field: Field): FieldView {
  const array = field.array === null ? '' : `[${field.array}]`;
  const { type, name } = field;
  switch (type.kind) {
    case 'scalar':
      return { declaration: `${scalars[type.scalar].c} ${name ?? ''}${array}`, inPlace: null };
    case 'struct':
      return { declaration: `struct ${type.struct.name} ${name ?? ''}${array}`, inPlace: null };
    case 'anonymous': {
      const fields = type.fields.map(fieldView);
      return {
        declaration: null,
        inPlace: { of: type.of, fields, name: name === null ? '' : ` ${name}${array}` },
      };
    }
  }
}

function reason({ when, given }: ErrnoRow): string {
  const text = when.trim().replaceAll(/\s+/g, ' ');
  return given.length === 0 ? text : `${conditionText(given)}: ${text}`;
}

/**
 * The errnos that are the ioctl's own: neither general in the family nor told in the struct's own text. The
 * full table, in order, is in the documentation.
 */
function ownErrnos(ioctl: Ioctl, subject: Interface): string {
  const general = new Set(subject.family.errnos.map((each) => each.errno));
  const told = (errno: string): boolean => new RegExp(`\\b${errno}\\b`).test(ioctl.struct.doc);
  const rows = errnoRows(ioctl.steps, subject).filter(
    ({ errno, documented, verb }) =>
      (documented || verb === null) && errno !== 'driver' && errno !== 'EFAULT' && !general.has(errno) && !told(errno),
  );
  const errnos = [...new Set(rows.map((row) => row.errno))];
  const items = errnos.map((errno) => {
    const reasons = new Set(rows.filter((row) => row.errno === errno).map(reason));
    return `- ${errno}: ${[...reasons].join(' ')}`;
  });
  return items.length === 0 ? '' : `Errnos besides the general ones:\n\n${items.join('\n')}\n`;
}

/** What the anonymous unions and structs are for: kernel-doc has no place of their own for them. */
function anonymousDocs(fields: readonly Field[]): string[] {
  return fields.flatMap(({ name, type, doc }) => {
    if (name !== null || type.kind !== 'anonymous') return [];
    const names = [...memberNames(type.fields)].map((member) => `\`${member}\``);
    const own = doc === '' ? [] : [`${names.join(type.of === 'union' ? ' or ' : ' and ')}: ${doc}`];
    return [...own, ...anonymousDocs(type.fields)];
  });
}

/** The view of a struct; of an ioctl's argument, with the errnos that are the ioctl's own. */
export function structView(struct: Struct, ioctl: Ioctl | null, subject: Interface): StructView {
  const texts = [struct.doc, ...anonymousDocs(struct.fields), ioctl === null ? '' : ownErrnos(ioctl, subject)];
  const comment = kernelDocComment([
    ...kernelDocTitle(`struct ${struct.name}`, struct.title),
    ...struct.fields.flatMap((field) => memberDocLines(field, struct)),
    ...texts
      .map((text) => kernelDocText(text, memberNames(struct.fields)))
      .flatMap((lines) => (lines.length === 0 ? [] : ['', ...lines])),
  ]);
  return { comment, name: struct.name, fields: struct.fields.map(fieldView) };
}
