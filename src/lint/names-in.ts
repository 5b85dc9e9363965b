import type { Element, Interface } from '../spec/interface.ts';
import { allFields, enumsOf, structsOf } from './elements.ts';

/** Everything that the header gives a C name in a place of its own: structs, members, enums, values. */
export function namesIn(of: Interface): (Element & { readonly name: string })[] {
  const structs = structsOf(of).flatMap(({ struct }) => [
    struct,
    ...allFields(struct.fields).flatMap((field) => (field.name === null ? [] : [{ ...field, name: field.name }])),
  ]);
  return [...structs, ...enumsOf(of).flatMap((each) => [each, ...each.values])];
}
