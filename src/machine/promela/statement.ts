/** One statement of Promela, as its template takes it: one of its members says what it is, the others are null. */
export interface Statement {
  readonly assign: { readonly target: string; readonly value: string } | null;
  /** The first way whose condition is true; where none is, the statement does nothing. */
  readonly branch: { readonly ways: readonly Way[]; readonly otherwise: readonly Statement[] } | null;
  /** A loop that counts. */
  readonly loop: {
    readonly index: string;
    readonly from: number;
    readonly to: number | string;
    readonly body: readonly Statement[];
  } | null;
  /** A loop that goes on as long as a condition is true. */
  readonly turns: { readonly when: string; readonly body: readonly Statement[] } | null;
  readonly go: { readonly label: string } | null;
  readonly label: { readonly name: string } | null;
  /** Ends the loop around. */
  readonly leaves: boolean;
  /** What has to be true, or SPIN says so. */
  readonly check: { readonly condition: string } | null;
  /** A use of an `inline`. */
  readonly use: { readonly name: string; readonly operands: string } | null;
}

/** One way of a branch. */
export interface Way {
  readonly when: string;
  readonly does: readonly Statement[];
}

const nothing: Statement = {
  assign: null,
  branch: null,
  loop: null,
  turns: null,
  go: null,
  label: null,
  leaves: false,
  check: null,
  use: null,
};

export function assign(target: string, value: string | number): Statement {
  return { ...nothing, assign: { target, value: String(value) } };
}

/** Does one thing where a condition is true, and another where it is not. */
export function when(condition: string, then: readonly Statement[], otherwise: readonly Statement[] = []): Statement {
  return choice([{ when: condition, does: then }], otherwise);
}

export function choice(ways: readonly Way[], otherwise: readonly Statement[] = []): Statement {
  return { ...nothing, branch: { ways, otherwise } };
}

export function each(index: string, from: number, to: number | string, body: readonly Statement[]): Statement {
  return { ...nothing, loop: { index, from, to, body } };
}

export function repeat(condition: string, body: readonly Statement[]): Statement {
  return { ...nothing, turns: { when: condition, body } };
}

export function go(label: string): Statement {
  return { ...nothing, go: { label } };
}

export function label(name: string): Statement {
  return { ...nothing, label: { name } };
}

export const leave: Statement = { ...nothing, leaves: true };

export function check(condition: string): Statement {
  return { ...nothing, check: { condition } };
}

export function use(name: string, ...operands: readonly string[]): Statement {
  return { ...nothing, use: { name, operands: operands.join(', ') } };
}

/** Statements with other names of labels in them. */
export function relabelled(statements: readonly Statement[], change: (label: string) => string): readonly Statement[] {
  const inner = (list: readonly Statement[]): readonly Statement[] => relabelled(list, change);
  return statements.map((statement): Statement => {
    const { go: jump, label: place, branch, loop, turns } = statement;
    if (jump) return go(change(jump.label));
    if (place) return label(change(place.name));
    if (loop) return { ...statement, loop: { ...loop, body: inner(loop.body) } };
    if (turns) return { ...statement, turns: { ...turns, body: inner(turns.body) } };
    if (!branch) return statement;
    const ways = branch.ways.map((way) => ({ when: way.when, does: inner(way.does) }));
    return { ...statement, branch: { ways, otherwise: inner(branch.otherwise) } };
  });
}

/**
 * How much of SPIN's table of a `d_step` statements take: it has 2,048 places, for whatever can be jumped to (MAXDSTEP in
 * Spin 6.5.2, dstep.c). Found by trying. `inlines` tells what an `inline` takes.
 */
export function weight(statements: readonly Statement[], inlines: (name: string) => number): number {
  const inner = (list: readonly Statement[]): number => weight(list, inlines);
  let sum = 0;
  for (const { branch, loop, turns, use: used } of statements) {
    if (branch) sum += 4 + inner(branch.otherwise) + branch.ways.reduce((total, way) => total + 2 + inner(way.does), 0);
    else if (loop) sum += 8 + inner(loop.body);
    else if (turns) sum += 6 + inner(turns.body);
    else if (used) sum += inlines(used.name);
    else sum += 1;
  }
  return sum;
}

/** Statements with other words in the place of some. */
export function reworded(statements: readonly Statement[], words: ReadonlyMap<string, string>): readonly Statement[] {
  const change = (text: string): string => text.replaceAll(/\b[a-z]+\b/g, (word) => words.get(word) ?? word);
  const inner = (list: readonly Statement[]): readonly Statement[] => reworded(list, words);
  return statements.map((statement): Statement => {
    const { assign: set, branch, loop, turns, check: checked, use: used } = statement;
    if (set) return assign(change(set.target), change(set.value));
    if (checked) return check(change(checked.condition));
    if (used) return use(used.name, ...(used.operands === '' ? [] : [change(used.operands)]));
    if (loop) return { ...statement, loop: { ...loop, body: inner(loop.body) } };
    if (turns) return repeat(change(turns.when), inner(turns.body));
    if (!branch) return statement;
    const ways = branch.ways.map((way) => ({ when: change(way.when), does: inner(way.does) }));
    return { ...statement, branch: { ways, otherwise: inner(branch.otherwise) } };
  });
}
