import type { Interface, Proposal } from '../../spec/interface.ts';
import type { EmittedFile, Emitter } from '../file.ts';
import { sourcesOf } from '../sources.ts';
import { blockComment, commentPrefix, kernelColumns, lineComment } from '../text/c-comment.ts';
import { wrap } from '../text/wrap.ts';
import type { Printer } from '../template.ts';
import type { HandlerAmendment, IoctlFragments } from './fragments.ts';
import { ioctlFragments } from './ioctl-fragments.ts';
import { kernelFragments } from './kernel-fragments.ts';
import { surroundings, type Surroundings } from './surroundings.ts';

/** What templates/kernel/pieces.hbs prints. */
interface PiecesView {
  readonly license: string;
  readonly banner: string;
  readonly pieces: readonly PieceView[];
}

/** A piece of C under a comment that says where it goes. */
interface PieceView {
  readonly place: string;
  readonly text: string;
}

function piece(place: string, text: string): PieceView {
  return { place: lineComment(`${place}:`), text };
}

function includes(headers: readonly string[]): string {
  return headers.map((header) => `#include <${header}>`).join('\n');
}

function piecesOf(fragments: IoctlFragments, around: Surroundings): readonly PieceView[] {
  const { file, prototype } = fragments;
  return [
    piece(`${around.main}, in union ${around.argumentUnion}`, fragments.unionMember),
    piece(`${around.main}, in ${around.operationTable}[]`, fragments.tableRow),
    ...(prototype === null ? [] : [piece(around.privateHeader, prototype)]),
    ...(fragments.includes.length === 0 ? [] : [piece(`${file}, above`, includes(fragments.includes))]),
    piece(file, fragments.definition),
  ];
}

const words = { before: 'before', after: 'after', replace: 'in the place of' };

/** A change under a comment that shows the statements it goes by. */
function changeOf({ file: path, function: name, where, anchor, text }: HandlerAmendment): PieceView {
  const width = kernelColumns - commentPrefix.length;
  const statements = (anchor[0] ?? '').split(/(?<=;) /);
  const shown = statements.flatMap((each) => wrap(each, { width, first: '  ', rest: '      ' }));
  return { place: blockComment([`${path}, in ${name}(), ${words[where]}:`, ...shown]), text };
}

function changesOf(amendments: readonly HandlerAmendment[]): readonly PieceView[] {
  const headers = [...new Set(amendments.flatMap((each) => each.includes))].sort();
  const path = amendments[0]?.file ?? '';
  return [...(headers.length === 0 ? [] : [piece(`${path}, above`, includes(headers))]), ...amendments.map(changeOf)];
}

function file(
  subject: Interface,
  handler: string,
  ioctl: string,
  pieces: readonly PieceView[],
  print: Printer,
): EmittedFile {
  const view: PiecesView = {
    license: '// SPDX-License-Identifier: GPL-2.0-only',
    banner: blockComment([
      'Generated; do not edit. From:',
      ...sourcesOf(subject).map((each) => `  ${each}`),
      `By: abiwright generate ${subject.name}`,
      '',
      `The kernel side of ${ioctl}, in pieces.`,
      'The comment above each says where it belongs.',
    ]),
    pieces,
  };
  return { path: `${subject.name}/kernel/${handler}.c`, target: 'kernel', text: print('kernel/pieces', view) };
}

function ofBase(subject: Interface, print: Printer): readonly EmittedFile[] {
  return subject.ioctls.map((ioctl) => {
    const pieces = piecesOf(ioctlFragments(subject, ioctl, print), surroundings(subject.family));
    return file(subject, ioctl.kernel.handler, ioctl.name, pieces, print);
  });
}

function ofProposal(proposal: Proposal, print: Printer): readonly EmittedFile[] {
  const { ioctls, amendments } = kernelFragments(proposal, print);
  const { result } = proposal;
  const changed = [...new Set(amendments.map((each) => each.ioctl))];
  return [
    ...ioctls.map((each) => file(result, each.handler, each.ioctl, piecesOf(each, surroundings(result.family)), print)),
    ...changed.map((ioctl) => {
      const own = amendments.filter((each) => each.ioctl === ioctl);
      return file(result, own[0]?.function ?? '', ioctl, changesOf(own), print);
    }),
  ];
}

/** A file for each handler: of a base for all, of a proposal for those that it adds or changes. */
export const kernelSide: Emitter = ({ interface: subject, proposal }, print) =>
  proposal === null ? ofBase(subject, print) : ofProposal(proposal, print);
