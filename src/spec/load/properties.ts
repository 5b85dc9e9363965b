import type { ExcuseSyntax, MeasureSyntax, PropertySyntax, Text } from '../syntax.ts';
import { readDoc } from './declarations.ts';
import type { Reader } from './reader.ts';

/** Reads `unless` and `because`. */
export function readExcuse(reader: Reader): readonly ExcuseSyntax[] {
  const unless = reader.text('unless');
  return unless ? [{ unless, because: (reader.string('because') ?? '').trimEnd() }] : [];
}

function required(reader: Reader, key: string): Text {
  return reader.text(key) ?? { text: '', span: reader.span };
}

/** Reads one item of `properties`. */
export function readProperty(reader: Reader): PropertySyntax {
  return {
    span: reader.span,
    at: reader.at,
    name: reader.string('property') ?? '',
    doc: readDoc(reader),
    moment: reader.string('at'),
    after: reader.text('after'),
    holds: required(reader, 'holds'),
    excuses: readExcuse(reader),
    witness: reader.text('witness'),
  };
}

/** Reads one item of `measures`. */
export function readMeasure(reader: Reader): MeasureSyntax {
  return {
    span: reader.span,
    at: reader.at,
    name: reader.string('measure') ?? '',
    doc: readDoc(reader),
    greatest: required(reader, 'greatest'),
  };
}
