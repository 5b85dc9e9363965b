import type { Field, Interface, Ioctl, Struct } from '../../spec/interface.ts';
import { scalars } from '../../spec/scalar.ts';
import { errnoRows, type ErrnoRow } from '../errnos.ts';
import { blockComment, commentPrefix, kernelColumns, kernelDocComment, lineComment } from '../text/c-comment.ts';
import { commentSafe } from '../text/harmless.ts';
import { kernelDocText, kernelDocTitle } from '../text/kernel-doc.ts';
import { wrap } from '../text/wrap.ts';
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
  /** A comment before it; null for one that has a name, and is described by that with the other members. */
  readonly comment: string | null;
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

/** Columns left to a comment that is indented by a tab. */
const insideColumns = kernelColumns - 8 - commentPrefix.length;

function insideComment(doc: string): string | null {
  const [first, ...more] = wrap(commentSafe(doc), { width: insideColumns });
  if (first === undefined) return null;
  return more.length === 0 ? lineComment(first) : blockComment([first, ...more]);
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
      const comment = name === null ? insideComment(field.doc) : null;
      const fields = type.fields.map(fieldView);
      return {
        declaration: null,
        inPlace: { of: type.of, comment, fields, name: name === null ? '' : ` ${name}${array}` },
      };
    }
  }
}

function reason({ when, given }: ErrnoRow): string {
  const cases = given.length === 0 ? '' : `If ${given.join(' and ')}: `;
  return cases + when.trim().replaceAll(/\s+/g, ' ');
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
  return items.length === 0 ? '' : `\n\nErrnos besides the general ones:\n\n${items.join('\n')}\n`;
}

/** The view of a struct; of an ioctl's argument, with the errnos that are the ioctl's own. */
export function structView(struct: Struct, ioctl: Ioctl | null, subject: Interface): StructView {
  const doc = struct.doc + (ioctl === null ? '' : ownErrnos(ioctl, subject));
  const text = kernelDocText(doc, memberNames(struct.fields));
  const comment = kernelDocComment([
    ...kernelDocTitle(`struct ${struct.name}`, struct.title),
    ...struct.fields.flatMap((field) => memberDocLines(field, struct)),
    ...(text.length === 0 ? [] : ['', ...text]),
  ]);
  return { comment, name: struct.name, fields: struct.fields.map(fieldView) };
}
