import { isIoctl, type Enum, type Field, type Interface } from '../../spec/interface.ts';
import { scalars } from '../../spec/scalar.ts';
import { tsdoc } from '../text/tsdoc.ts';
import type { Names } from './names.ts';

/** What templates/typescript/enum.hbs prints. */
export interface EnumView {
  readonly comment: string;
  readonly name: string;
  readonly values: readonly { readonly comment: string; readonly key: string; readonly value: string }[];
}

function allFields(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...(field.type.kind === 'anonymous' ? allFields(field.type.fields) : [])]);
}

/** Enums whose values meet 64-bit members, which are bigints, and no others. */
export function wideEnums(subject: Interface): ReadonlySet<Enum> {
  const structs = subject.declarations.flatMap((each) =>
    isIoctl(each) ? [each.struct] : each.declares === 'struct' ? [each] : [],
  );
  const uses = structs.flatMap((struct) => allFields(struct.fields)).filter((field) => field.enum !== null);
  const isWide = ({ type }: Field): boolean => type.kind === 'scalar' && scalars[type.scalar].bytes === 8;
  const narrow = new Set(uses.filter((field) => !isWide(field)).map((field) => field.enum));
  return new Set(uses.flatMap((field) => (field.enum !== null && !narrow.has(field.enum) ? [field.enum] : [])));
}

/** A number as TypeScript; a bigint where it is asked for, or where a number would lose digits. */
export function numberText(value: bigint, wide: boolean): string {
  const safe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
  return `${value}${wide || !safe ? 'n' : ''}`;
}

export function enumView(declared: Enum, names: Names, wide: boolean): EnumView {
  return {
    comment: tsdoc(`\`enum ${declared.name}\`: ${declared.doc.trim()}`, ''),
    name: names.of(declared),
    values: declared.values.map(({ short, name, value, doc }) => ({
      comment: tsdoc(`\`${name}\`: ${doc}`, '  '),
      key: /^[A-Za-z]\w*$/.test(short) ? short : `'${short}'`,
      value: numberText(value, wide),
    })),
  };
}
