import type { Constant, Enum, Enumerator } from '../../spec/interface.ts';
import { kernelDocComment } from '../text/c-comment.ts';
import { kernelDocMember, kernelDocText, kernelDocTitle } from '../text/kernel-doc.ts';
import { splitTitle } from '../text/title.ts';
import { cNumber, enumeratorValue } from './number.ts';

/** What templates/uapi/enumerator.hbs prints. */
export interface EnumeratorView {
  readonly name: string;
  readonly value: string;
}

/** What templates/uapi/enum.hbs prints. */
export interface EnumView {
  readonly comment: string;
  readonly name: string;
  readonly values: readonly EnumeratorView[];
}

/** What templates/uapi/constant.hbs prints. */
export interface ConstantView {
  readonly comment: string;
  readonly name: string;
  readonly value: string;
}

export function enumeratorView(value: Enumerator): EnumeratorView {
  return { name: value.name, value: enumeratorValue(value) };
}

/** The kernel-doc lines of one enumerator, without the comment's asterisks. */
export function enumeratorDocLines(value: Enumerator, of: Enum): string[] {
  return kernelDocMember(value.name, '', value.doc, new Set(of.values.map((each) => each.name)));
}

function described(subject: string, doc: string, members: readonly string[]): string {
  const { title, rest } = splitTitle(doc);
  const text = kernelDocText(rest, new Set());
  return kernelDocComment([...kernelDocTitle(subject, title), ...members, ...(text.length === 0 ? [] : ['', ...text])]);
}

export function enumView(declared: Enum): EnumView {
  const members = declared.values.flatMap((value) => enumeratorDocLines(value, declared));
  return {
    comment: described(`enum ${declared.name}`, declared.doc, members),
    name: declared.name,
    values: declared.values.map(enumeratorView),
  };
}

export function constantView({ name, value, doc }: Constant): ConstantView {
  return { comment: described(name, doc, []), name, value: cNumber(value) };
}
