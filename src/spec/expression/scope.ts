import type { Expression, ValueType } from './expression.ts';

/** What a bare name stands for. */
export type Binding =
  | { readonly kind: 'field'; readonly path: readonly string[]; readonly type: ValueType }
  | { readonly kind: 'variable'; readonly type: ValueType }
  | { readonly kind: 'call-size'; readonly which: 'size' | 'min_size'; readonly type: ValueType }
  | { readonly kind: 'number'; readonly value: bigint; readonly name: string }
  | { readonly kind: 'state-value'; readonly type: ValueType; readonly index: number };

/** A pure function that expressions may call. */
export interface FunctionBinding {
  readonly name: string;
  readonly takes: readonly { readonly name: string; readonly type: ValueType }[];
  readonly body: Expression;
}

/** What the names in an expression mean. A scope is never changed: `with` makes a wider one. */
export class Scope {
  private readonly names: ReadonlyMap<string, Binding>;
  private readonly outer: Scope | null;
  readonly columns: (table: string) => ReadonlyMap<string, ValueType> | null;
  readonly tableNames: () => Iterable<string>;
  readonly functions: (name: string) => FunctionBinding | null;
  readonly functionNames: () => Iterable<string>;

  constructor(
    world: Pick<Scope, 'columns' | 'tableNames' | 'functions' | 'functionNames'>,
    names: ReadonlyMap<string, Binding>,
    outer: Scope | null = null,
  ) {
    this.columns = world.columns;
    this.tableNames = world.tableNames;
    this.functions = world.functions;
    this.functionNames = world.functionNames;
    this.names = names;
    this.outer = outer;
  }

  with(names: Iterable<readonly [string, Binding]>): Scope {
    return new Scope(this, new Map(names), this);
  }

  withVariable(name: string, type: ValueType): Scope {
    return this.with([[name, { kind: 'variable', type }]]);
  }

  find(name: string): Binding | null {
    return this.names.get(name) ?? this.outer?.find(name) ?? null;
  }

  /** Every name that could have been meant, for suggestions. */
  *all(): Generator<string> {
    yield* this.names.keys();
    if (this.outer) yield* this.outer.all();
  }
}
