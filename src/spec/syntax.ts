import type { Span } from '../diagnostics/span.ts';

/**
 * What a spec file says, as read: names are not yet looked up, expressions not yet parsed.
 * `spec/load` makes these from YAML; `spec/resolve` turns them into `spec/interface`.
 */
export interface Placed {
  /** The whole element, or its name where it has one. */
  readonly span: Span;
  /** The place of each key's value. */
  readonly at: Readonly<Record<string, Span>>;
}

/** A text with its place: an expression, a name, a paragraph. */
export interface Text {
  readonly text: string;
  readonly span: Span;
  /** What stands elsewhere than one character after the other from the span's start; absent where nothing does. */
  readonly parts?: readonly TextPart[];
}

/** A run of characters that stand in one line of the file as in the text; it ends where the next one starts. */
export interface TextPart {
  /** The index of its first character in the text. */
  readonly start: number;
  readonly line: number;
  readonly column: number;
}

export type Role =
  'size' | 'flags' | 'object' | 'output-object' | 'reserved' | 'pointer' | 'length' | 'fd' | 'type' | 'value';
export type Direction = 'in' | 'out' | 'inout';

export interface FieldSyntax extends Placed {
  readonly name: string | null;
  /** A scalar's name, a struct's name, or `union` / `struct` for an anonymous one. */
  readonly type: string;
  readonly fields: readonly FieldSyntax[];
  /** How many elements, for an array; null otherwise. */
  readonly array: number | null;
  readonly role: Role;
  readonly direction: Direction;
  /** The kind of object that an id names. */
  readonly object: string | null;
  /** The enum whose values the field holds. */
  readonly enum: string | null;
  /** The struct (or struct of each element) that a pointer points at. */
  readonly pointsTo: string | null;
  /** What a length counts: bytes, elements, pages. */
  readonly unit: string | null;
  /** Why the kernel does not check a reserved field, or the unknown bits of flags. */
  readonly unchecked: string | null;
  readonly since: string | null;
  readonly doc: string;
}

export interface EnumeratorSyntax extends Placed {
  readonly name: string;
  readonly value: bigint;
  /** The bit's number, where the value is written as one bit. */
  readonly bit: number | null;
  readonly since: string | null;
  readonly doc: string;
}

export interface EnumSyntax extends Placed {
  readonly declares: 'enum' | 'flags';
  readonly name: string;
  /** What stands before each value's short name in C. */
  readonly prefix: string;
  readonly values: readonly EnumeratorSyntax[];
  readonly since: string | null;
  readonly doc: string;
}

export interface StructSyntax extends Placed {
  readonly declares: 'struct';
  readonly name: string;
  readonly fields: readonly FieldSyntax[];
  readonly since: string | null;
  readonly title: string;
  readonly doc: string;
}

export interface ConstantSyntax extends Placed {
  readonly declares: 'constant';
  readonly name: string;
  readonly value: bigint;
  readonly since: string | null;
  readonly doc: string;
}

export type DeclarationSyntax = EnumSyntax | StructSyntax | ConstantSyntax;

/** One step as written. `key` is its kind; the other keys are read by the kind's own resolver. */
export interface StepSyntax extends Placed {
  readonly kind: StepKind;
  /** Scalars by key: expressions, names, errnos. */
  readonly texts: Readonly<Record<string, Text>>;
  /** Mappings of names to expressions by key: `with`, `gives`, `row`. */
  readonly maps: Readonly<Record<string, Readonly<Record<string, Text>>>>;
  /** Lists of names by key: the fields of a `reply`. */
  readonly lists: Readonly<Record<string, readonly Text[]>>;
  /** Nested steps: `do`, `otherwise`. */
  readonly blocks: Readonly<Record<string, readonly StepSyntax[]>>;
  /** The cases of a `switch`, in order. */
  readonly cases: readonly { readonly label: Text; readonly steps: readonly StepSyntax[] }[];
}

/** `stays` is no step of its own: in an amendment it says where the replaced step of the base goes. */
export const stepKinds = [
  'reject',
  'lookup',
  'switch',
  'each',
  'call',
  'set',
  'fault',
  'reply',
  'keeps',
  'insert',
  'remove',
  'choose',
  'wait',
  'gap',
  'undo',
  'stays',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** Step kinds that only verbs and kernel actions may use. */
export const verbOnlyKinds: ReadonlySet<StepKind> = new Set(['insert', 'remove', 'choose', 'wait', 'gap', 'undo']);

export interface IoctlSyntax extends Placed {
  readonly name: string;
  /** The ioctl's number (its low 8 bits), or null for `next`: the first free one. */
  readonly number: number | null;
  readonly struct: StructSyntax;
  /** The last member of the first version: the argument may be no shorter. */
  readonly minSize: string;
  readonly since: string | null;
  /** Where the kernel implements it. */
  readonly kernel: { readonly handler: string; readonly buffer: string; readonly file: string };
  readonly steps: readonly StepSyntax[];
}

export interface VerbSyntax extends Placed {
  readonly name: string;
  readonly since: string | null;
  /** The kernel function (or a part of one) that the verb models. */
  readonly standsFor: string;
  readonly doc: string;
  /** Parameter name to type: `u32`, `u64`, `bool`, or a table's name for a row of it. */
  readonly takes: Readonly<Record<string, Text>>;
  readonly gives: Readonly<Record<string, Text>>;
  /** Does it take something down? */
  readonly teardown: boolean;
  readonly steps: readonly StepSyntax[];
}

export interface TableSyntax extends Placed {
  readonly name: string;
  readonly doc: string;
  /** Column name to type: `u32`, `u64`, `bool`, a table's name, or a state enumeration's name. */
  readonly columns: Readonly<Record<string, Text>>;
}

/** A named set of model values that userspace never sees as such: kinds of object, modes of accounting. */
export interface StateEnumSyntax extends Placed {
  readonly name: string;
  readonly values: readonly Text[];
}

/** A pure expression with parameters, inlined where it is used. */
export interface FunctionSyntax extends Placed {
  readonly name: string;
  readonly takes: Readonly<Record<string, Text>>;
  readonly is: Text;
  readonly doc: string;
}

/** How an id (or a descriptor) in an argument becomes a row of the model, and a pointer in C. */
export interface LookupSyntax extends Placed {
  readonly kind: string;
  readonly table: string;
  /** True of the row found; `key` is the id looked up. */
  readonly where: Text;
  /** C: the declaration, the call that takes a reference, and the call that drops it. `{key}` is the id. */
  readonly c: {
    readonly type: string;
    readonly variable: string;
    readonly get: string;
    readonly failed: string;
    readonly put: string;
  } | null;
}

/** Where a property may be broken, and why. */
export interface ExcuseSyntax {
  readonly unless: Text;
  readonly because: string;
}

/** An expectation of the model; its expressions are about the state, and no call's. */
export interface PropertySyntax extends Placed {
  readonly name: string;
  readonly doc: string;
  /** `always`, `quiet` or `idle`; null where it says none. */
  readonly moment: string | null;
  readonly after: Text | null;
  readonly holds: Text;
  readonly excuses: readonly ExcuseSyntax[];
  readonly witness: Text | null;
}

/** A number of the state that a comparison shows. */
export interface MeasureSyntax extends Placed {
  readonly name: string;
  readonly doc: string;
  readonly greatest: Text;
}

/** A change to something that the base has. */
export interface AmendmentSyntax extends Placed {
  readonly target: 'struct' | 'enum' | 'ioctl' | 'verb' | 'table' | 'property';
  readonly name: string;
  readonly append: readonly FieldSyntax[];
  /** Text added to the documentation of members that a struct has. */
  readonly fieldDocs: readonly { readonly name: Text; readonly doc: string }[];
  readonly values: readonly EnumeratorSyntax[];
  readonly columns: Readonly<Record<string, Text>>;
  /** Of a property: what else excuses it. */
  readonly excuses: readonly ExcuseSyntax[];
  /** Text added to the element's documentation. */
  readonly doc: string;
  /** Of a verb: the release that has the change already. */
  readonly since: string | null;
  readonly steps: readonly StepAmendmentSyntax[];
}

export interface StepAmendmentSyntax extends Placed {
  readonly where: 'before' | 'after' | 'replace';
  /** The `place:` of the step in the base that this is relative to. */
  readonly place: Text;
  readonly steps: readonly StepSyntax[];
}

/** Everything one file adds to an interface. */
export interface PartsSyntax {
  readonly file: string;
  /** A proposal's: the ioctl of the base that its declarations follow in the header. */
  readonly after: Text | null;
  readonly since: string | null;
  /** True of what only the kernel's own tests have: no header declares it. */
  readonly testKernel: boolean;
  readonly declarations: readonly DeclarationSyntax[];
  readonly ioctls: readonly IoctlSyntax[];
  readonly verbs: readonly VerbSyntax[];
  readonly tables: readonly TableSyntax[];
  readonly stateEnums: readonly StateEnumSyntax[];
  readonly functions: readonly FunctionSyntax[];
  readonly lookups: readonly LookupSyntax[];
  readonly properties: readonly PropertySyntax[];
  readonly measures: readonly MeasureSyntax[];
  readonly amendments: readonly AmendmentSyntax[];
}

/** A number that only the ioctl of that name may have. */
export interface TakenNumber {
  readonly number: number;
  readonly name: string;
  readonly since: string | null;
}

export interface FamilySyntax extends Placed {
  readonly family: string;
  readonly title: string;
  readonly doc: string;
  readonly version: string;
  readonly header: {
    readonly path: string;
    readonly guard: string;
    readonly includes: readonly string[];
    readonly typeMacro: string;
    readonly commandPrefix: string;
    readonly ioctlPrefix: string;
    readonly doc: string;
  };
  readonly ioctl: { readonly type: string; readonly base: number; readonly last: number };
  readonly device: string;
  /** What each errno means everywhere in the family. */
  readonly errnos: readonly { readonly errno: string; readonly doc: string }[];
  /** The order of the spec files in the header. */
  readonly order: readonly Text[];
  /** The checks that every ioctl makes before its own. */
  readonly entry: readonly StepSyntax[];
  /** Numbers that mainline gave away after the base, or that its tests use. */
  readonly taken: readonly TakenNumber[];
}

export interface ProposalSyntax extends Placed {
  readonly proposal: string;
  readonly title: string;
  readonly base: Text;
  readonly alternatives: readonly Text[];
  readonly parts: PartsSyntax;
  /** Prose beside the YAML, as Markdown; null where the file is missing. */
  readonly rationale: Text | null;
  readonly changelog: Text | null;
}
