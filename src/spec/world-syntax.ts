import type { Placed, PropertySyntax, StepSyntax, Text } from './syntax.ts';

/** What a file of specs/worlds says, as read: names are not yet looked up, expressions not yet parsed. */
export interface WorldSyntax extends Placed {
  readonly name: string;
  readonly title: string;
  readonly doc: string;
  /** Systems, bases, proposals and families. */
  readonly of: readonly Text[];
  readonly word: Placed & {
    readonly bits: number;
    readonly page: number;
    /** Null for two pages. */
    readonly hugePage: number | null;
  };
  readonly rows: readonly { readonly table: Text; readonly most: number }[];
  readonly faults: readonly Text[];
  readonly choices: 'every' | 'lowest';
  readonly arrays: readonly (readonly Readonly<Record<string, bigint>>[])[];
  readonly start: readonly StepSyntax[];
  readonly actors: readonly ActorSyntax[];
  readonly properties: readonly PropertySyntax[];
  readonly assumes: readonly string[];
  readonly expect: readonly { readonly property: Text; readonly because: string }[];
}

export interface ActorSyntax extends Placed {
  readonly name: string;
  readonly kind: 'user' | 'kernel';
  readonly count: number;
  readonly given: Readonly<Record<string, Text>>;
  readonly calls: number | null;
  readonly capable: boolean;
  readonly killed: Text | null;
  readonly stopped: Text | null;
  readonly actions: readonly ActionSyntax[];
}

/** It has steps of its own, or calls an ioctl. */
export interface ActionSyntax extends Placed {
  /** Null for an ioctl that is told by its own name. */
  readonly name: string | null;
  readonly ioctl: Text | null;
  readonly argument: readonly { readonly member: Text; readonly values: readonly Text[] }[];
  readonly when: Text | null;
  readonly steps: readonly StepSyntax[] | null;
}
