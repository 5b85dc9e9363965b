import { isIoctl, type Element } from '../../spec/interface.ts';
import { allFields, enumsOf, structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called } from '../words.ts';

/**
 * Every struct, member, enum and value says what it is. `size` and reserved members have a text of their own. Linux:
 * doc-guide/kernel-doc.rst.
 */
export const documented: Rule = {
  code: 'ABI0080',
  name: 'documented',
  *check({ current }) {
    const lacking: [what: string, element: Element][] = [];
    const want = (what: string, element: Element & { readonly doc: string }): void => {
      if (element.doc.trim() === '') lacking.push([what, element]);
    };
    for (const { struct } of structsOf(current)) {
      want(`struct ${struct.name}`, struct);
      for (const field of allFields(struct.fields)) {
        const standard = field.role === 'reserved' || field.role === 'size' || field.name === null;
        if (!standard) want(`${called(field)} of struct ${struct.name}`, field);
      }
    }
    for (const each of enumsOf(current)) {
      want(`enum ${each.name}`, each);
      for (const value of each.values) want(value.name, value);
    }
    for (const each of current.declarations) {
      if (!isIoctl(each) && each.declares === 'constant') want(each.name, each);
    }
    for (const [what, element] of lacking) {
      yield { message: `${what} has no documentation`, span: element.span, fix: 'add doc: ...' };
    }
  },
};
