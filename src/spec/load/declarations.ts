import type {
  ConstantSyntax,
  DeclarationSyntax,
  Direction,
  EnumeratorSyntax,
  EnumSyntax,
  FieldSyntax,
  IoctlSyntax,
  Role,
  StructSyntax,
} from '../syntax.ts';
import type { Reader } from './reader.ts';
import { readSteps } from './steps.ts';

/** Documentation as written, without the line break that a YAML block ends with. */
export function readDoc(reader: Reader): string {
  return (reader.string('doc') ?? '').trimEnd();
}

export function readField(reader: Reader): FieldSyntax {
  return {
    span: reader.span,
    at: reader.at,
    name: reader.string('name'),
    type: reader.string('type') ?? '',
    fields: reader.list('fields', 'name').map(readField),
    array: reader.number('array'),
    role: (reader.string('role') ?? 'value') as Role,
    direction: (reader.string('direction') ?? 'in') as Direction,
    object: reader.string('object'),
    enum: reader.string('enum'),
    pointsTo: reader.string('points-to'),
    unit: reader.string('unit'),
    unchecked: reader.string('unchecked'),
    since: reader.string('since'),
    doc: readDoc(reader),
  };
}

export function readEnumerator(reader: Reader): EnumeratorSyntax {
  const bit = reader.number('bit');
  return {
    span: reader.span,
    at: reader.at,
    name: reader.string('name') ?? '',
    bit,
    value: bit === null ? (reader.integer('value') ?? 0n) : 1n << BigInt(bit),
    since: reader.string('since'),
    doc: readDoc(reader),
  };
}

function readEnum(reader: Reader, declares: 'enum' | 'flags'): EnumSyntax {
  return {
    declares,
    span: reader.span,
    at: reader.at,
    name: reader.string(declares) ?? '',
    prefix: reader.string('prefix') ?? '',
    values: reader.list('values', 'name').map(readEnumerator),
    since: reader.string('since'),
    doc: readDoc(reader),
  };
}

function readStruct(reader: Reader): StructSyntax {
  return {
    declares: 'struct',
    span: reader.span,
    at: reader.at,
    name: reader.string('struct') ?? '',
    fields: reader.list('fields', 'name').map(readField),
    since: reader.string('since'),
    title: reader.string('title') ?? '',
    doc: readDoc(reader),
  };
}

function readConstant(reader: Reader): ConstantSyntax {
  return {
    declares: 'constant',
    span: reader.span,
    at: reader.at,
    name: reader.string('constant') ?? '',
    value: reader.integer('value') ?? 0n,
    since: reader.string('since'),
    doc: readDoc(reader),
  };
}

/** Reads one item of `declarations`. */
export function readDeclaration(reader: Reader): DeclarationSyntax {
  if (reader.has('struct')) return readStruct(reader);
  if (reader.has('constant')) return readConstant(reader);
  return readEnum(reader, reader.has('flags') ? 'flags' : 'enum');
}

/** Reads one item of `ioctls`; its argument is a struct declared with it. */
export function readIoctl(reader: Reader): IoctlSyntax {
  const name = reader.string('name') ?? '';
  const kernel = reader.map('kernel');
  return {
    span: reader.span,
    at: reader.at,
    name,
    number: reader.number('number'),
    struct: { ...readStruct(reader), span: reader.at['struct'] ?? reader.span, title: `ioctl(${name})` },
    minSize: reader.string('min-size') ?? '',
    since: reader.string('since'),
    kernel: {
      handler: kernel?.string('handler') ?? '',
      buffer: kernel?.string('buffer') ?? '',
      file: kernel?.string('file') ?? '',
    },
    steps: readSteps(reader, 'steps'),
  };
}
