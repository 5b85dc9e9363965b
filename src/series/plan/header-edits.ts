import type { Appended, Change, Extended } from '../../emit/change.ts';
import type { Printer } from '../../emit/template.ts';
import { kernelDocComment } from '../../emit/text/c-comment.ts';
import { kernelDocMoreOfMember, kernelDocText } from '../../emit/text/kernel-doc.ts';
import { enumeratorDocLines } from '../../emit/uapi/enum.ts';
import { commandName } from '../../emit/uapi/ioctl.ts';
import { memberDocLines, memberNames } from '../../emit/uapi/member-doc.ts';
import { printCommandLine, printDeclaration, printEnumerator, printField, printIoctl } from '../../emit/uapi/print.ts';
import {
  isIoctl,
  type Declaration,
  type Interface,
  type Ioctl,
  type Proposal,
  type Struct,
} from '../../spec/interface.ts';
import { addCommandNumber } from '../places/command-number.ts';
import { addDeclaration, type Declared } from '../places/declaration.ts';
import { required } from '../places/failure.ts';
import { growDefinition, type Growth } from '../places/members.ts';
import { edit, type Edit } from './edit.ts';

/** What the header has of a declaration, in its order there; the last stands for its end. */
function declared(each: Declaration | Ioctl): readonly Declared[] {
  if (isIoctl(each))
    return [
      { kind: 'struct', name: each.struct.name },
      { kind: 'macro', name: each.name },
    ];
  if (each.declares === 'constant') return [{ kind: 'macro', name: each.name }];
  return [{ kind: each.declares === 'struct' ? 'struct' : 'enum', name: each.name }];
}

function addition(each: Declaration | Ioctl, result: Interface, print: Printer): (text: string) => string {
  const at = result.declarations.findIndex((other) => other.name === each.name);
  const before = result.declarations.slice(0, at).flatMap((other) => declared(other).slice(-1));
  const after = result.declarations.slice(at + 1).flatMap((other) => declared(other).slice(0, 1));
  const text = isIoctl(each) ? printIoctl(each, result, print) : printDeclaration(each, result, print);
  return (source) => addDeclaration(source, text.trimEnd(), declared(each), before, after);
}

/** Lines as they stand in a kernel-doc comment. */
function commentLines(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : kernelDocComment(lines).split('\n').slice(1, -1);
}

function textLines(texts: readonly string[]): string[] {
  return texts.flatMap((text) => text.replace(/\n$/, '').split('\n'));
}

/** What a proposal adds to a text of the base; all of it where there was none. */
function addedText(text: string, before = ''): string {
  return text.trim().startsWith(before.trim()) ? text.trim().slice(before.trim().length).trim() : '';
}

/** What the proposal adds to the documentation of a struct of the base, and to that of the members it had. */
function addedDocs(struct: Struct, base: Interface): Pick<Growth, 'more' | 'paragraphs'> {
  const structs = base.declarations.flatMap((each) =>
    isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : [],
  );
  const before = structs.find((each) => each.name === struct.name);
  const names = memberNames(struct.fields);
  const more = (before?.fields ?? []).flatMap(({ name, doc }) => {
    const now = struct.fields.find((each) => each.name === name);
    const added = now === undefined ? '' : addedText(now.doc, doc);
    return name === null || added === ''
      ? []
      : [{ member: name, lines: commentLines(kernelDocMoreOfMember(name, added, names)) }];
  });
  return { more, paragraphs: commentLines(kernelDocText(addedText(struct.doc, before?.doc), names)) };
}

/** What a definition gains, by its name; nothing where it gains nothing. */
function growth(path: string, of: Growth): Edit[] {
  const gains = of.lines.length + of.members.length + of.more.length + of.paragraphs.length > 0;
  return gains ? [edit(path, (text) => growDefinition(text, of))] : [];
}

function enumGrowth({ enum: of, values }: Extended, print: Printer): Growth {
  return {
    keyword: 'enum',
    name: of.name,
    adds: values.map((value) => value.name),
    lines: textLines(values.map((value) => printEnumerator(value, print))),
    members: commentLines(values.flatMap((value) => enumeratorDocLines(value, of))),
    more: [],
    paragraphs: [],
  };
}

function structGrowth({ struct, fields }: Appended, base: Interface, print: Printer): Growth {
  return {
    keyword: 'struct',
    name: struct.name,
    adds: fields.flatMap((field) => field.name ?? []),
    lines: textLines(fields.map((field) => printField(field, print))),
    members: commentLines(fields.flatMap((field) => memberDocLines(field, struct))),
    ...addedDocs(struct, base),
  };
}

/** The structs that a change adds fields or words to. */
function grownStructs({ ioctl, added, appended, documented }: Change): readonly Appended[] {
  const grows = appended.some(({ struct }) => struct.name === ioctl?.struct.name);
  const own = ioctl === null || added || grows ? [] : [ioctl.struct];
  return [...appended, ...[...own, ...documented].map((struct) => ({ struct, fields: [] }))];
}

function isNew(each: Declaration | Ioctl, change: Change): boolean {
  if (isIoctl(each)) return change.added && each.name === change.ioctl?.name;
  return change.declarations.some((other) => other.name === each.name);
}

function commandEdits({ base, result }: Proposal, { ioctl, added }: Change, path: string, print: Printer): Edit[] {
  if (ioctl === null || !added) return [];
  const line = printCommandLine(ioctl, result, print).trimEnd();
  const command = { name: commandName(ioctl, result), number: ioctl.number, line };
  const known = required(base.ioctls[0], 'an ioctl of the base');
  return [edit(path, (text) => addCommandNumber(text, commandName(known, base), command))];
}

/** The edits of the uAPI header for one change. */
export function headerEdits(proposal: Proposal, change: Change, path: string, print: Printer): Edit[] {
  const { result, base } = proposal;
  return [
    ...commandEdits(proposal, change, path, print),
    ...change.enumerators.flatMap((each) => growth(path, enumGrowth(each, print))),
    ...result.declarations
      .filter((each) => isNew(each, change))
      .map((each) => edit(path, addition(each, result, print))),
    ...grownStructs(change).flatMap((each) => growth(path, structGrowth(each, base, print))),
  ];
}
