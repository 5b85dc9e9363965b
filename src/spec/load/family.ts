import type { FamilySyntax } from '../syntax.ts';
import { readDoc } from './declarations.ts';
import type { Reader } from './reader.ts';
import { readSteps } from './steps.ts';

/** Reads family.yaml. */
export function readFamily(reader: Reader): FamilySyntax {
  const header = reader.map('header');
  const ioctl = reader.map('ioctl');
  const taken = reader.map('taken');
  const of = (part: Reader | null, key: string): string => part?.string(key) ?? '';
  return {
    span: reader.span,
    at: reader.at,
    family: of(reader, 'family'),
    title: of(reader, 'title'),
    doc: readDoc(reader),
    version: of(reader, 'version'),
    header: {
      path: of(header, 'path'),
      guard: of(header, 'guard'),
      includes: header?.texts('includes').map((each) => each.text) ?? [],
      typeMacro: of(header, 'type-macro'),
      commandPrefix: of(header, 'command-prefix'),
      ioctlPrefix: of(header, 'ioctl-prefix'),
      doc: header ? readDoc(header) : '',
    },
    ioctl: { type: of(ioctl, 'type'), base: ioctl?.number('base') ?? 0, last: ioctl?.number('last') ?? 255 },
    device: of(reader, 'device'),
    errnos: reader.list('errnos').map((each) => ({ errno: of(each, 'errno'), doc: readDoc(each) })),
    order: reader.texts('order'),
    entry: readSteps(reader, 'entry'),
    taken: (taken?.keys() ?? []).map((number) => ({
      number: Number(number),
      name: of(taken?.map(number) ?? null, 'name'),
      since: taken?.map(number)?.string('since') ?? null,
    })),
  };
}
