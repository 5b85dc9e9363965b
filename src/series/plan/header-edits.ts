import type { Change } from '../../emit/change.ts';
import type { Printer } from '../../emit/template.ts';
import { kernelDocComment } from '../../emit/text/c-comment.ts';
import { kernelDocText } from '../../emit/text/kernel-doc.ts';
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
import { growDefinition } from '../places/members.ts';
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

/** The paragraphs that the proposal adds to the documentation of a struct of the base. */
function addedParagraphs(struct: Struct, base: Interface): readonly string[] {
  const structs = base.declarations.flatMap((each) =>
    isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : [],
  );
  const before = structs.find((each) => each.name === struct.name)?.doc.trim() ?? '';
  const added = struct.doc.trim().startsWith(before) ? struct.doc.trim().slice(before.length) : '';
  return commentLines(kernelDocText(added, memberNames(struct.fields)));
}

/** The edits of the uAPI header for one change. */
export function headerEdits(proposal: Proposal, change: Change, path: string, print: Printer): Edit[] {
  const { result, base } = proposal;
  const edits: Edit[] = [];
  const { ioctl } = change;
  if (ioctl !== null && change.added) {
    const command = {
      name: commandName(ioctl, result),
      number: ioctl.number,
      line: printCommandLine(ioctl, result, print).trimEnd(),
    };
    const known = required(base.ioctls[0], 'an ioctl of the base');
    edits.push(edit(path, (text) => addCommandNumber(text, commandName(known, base), command)));
  }
  for (const { enum: of, values } of change.enumerators) {
    const growth = {
      keyword: 'enum' as const,
      name: of.name,
      adds: values.map((value) => value.name),
      lines: textLines(values.map((value) => printEnumerator(value, print))),
      members: commentLines(values.flatMap((value) => enumeratorDocLines(value, of))),
      paragraphs: [],
    };
    edits.push(edit(path, (text) => growDefinition(text, growth)));
  }
  for (const each of result.declarations) {
    const isNew = isIoctl(each)
      ? change.added && each.name === ioctl?.name
      : change.declarations.some((other) => other.name === each.name);
    if (isNew) edits.push(edit(path, addition(each, result, print)));
  }
  for (const { struct, fields } of change.appended) {
    const growth = {
      keyword: 'struct' as const,
      name: struct.name,
      adds: fields.flatMap((field) => field.name ?? []),
      lines: textLines(fields.map((field) => printField(field, print))),
      members: commentLines(fields.flatMap((field) => memberDocLines(field, struct))),
      paragraphs: addedParagraphs(struct, base),
    };
    edits.push(edit(path, (text) => growDefinition(text, growth)));
  }
  return edits;
}
