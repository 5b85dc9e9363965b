import type {
  AmendmentSyntax,
  FunctionSyntax,
  LookupSyntax,
  PartsSyntax,
  StateEnumSyntax,
  StepAmendmentSyntax,
  TableSyntax,
  Text,
  VerbSyntax,
} from '../syntax.ts';
import { readDeclaration, readDoc, readEnumerator, readField, readIoctl } from './declarations.ts';
import type { Reader } from './reader.ts';
import { readExcuse, readMeasure, readProperty } from './properties.ts';
import { readSteps } from './steps.ts';

function readVerb(reader: Reader): VerbSyntax {
  return {
    span: reader.span,
    at: reader.at,
    name: reader.string('verb') ?? '',
    standsFor: reader.string('stands-for') ?? '',
    doc: readDoc(reader),
    since: reader.string('since'),
    takes: reader.textMap('takes'),
    gives: reader.textMap('gives'),
    teardown: reader.string('teardown') === 'true',
    steps: readSteps(reader, 'steps'),
  };
}

function readTable(reader: Reader): TableSyntax {
  return {
    span: reader.span,
    at: reader.at,
    name: reader.string('table') ?? '',
    doc: readDoc(reader),
    columns: reader.textMap('columns'),
  };
}

function readStateEnum(reader: Reader): StateEnumSyntax {
  return { span: reader.span, at: reader.at, name: reader.string('enum') ?? '', values: reader.texts('values') };
}

function readFunction(reader: Reader): FunctionSyntax {
  return {
    span: reader.span,
    at: reader.at,
    name: reader.string('function') ?? '',
    takes: reader.textMap('takes'),
    is: reader.text('is') ?? { text: '', span: reader.span },
    doc: readDoc(reader),
  };
}

function readLookup(reader: Reader): LookupSyntax {
  const c = reader.map('c');
  const part = (key: string): string => c?.string(key) ?? '';
  return {
    span: reader.span,
    at: reader.at,
    kind: reader.string('lookup') ?? '',
    table: reader.string('table') ?? '',
    where: reader.text('where') ?? { text: '', span: reader.span },
    c: c
      ? { type: part('type'), variable: part('variable'), get: part('get'), failed: part('failed'), put: part('put') }
      : null,
  };
}

const targets = ['struct', 'enum', 'ioctl', 'verb', 'table', 'property'] as const;
const places = ['before', 'after', 'replace'] as const;

function readStepAmendment(reader: Reader): StepAmendmentSyntax {
  const where = places.find((each) => reader.has(each)) ?? 'after';
  const place: Text = reader.text(where) ?? { text: '', span: reader.span };
  return { span: reader.span, at: reader.at, where, place, steps: readSteps(reader, 'steps') };
}

function readAmendment(reader: Reader): AmendmentSyntax {
  const target = targets.find((each) => reader.has(each)) ?? 'struct';
  return {
    span: reader.at[target] ?? reader.span,
    at: reader.at,
    target,
    name: reader.string(target) ?? '',
    append: reader.list('append', 'name').map(readField),
    fieldDocs: reader.list('field-docs').flatMap((each) => {
      const name = each.text('name');
      return name === null ? [] : [{ name, doc: readDoc(each) }];
    }),
    values: reader.list('values', 'name').map(readEnumerator),
    columns: reader.textMap('columns'),
    excuses: readExcuse(reader),
    doc: readDoc(reader),
    since: reader.string('since'),
    steps: reader.list('steps').map(readStepAmendment),
  };
}

/** Reads what a file of parts, or a proposal, adds to an interface. */
export function readParts(file: string, reader: Reader): PartsSyntax {
  return {
    file,
    after: reader.text('after'),
    since: reader.string('since'),
    testKernel: reader.string('test-kernel') === 'true',
    declarations: reader.list('declarations').map(readDeclaration),
    ioctls: reader.list('ioctls', 'name').map(readIoctl),
    verbs: reader.list('verbs', 'verb').map(readVerb),
    tables: reader.list('tables', 'table').map(readTable),
    stateEnums: reader.list('state-enums', 'enum').map(readStateEnum),
    functions: reader.list('functions', 'function').map(readFunction),
    lookups: reader.list('lookups', 'lookup').map(readLookup),
    properties: reader.list('properties', 'property').map(readProperty),
    measures: reader.list('measures', 'measure').map(readMeasure),
    amendments: reader.list('amend').map(readAmendment),
  };
}
