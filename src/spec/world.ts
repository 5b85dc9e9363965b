import type { Span } from '../diagnostics/span.ts';
import type { Expression, SymbolName } from './expression/expression.ts';
import type { Ioctl, Parameter } from './interface.ts';
import type { Property } from './property.ts';
import type { Step } from './step.ts';

/**
 * A small machine to explore: tiny words, tables with few rows, and actors that act in any order. It is made for some
 * interfaces, and resolved against one of them.
 */
export interface World {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  readonly span: Span;
  readonly word: Word;
  /** The most rows that a table holds; a table that is not named holds none. */
  readonly rows: ReadonlyMap<string, number>;
  /** Run once, before anything else, as one block. */
  readonly start: readonly Step[];
  /** Rows that `start` binds in its own list. Actors and properties may name them; one that has gone is null for good. */
  readonly names: readonly Parameter[];
  readonly actors: readonly Actor[];
  /** Errnos that the environment may fail with (`driver` for an IOMMU driver's): steps with others never fail by it. */
  readonly faults: ReadonlySet<string>;
  /** Whether a `choose` takes every value in turn, or the lowest only. */
  readonly choices: 'every' | 'lowest';
  /** Arrays in user memory. A pointer is 1 for the first of them, and so on; the struct's members by name in expressions. */
  readonly arrays: readonly (readonly Readonly<Record<string, bigint>>[])[];
  readonly properties: readonly Property[];
  /** What the model takes for granted here, beside what is always printed. */
  readonly assumes: readonly string[];
  /** Names of properties that this world breaks on purpose, with the reason; for worlds that show what mainline does. */
  readonly expected: ReadonlyMap<string, string>;
}

/** The numbers of a world. */
export interface Word {
  /** Bits of the longest integer, 4 to 16; narrower ones keep their width. */
  readonly bits: number;
  readonly symbols: Readonly<Record<SymbolName, bigint>>;
}

/** Someone who acts: a thread of a user, which may stop for ever in userspace, or work of the kernel, which is fair. */
export interface Actor {
  readonly name: string;
  readonly span: Span;
  readonly kind: 'user' | 'kernel';
  /** How many there are of it; they cannot be told from each other. */
  readonly count: number;
  /** The rows that its calls are given, by parameter (`process`, `context`, `thread`): names of the world. */
  readonly given: ReadonlyMap<string, string>;
  /** The most actions that it begins; null where nothing bounds it. */
  readonly most: number | null;
  readonly capable: boolean;
  /** When a sleep that may be killed (stopped) ends; null for never. */
  readonly killed: Expression | null;
  readonly stopped: Expression | null;
  readonly actions: readonly Action[];
}

/** Something that an actor may begin while it does nothing else. */
export interface Action {
  /** What a trace says of it: `starts DMA`. */
  readonly name: string;
  readonly span: Span;
  readonly when: Expression | null;
  /** The ioctl that is called; null where the action has steps of its own. */
  readonly ioctl: Ioctl | null;
  /** The argument's members, each any of some values; those that are not named are 0. */
  readonly argument: ReadonlyMap<string, readonly Expression[]>;
  readonly steps: readonly Step[];
}
