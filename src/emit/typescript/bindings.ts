import { x86_64 } from '../../layout/abi/x86_64.ts';
import { abis } from '../../layout/abis.ts';
import { layoutOf } from '../../layout/layout.ts';
import { isIoctl, type Constant, type Field, type Interface, type Ioctl, type Struct } from '../../spec/interface.ts';
import type { ScalarName } from '../../spec/scalar.ts';
import type { Emitter } from '../file.ts';
import { sourcesOf } from '../sources.ts';
import { commentSafe } from '../text/harmless.ts';
import { splitTitle } from '../text/title.ts';
import { tsdoc } from '../text/tsdoc.ts';
import { enumView, numberText, wideEnums } from './enum.ts';
import { namesOf, type Names } from './names.ts';
import { requestGroups, requestWords } from './request.ts';
import { isByte, scalarCodec, type ScalarCodecView } from './scalar-codec.ts';
import { structViews } from './struct.ts';

function structsOf(subject: Interface): Struct[] {
  return subject.declarations.flatMap((each) =>
    isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : [],
  );
}

/** Every member that the bindings write or read, also inside unions. */
function usedFields(fields: readonly Field[]): Field[] {
  return fields
    .filter((field) => field.role !== 'reserved')
    .flatMap((field) => (field.type.kind === 'anonymous' ? [field, ...usedFields(field.type.fields)] : [field]));
}

/** The parts of the run-time support that these structs need; the compiler refuses what nobody uses. */
function support(structs: readonly Struct[]): object {
  const fields = structs.flatMap((struct) => usedFields(struct.fields));
  const isBytes = (field: Field): boolean =>
    field.array !== null && field.type.kind === 'scalar' && isByte(field.type.scalar);
  const codecs = new Map<string, ScalarCodecView>();
  const add = (scalar: ScalarName): void => void codecs.set(scalarCodec(scalar).name, scalarCodec(scalar));
  for (const field of fields) if (field.type.kind === 'scalar' && !isBytes(field)) add(field.type.scalar);
  const sorted = [...codecs.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const bytes = fields.some(isBytes);
  const arrays = fields.some((field) => field.array !== null && !isBytes(field));
  return {
    numbers: sorted.filter((codec) => codec.factory === 'number'),
    bigints: sorted.filter((codec) => codec.factory === 'bigint'),
    bytes,
    arrays,
    lengths: bytes || arrays,
    unions: fields.some((field) => field.type.kind === 'anonymous' && field.type.of === 'union'),
  };
}

function constantView({ name, value, doc }: Constant): object {
  return { comment: tsdoc(doc, ''), name, value: numberText(value, false) };
}

function declarationView(declared: Interface['declarations'][number], subject: Interface, names: Names): object {
  const none = { constant: null, enum: null, structs: null };
  if (isIoctl(declared)) return { ...none, structs: structViews(declared.struct, declared, names) };
  switch (declared.declares) {
    case 'constant':
      return { ...none, constant: constantView(declared) };
    case 'struct':
      return { ...none, structs: structViews(declared, null, names) };
    case 'enum':
    case 'flags':
      return { ...none, enum: enumView(declared, names, wideEnums(subject).has(declared)) };
  }
}

/** A string literal. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Where the first version of an ioctl's argument ended, in bytes. */
function minimumSize({ struct, minSize }: Ioctl): number {
  const last = layoutOf(struct, x86_64).fields.find((layout) => layout.field === minSize);
  return last === undefined ? 0 : last.offset + last.size;
}

function bindings(subject: Interface): object {
  const { family, name } = subject;
  const names = namesOf(subject);
  const structs = structsOf(subject);
  const minSizes = new Map(subject.ioctls.map((ioctl) => [ioctl.struct, minimumSize(ioctl)]));
  return {
    sources: sourcesOf(subject).join(' and '),
    name,
    title: commentSafe(family.title).replaceAll(/\s+/g, ' '),
    device: quoted(family.device),
    deviceComment: tsdoc(family.doc, ''),
    architectures: abis.map((abi) => ({ name: abi.name, endian: abi.endian })),
    groups: requestGroups().map((group) => ({ name: group.name, members: group.abis.map((abi) => abi.name) })),
    support: support(structs),
    declarations: subject.declarations.map((each) => declarationView(each, subject, names)),
    structs: structs.map((struct) => ({
      name: struct.name,
      type: names.of(struct),
      minSize: minSizes.get(struct) ?? null,
    })),
    ioctls: subject.ioctls.map((ioctl) => ({
      comment: tsdoc(`${splitTitle(ioctl.struct.doc).title}.`, '  '),
      name: ioctl.name,
      number: `0x${ioctl.number.toString(16)}`,
      struct: ioctl.struct.name,
      words: requestWords(ioctl, subject).join(', '),
    })),
  };
}

/** TypeScript bindings in one module without dependencies: `iommufd@v6.12/typescript/iommufd.ts`. */
export const typescriptBindings: Emitter = ({ interface: subject }, print) => [
  {
    path: `${subject.name}/typescript/${subject.family.name}.ts`,
    target: 'typescript',
    text: print('typescript/bindings', bindings(subject)),
  },
];
