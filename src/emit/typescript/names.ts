import { isIoctl, type Enum, type Interface, type Struct } from '../../spec/interface.ts';

/** What a declaration of the interface is called in TypeScript. */
export interface Names {
  readonly of: (declared: Enum | Struct) => string;
  /** A type of its own for a union or struct that is declared in place, as a named member. */
  readonly inPlace: (struct: string, member: string) => string;
}

/** Names that templates/typescript declares itself. */
const taken = ['Architecture', 'Codec', 'Endian', 'FixedArray', 'Ioctl', 'Struct'];

/** `iommu_ioas_map` as `IommuIoasMap` */
function pascalCase(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** What stands after the name of a struct for the other things that are made of it. */
const suffixes = ['', 'Init', 'Members', 'Codec'];

class NameTable implements Names {
  private readonly used = new Set<string>([...taken, ...taken.map((name) => name.toLowerCase())]);
  private readonly given = new Map<string, string>();

  of(declared: Enum | Struct): string {
    return this.name(
      `${declared.declares === 'struct' ? 'struct' : 'enum'} ${declared.name}`,
      pascalCase(declared.name),
    );
  }

  inPlace(struct: string, member: string): string {
    return this.name(`${struct}.${member}`, struct + pascalCase(member));
  }

  private name(key: string, wanted: string): string {
    const known = this.given.get(key);
    if (known !== undefined) return known;
    const start = /^[A-Za-z]/.test(wanted) ? wanted : `C${wanted}`;
    let name = start;
    for (let count = 2; suffixes.some((suffix) => this.used.has(name + suffix)); count += 1) name = `${start}${count}`;
    for (const suffix of suffixes) this.used.add(name + suffix);
    this.given.set(key, name);
    return name;
  }
}

/** Names in the order of the header, so that they do not depend on who asks first. */
export function namesOf(subject: Interface): Names {
  const table = new NameTable();
  for (const each of subject.declarations) {
    if (isIoctl(each)) table.of(each.struct);
    else if (each.declares !== 'constant') table.of(each);
  }
  return table;
}

/** A member's name as the key of an object literal; the one name that is special there is computed. */
export function objectKey(name: string): string {
  return name === '__proto__' ? "['__proto__']" : name;
}
