import type { Span } from '../diagnostics/span.ts';
import type { ScalarName } from './scalar.ts';
import type { Direction, Role, TakenNumber } from './syntax.ts';
import type { Expression, ValueType } from './expression/expression.ts';
import type { FunctionBinding } from './expression/scope.ts';
import type { Measure, Property } from './property.ts';
import type { Step } from './step.ts';

/**
 * A resolved interface: every name looked up, every expression typed. It is what the rest of the
 * program works on, whether it is a base (`iommufd@v6.12`) or a base with a proposal's delta.
 */
export interface Element {
  readonly span: Span;
  readonly at: Readonly<Record<string, Span>>;
  /** The release that has it first, `v6.2`; null for what only a proposal has. */
  readonly since: string | null;
}

export type FieldType =
  | { readonly kind: 'scalar'; readonly scalar: ScalarName }
  | { readonly kind: 'struct'; readonly struct: Struct }
  | { readonly kind: 'anonymous'; readonly of: 'union' | 'struct'; readonly fields: readonly Field[] };

export interface Field extends Element {
  /** Null for an anonymous union or struct. */
  readonly name: string | null;
  readonly type: FieldType;
  /** Number of elements, or null where it is no array. */
  readonly array: number | null;
  readonly role: Role;
  readonly direction: Direction;
  readonly object: string | null;
  readonly enum: Enum | null;
  readonly pointsTo: Struct | null;
  readonly unit: string | null;
  /** Why the kernel does not check a reserved field, or the unknown bits of flags. */
  readonly unchecked: string | null;
  readonly doc: string;
}

export interface Struct extends Element {
  readonly declares: 'struct';
  readonly name: string;
  readonly fields: readonly Field[];
  /** The line after the name in kernel-doc: `ioctl(IOMMU_IOAS_MAP)`, or what the record is. */
  readonly title: string;
  readonly doc: string;
}

export interface Enumerator extends Element {
  /** As in the spec: `FIXED_IOVA`. */
  readonly short: string;
  /** As in C: `IOMMU_IOAS_MAP_FIXED_IOVA`. */
  readonly name: string;
  readonly value: bigint;
  readonly bit: number | null;
  readonly doc: string;
}

export interface Enum extends Element {
  readonly declares: 'enum' | 'flags';
  readonly name: string;
  readonly prefix: string;
  readonly values: readonly Enumerator[];
  readonly doc: string;
}

export interface Constant extends Element {
  readonly declares: 'constant';
  readonly name: string;
  readonly value: bigint;
  readonly doc: string;
}

export type Declaration = Enum | Struct | Constant;

export interface Ioctl extends Element {
  readonly name: string;
  /** `IOAS_MAP`: the name without the family's prefix, as in IOMMUFD_CMD_IOAS_MAP. */
  readonly command: string;
  /** The low 8 bits of the request word. */
  readonly number: number;
  readonly struct: Struct;
  /** A member of `struct`; the argument may end after it, and nowhere before. */
  readonly minSize: Field;
  readonly kernel: { readonly handler: string; readonly buffer: string; readonly file: string };
  readonly steps: readonly Step[];
}

export interface Parameter {
  readonly name: string;
  readonly type: ValueType;
  readonly span: Span;
}

export interface Verb extends Element {
  readonly name: string;
  readonly standsFor: string;
  readonly doc: string;
  readonly takes: readonly Parameter[];
  readonly gives: readonly Parameter[];
  /** Does it take something down (close, exit, exec, destroy, the notice of an unmap), so that whoever waits for it must not wait for ever? */
  readonly teardown: boolean;
  readonly steps: readonly Step[];
}

export interface Table extends Element {
  readonly name: string;
  readonly doc: string;
  readonly columns: readonly Parameter[];
}

export interface StateEnum extends Element {
  readonly name: string;
  readonly values: readonly string[];
}

export interface LookupKind extends Element {
  readonly kind: string;
  readonly table: string;
  /** True of the row found. Its variables: the table's name (the row) and `key`. */
  readonly where: Expression;
  readonly c: {
    readonly type: string;
    readonly variable: string;
    readonly get: string;
    readonly failed: string;
    readonly put: string;
  } | null;
}

export interface Family {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  readonly header: {
    readonly path: string;
    readonly guard: string;
    readonly includes: readonly string[];
    readonly typeMacro: string;
    readonly commandPrefix: string;
    readonly ioctlPrefix: string;
    readonly doc: string;
  };
  /** `type` is one character; numbers run from `base` to `last`. */
  readonly ioctl: { readonly type: string; readonly base: number; readonly last: number };
  readonly device: string;
  readonly errnos: readonly { readonly errno: string; readonly doc: string }[];
  readonly taken: readonly TakenNumber[];
  readonly entry: readonly Step[];
}

export interface Interface {
  /** `iommufd@v6.12`, or the proposal's name. */
  readonly name: string;
  readonly version: string;
  readonly family: Family;
  /** What the header declares, in its order; an ioctl stands for its struct followed by its request macro. */
  readonly declarations: readonly (Declaration | Ioctl)[];
  /** By number. */
  readonly ioctls: readonly Ioctl[];
  /** Ioctls that only a kernel built for its own tests has; no header declares them. */
  readonly testIoctls: readonly Ioctl[];
  readonly verbs: ReadonlyMap<string, Verb>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly stateEnums: ReadonlyMap<string, StateEnum>;
  readonly lookups: ReadonlyMap<string, LookupKind>;
  readonly functions: ReadonlyMap<string, FunctionBinding>;
  /** What must hold of the model, in any world. */
  readonly properties: readonly Property[];
  readonly measures: readonly Measure[];
}

/** Tells an ioctl from the other things a header declares. */
export function isIoctl(declared: Declaration | Ioctl): declared is Ioctl {
  return !('declares' in declared);
}

/** What a proposal adds to its base; every list in header order. */
export interface Delta {
  readonly ioctls: readonly Ioctl[];
  readonly declarations: readonly Declaration[];
  readonly appended: readonly { readonly struct: Struct; readonly fields: readonly Field[] }[];
  /** Structs of the base of which more is said, and nothing else is added. */
  readonly documented: readonly Struct[];
  readonly enumerators: readonly { readonly enum: Enum; readonly values: readonly Enumerator[] }[];
  /** Ioctls of the base whose steps the proposal changes, before and after. */
  readonly amended: readonly {
    readonly before: Ioctl;
    readonly after: Ioctl;
    readonly changes: readonly StepChange[];
  }[];
  /** The verbs and kernel actions that the proposal changes or adds. */
  readonly verbs: readonly VerbChange[];
}

/** A verb that a proposal changes or adds, by its name. */
export interface VerbChange {
  readonly verb: string;
  /** The release that has it so already, which the base is older than; null where the proposal is to bring it. */
  readonly since: string | null;
}

/** One change to an existing ioctl's list of steps. `anchor` is the step of the base it is relative to. */
export interface StepChange {
  readonly where: 'before' | 'after' | 'replace';
  readonly anchor: Step;
  readonly steps: readonly Step[];
}

/** Something else that solves the problem of a proposal. */
export interface Alternative {
  readonly name: string;
  readonly span: Span;
}

/** A delta on a base, and the base with it. */
export interface Proposal {
  readonly name: string;
  readonly title: string;
  readonly span: Span;
  readonly base: Interface;
  /** The base with the delta applied. */
  readonly result: Interface;
  readonly delta: Delta;
  /** Names of proposals and systems that it is to be compared with. */
  readonly alternatives: readonly Alternative[];
  /** Markdown. */
  readonly rationale: string;
  readonly changelog: string;
}
