import type { Field, Struct } from '../../src/spec/interface.ts';
import { scalars } from '../../src/spec/scalar.ts';

/**
 * C declarations of structs, each before the first that uses it, and once. Written for tests that ask a compiler; it
 * shares nothing with the emitter of the header, whose output the compiler judges elsewhere.
 */
export function declare(structs: readonly Struct[]): string {
  const done = new Set<Struct>();
  const lines: string[] = [];
  const visit = (fields: readonly Field[]): void => {
    for (const { type } of fields) {
      if (type.kind === 'anonymous') visit(type.fields);
      if (type.kind === 'struct') add(type.struct);
    }
  };
  const add = (struct: Struct): void => {
    if (done.has(struct)) return;
    done.add(struct);
    visit(struct.fields);
    lines.push(`struct ${struct.name} { ${struct.fields.map(declaration).join(' ')} };`);
  };
  structs.forEach(add);
  return lines.join('\n');
}

function declaration(field: Field): string {
  const array = field.array === null ? '' : `[${field.array}]`;
  return `${typeOf(field)} ${field.name ?? ''}${array};`;
}

function typeOf({ type }: Field): string {
  switch (type.kind) {
    case 'scalar':
      return scalars[type.scalar].c;
    case 'struct':
      return `struct ${type.struct.name}`;
    case 'anonymous':
      return `${type.of} { ${type.fields.map(declaration).join(' ')} }`;
  }
}
