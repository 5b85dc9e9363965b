import type { Span } from '../../diagnostics/span.ts';
import type { Constant, Declaration, Element, Enum, Field, FieldType, Ioctl, Struct } from '../interface.ts';
import { isScalarName, scalars } from '../scalar.ts';
import type {
  ConstantSyntax,
  DeclarationSyntax,
  EnumSyntax,
  FieldSyntax,
  IoctlSyntax,
  PartsSyntax,
  Placed,
  StructSyntax,
} from '../syntax.ts';
import type { Findings } from './findings.ts';
import { namedElements } from './types.ts';

/** An ioctl whose steps are still to be resolved. */
export type IoctlHead = Omit<Ioctl, 'steps'>;

type PointingField = Omit<Field, 'pointsTo'> & { pointsTo: Struct | null };

/** Resolves what a header declares: enums first, then structs, each once and without cycles. */
export class Declarations {
  readonly enums: ReadonlyMap<string, Enum>;
  readonly structs = new Map<string, Struct>();
  private readonly syntax: ReadonlyMap<string, { readonly struct: StructSyntax; readonly since: string | null }>;
  private readonly first: ReadonlyMap<string, DeclarationSyntax>;
  private readonly macros: ReadonlyMap<string, { readonly name: string; readonly span: Span }>;
  private readonly open = new Set<string>();
  private readonly refused = new Set<string>();
  /** A struct may be pointed at by itself, so pointers are aimed when all structs are there. */
  private readonly pointers: { readonly field: PointingField; readonly name: string }[] = [];
  private readonly findings: Findings;
  private readonly kinds: ReadonlySet<string>;

  /** Of two things with one name the one in the earlier file stays. */
  constructor(files: readonly PartsSyntax[], kinds: ReadonlySet<string>, findings: Findings) {
    this.findings = findings;
    this.kinds = kinds;
    const all = files.flatMap((file) =>
      file.declarations.map((declared) => ({ declared, since: declared.since ?? file.since })),
    );
    const ofIoctls = files.flatMap((file) =>
      file.ioctls.map((ioctl) => ({ struct: ioctl.struct, since: ioctl.since ?? file.since })),
    );
    this.first = findings.unique(
      'declaration',
      [...all.map((each) => each.declared), ...ofIoctls.map((each) => each.struct)],
      (each) => each.name,
    );
    this.enums = new Map(
      all.flatMap(({ declared, since }) =>
        (declared.declares === 'enum' || declared.declares === 'flags') && this.isFirst(declared)
          ? [[declared.name, this.enum(declared, since)] as const]
          : [],
      ),
    );
    // In C the values of all enums, constants and request macros share one name space.
    const macros: { readonly name: string; readonly span: Span }[] = [
      ...[...this.enums.values()].flatMap((each) => each.values),
      ...all.flatMap(({ declared }) => (declared.declares === 'constant' ? [declared] : [])),
      ...files.flatMap((file) => file.ioctls),
    ];
    this.macros = findings.unique('name', macros, (each) => each.name);
    this.syntax = new Map([
      ...all.flatMap(({ declared, since }) =>
        declared.declares === 'struct' && this.isFirst(declared)
          ? [[declared.name, { struct: declared, since }] as const]
          : [],
      ),
      ...ofIoctls.flatMap((each) => (this.isFirst(each.struct) ? [[each.struct.name, each] as const] : [])),
    ]);
    for (const name of this.syntax.keys()) this.struct(name);
    for (const { field, name } of this.pointers) field.pointsTo = this.structs.get(name) ?? null;
  }

  /** False of what was declared already: it has a finding, and nothing more is made of it. */
  private isFirst(declared: DeclarationSyntax): boolean {
    return this.first.get(declared.name) === declared;
  }

  /** What a file declares, in its order. */
  resolved(declared: DeclarationSyntax, file: PartsSyntax): Declaration | null {
    if (!this.isFirst(declared)) return null;
    if (declared.declares === 'struct') return this.structs.get(declared.name) ?? null;
    if (declared.declares === 'constant') return this.constant(declared, declared.since ?? file.since);
    return this.enums.get(declared.name) ?? null;
  }

  ioctl(syntax: IoctlSyntax, number: number, file: PartsSyntax, prefix: string): IoctlHead | null {
    const struct = this.structs.get(syntax.struct.name);
    if (!struct || !this.isFirst(syntax.struct) || this.macros.get(syntax.name) !== syntax) return null;
    const minSize = struct.fields.find((field) => field.name === syntax.minSize);
    if (!minSize) {
      this.findings.unknown(
        'member',
        syntax.minSize,
        syntax.at['min-size'] ?? syntax.span,
        struct.fields.flatMap((field) => field.name ?? []),
      );
      return null;
    }
    if (!syntax.name.startsWith(prefix) && !file.testKernel)
      this.findings.add(
        'SPEC0003',
        `the ioctl's name must start with ${prefix}`,
        syntax.span,
        `write ${prefix}${syntax.name}`,
      );
    return {
      ...element(syntax, syntax.since ?? file.since),
      name: syntax.name,
      command: syntax.name.startsWith(prefix) ? syntax.name.slice(prefix.length) : syntax.name,
      number,
      struct,
      minSize,
      kernel: syntax.kernel,
    };
  }

  private struct(name: string): Struct | null {
    const known = this.structs.get(name);
    if (known) return known;
    const found = this.syntax.get(name);
    if (!found || this.refused.has(name)) return null;
    if (this.open.has(name)) {
      this.findings.add('SPEC0007', `struct ${name} contains itself`, found.struct.span);
      return null;
    }
    if (this.open.size >= maximumNesting) {
      const nested = `structs are nested more than ${String(maximumNesting)} levels deep`;
      this.findings.add('SPEC0016', `${nested} down to ${name}`, found.struct.span);
      return null;
    }
    this.open.add(name);
    const { struct: syntax, since } = found;
    const fields = syntax.fields.map((field) => this.field(field, inherited(field, syntax, since)));
    this.findings.unique('member', flatNames(fields), (each) => each.name);
    if (memberCount(fields) > maximumMembers) {
      this.findings.add(
        'SPEC0016',
        `struct ${name} has more than ${String(maximumMembers)} members, those of the structs in it counted`,
        syntax.span,
      );
      this.open.delete(name);
      this.refused.add(name);
      return null;
    }
    const struct: Struct = {
      ...element(syntax, since),
      declares: 'struct',
      name,
      fields,
      title: syntax.title,
      doc: syntax.doc,
    };
    this.open.delete(name);
    this.structs.set(name, struct);
    return struct;
  }

  private field(syntax: FieldSyntax, since: string | null): Field {
    const { findings } = this;
    const at = (key: string) => syntax.at[key] ?? syntax.span;
    const named = syntax.enum === null ? null : (this.enums.get(syntax.enum) ?? null);
    if (syntax.enum !== null && !named) findings.unknown('enum', syntax.enum, at('enum'), this.enums.keys());
    if (syntax.pointsTo !== null && !this.syntax.has(syntax.pointsTo))
      findings.unknown('struct', syntax.pointsTo, at('points-to'), this.syntax.keys());
    if (syntax.object !== null && !this.kinds.has(syntax.object))
      findings.unknown('kind of object', syntax.object, at('object'), this.kinds);
    const type = this.type(syntax, since);
    if (type.kind !== 'anonymous' && syntax.at['fields'])
      findings.add('SPEC0001', `only 'union' and 'struct' have fields of their own`, at('fields'));
    if (syntax.name === null && type.kind !== 'anonymous')
      findings.add('SPEC0002', "'name' is missing here", syntax.span, 'add name: ...');
    const field: PointingField = {
      ...element(syntax, syntax.since ?? since),
      name: syntax.name,
      type,
      array: syntax.array,
      role: syntax.role,
      direction: syntax.direction,
      object: syntax.object,
      enum: named,
      pointsTo: null,
      unit: syntax.unit,
      unchecked: syntax.unchecked,
      doc: syntax.doc,
    };
    if (syntax.pointsTo !== null) this.pointers.push({ field, name: syntax.pointsTo });
    return field;
  }

  private type(syntax: FieldSyntax, since: string | null): FieldType {
    if (syntax.type === 'union' || syntax.type === 'struct') {
      if (!syntax.at['fields'])
        this.findings.add('SPEC0002', "'fields' is missing here", syntax.span, 'add fields: ...');
      return { kind: 'anonymous', of: syntax.type, fields: syntax.fields.map((field) => this.field(field, since)) };
    }
    if (isScalarName(syntax.type)) return { kind: 'scalar', scalar: syntax.type };
    const struct = this.struct(syntax.type);
    if (struct) return { kind: 'struct', struct };
    if (!this.syntax.has(syntax.type)) this.unknownType(syntax);
    return { kind: 'scalar', scalar: 'u32' };
  }

  private unknownType(syntax: FieldSyntax): void {
    const span = syntax.at['type'] ?? syntax.span;
    const meant = fixedWidth(syntax.type);
    if (meant === null)
      this.findings.unknown('type', syntax.type, span, [...Object.keys(scalars), ...this.syntax.keys()]);
    else this.findings.add('SPEC0006', `unknown type '${syntax.type}'`, span, `write type: ${meant}`);
  }

  private enum(syntax: EnumSyntax, since: string | null): Enum {
    for (const value of syntax.values) {
      if (value.at['bit'] === undefined && value.at['value'] === undefined)
        this.findings.add('SPEC0002', `${value.name} has no value`, value.span, 'add value: ... or bit: ...');
      if (value.at['bit'] && value.at['value'])
        this.findings.add('SPEC0003', `${value.name} has a value and a bit`, value.at['value'], 'keep one of the two');
    }
    return {
      ...element(syntax, since),
      declares: syntax.declares,
      name: syntax.name,
      prefix: syntax.prefix,
      doc: syntax.doc,
      values: syntax.values.map((value) => ({
        ...element(value, value.since ?? inherited(value, syntax, since)),
        short: value.name,
        name: `${syntax.prefix}${value.name}`,
        value: value.value,
        bit: value.bit,
        doc: value.doc,
      })),
    };
  }

  private constant(syntax: ConstantSyntax, since: string | null): Constant {
    return { ...element(syntax, since), declares: 'constant', name: syntax.name, value: syntax.value, doc: syntax.doc };
  }
}

function element(
  syntax: { readonly span: Element['span']; readonly at: Element['at'] },
  since: string | null,
): Element {
  return { span: syntax.span, at: syntax.at, since };
}

/** What a proposal appends, from its own file, is not as old as what it is appended to. */
function inherited(part: Placed, whole: Placed, since: string | null): string | null {
  return part.span.file === whole.span.file ? since : null;
}

/** Members that one struct may have. More would only come of structs in structs in structs. */
const maximumMembers = 2000;

/** Structs that may be in each other. */
const maximumNesting = 32;

/** How many values a struct holds, of each array at most as many as expressions can name. */
function memberCount(fields: readonly Field[]): number {
  return fields.reduce((sum, { type, array }) => {
    const one = type.kind === 'scalar' ? 1 : memberCount(type.kind === 'struct' ? type.struct.fields : type.fields);
    return sum + one * Math.min(array ?? 1, namedElements);
  }, 0);
}

/** The type of fixed width that is meant by a type of C or the kernel's; null where none is. */
function fixedWidth(type: string): string | null {
  const fixed = /^(?:__)?((?:[us]|le|be)(?:8|16|32|64))$/.exec(type)?.[1];
  if (fixed !== undefined) return fixed;
  const standard = /^(u?)int(8|16|32|64)_t$/.exec(type);
  if (standard) return `${standard[1] === 'u' ? 'u' : 's'}${standard[2] ?? ''}`;
  const words: Readonly<Record<string, string>> = {
    int: 's32',
    unsigned: 'u32',
    bool: 'u8',
    long: 's64',
    size_t: 'u64',
  };
  return Object.hasOwn(words, type) ? (words[type] ?? null) : null;
}

/** Members as C sees them in one name space: those of an anonymous union belong to the struct around it. */
function flatNames(fields: readonly Field[]): { readonly name: string; readonly span: Field['span'] }[] {
  return fields.flatMap((field) =>
    field.name !== null
      ? [{ name: field.name, span: field.span }]
      : field.type.kind === 'anonymous'
        ? flatNames(field.type.fields)
        : [],
  );
}
