import { mapParts, subexpressions, type Expression } from '../spec/expression/expression.ts';
import { evaluate, truth, type Knowledge } from '../spec/expression/known-bits.ts';
import type { Interface } from '../spec/interface.ts';
import { walk, type Step } from '../spec/step.ts';
import { printExpression } from './text/expression.ts';

/** A row that a call has made, with what it put into the columns; the rest are empty. */
type Made = ReadonlyMap<string, Known>;

/** What is known of a name or a column: its value in terms of the argument, or the rows that it may be. */
interface Known {
  readonly value: Expression | null;
  readonly rows: readonly Made[] | null;
}

const nothing: Known = { value: null, rows: null };
const noFields: Knowledge = { field: () => undefined, variable: () => undefined };
/** What means the same in every verb. */
const closed: ReadonlySet<Expression['op']> = new Set([
  ...(['number', 'symbol', 'boolean', 'null', 'field'] as const),
  ...(['unary', 'binary', 'conditional'] as const),
]);

/**
 * What a call knows of the rows that it has made itself, so that checks which only the rows of other calls can fail are
 * not told of it. A row is its own where the call has just made it, or where it is marked with the calling thread.
 * Only what is certain is known.
 */
export class OwnRows {
  private readonly subject: Interface;
  /** Columns that something sets, as `pages.va`. */
  private readonly changed: ReadonlySet<string>;
  /** The steps of the call, with those of verbs as often as they are called. */
  private readonly steps: readonly Step[];
  private readonly made = new Map<string, Made[]>();
  private readonly frames: { readonly names: Map<string, Known>; readonly assigned: ReadonlySet<string> }[] = [];

  constructor(steps: readonly Step[], subject: Interface) {
    this.subject = subject;
    const all = [...subject.ioctls, ...subject.verbs.values()].flatMap((each) => [...walk(each.steps)]);
    this.changed = new Set(all.flatMap((step) => columnSet(step) ?? []));
    this.steps = this.inlined(steps, []);
    this.frames.push({ names: new Map(), assigned: assigned(steps) });
  }

  enter(step: Extract<Step, { kind: 'call' }>, steps: readonly Step[]): void {
    const names = new Map(Object.entries(step.with).map(([name, value]) => [name, this.known(value)]));
    this.frames.push({ names, assigned: assigned(steps) });
  }

  leave(): void {
    this.frames.pop();
  }

  /** Takes in what a step makes, or goes over. */
  see(step: Step): void {
    if (step.kind === 'insert') {
      const row: Made = new Map(Object.entries(step.row).map(([name, value]) => [name, this.known(value)]));
      this.made.set(step.table, [...(this.made.get(step.table) ?? []), row]);
      if (step.variable !== null) this.name(step.variable, { value: null, rows: [row] });
    } else if (step.kind === 'each-row') {
      this.name(step.variable, this.isOwn(step) ? { value: null, rows: this.made.get(step.table) ?? null } : nothing);
    }
  }

  /** Is a condition false in every call? */
  isImpossible(condition: Expression): boolean {
    const plain = this.inTermsOfArgument(condition);
    if (truth(evaluate(plain, noFields)) === false) return true;
    const all = conjuncts(plain);
    const texts = new Set(all.map((each) => printExpression(each)));
    return all.some((each) => each.op === 'unary' && each.operator === '!' && texts.has(printExpression(each.operand)));
  }

  private name(name: string, known: Known): void {
    this.frames.at(-1)?.names.set(name, known);
  }

  /** Has the call made all rows that it goes over? They are marked as its own, and it makes and marks no more. */
  private isOwn({ table, variable, where }: Extract<Step, { kind: 'each-row' }>): boolean {
    const mark = conjuncts(where).flatMap((each) => {
      if (each.op !== 'binary' || each.operator !== '==') return [];
      const { left, right } = each;
      const isMark = left.op === 'column' && left.row.op === 'variable' && left.row.name === variable;
      return isMark && right.op === 'variable' && right.name === 'thread' ? [`${table}.${left.column}`] : [];
    });
    const inserts = this.steps.filter((each) => each.kind === 'insert' && each.table === table);
    const marks = this.steps.filter((each) => each.kind === 'set' && each.to.op !== 'null').map(columnSet);
    return mark.some((each) => !marks.includes(each)) && inserts.length === this.made.get(table)?.length;
  }

  private known(expression: Expression): Known {
    const frame = this.frames.at(-1);
    if (expression.op === 'variable') {
      return (frame?.assigned.has(expression.name) === true ? null : frame?.names.get(expression.name)) ?? nothing;
    }
    if (expression.op === 'column') return this.column(expression);
    const value = this.inTermsOfArgument(expression);
    return [...subexpressions(value)].every((each) => closed.has(each.op)) ? { value, rows: null } : nothing;
  }

  private column({ row, table, column, type, span }: Extract<Expression, { op: 'column' }>): Known {
    const { rows } = this.known(row);
    if (rows === null || this.changed.has(`${table}.${column}`)) return nothing;
    const empty: Known = { value: emptyOf({ type, span }), rows: null };
    const all = rows.map((each) => each.get(column) ?? empty);
    const [first] = all;
    const isOne = new Set(all.map(({ value }) => (value === null ? null : printExpression(value)))).size === 1;
    const found = all.flatMap((each) => each.rows ?? []);
    return {
      value: isOne ? (first?.value ?? null) : null,
      rows: all.length > 0 && all.every((each) => each.rows !== null) ? found : null,
    };
  }

  private inTermsOfArgument(expression: Expression): Expression {
    if (expression.op === 'quantifier') return expression; // Its variable may hide one of ours.
    if (expression.op === 'variable' || expression.op === 'column') return this.known(expression).value ?? expression;
    const plain = mapParts(expression, (part) => this.inTermsOfArgument(part));
    if (plain.op !== 'binary' || plain.left.op !== 'null' || plain.right.op !== 'null') return plain;
    return { op: 'boolean', value: plain.operator === '==', type: plain.type, span: plain.span };
  }

  private inlined(steps: readonly Step[], within: readonly string[]): readonly Step[] {
    return [...walk(steps)].flatMap((step) => {
      const verb = step.kind === 'call' && !within.includes(step.verb) ? this.subject.verbs.get(step.verb) : undefined;
      return verb === undefined ? [step] : [step, ...this.inlined(verb.steps, [...within, verb.name])];
    });
  }
}

function columnSet(step: Step): string | null {
  const column = step.kind === 'set' && step.target.op === 'column' ? step.target : null;
  return column && `${column.table}.${column.column}`;
}

/** Names that are given another value on the way. */
function assigned(steps: readonly Step[]): ReadonlySet<string> {
  const targets = [...walk(steps)].flatMap((step): Expression[] => {
    if (step.kind === 'set') return [step.target];
    return step.kind === 'call' ? Object.values(step.gives) : [];
  });
  return new Set(targets.flatMap((each) => (each.op === 'variable' ? [each.name] : [])));
}

function conjuncts(expression: Expression): readonly Expression[] {
  if (expression.op !== 'binary' || expression.operator !== '&&') return [expression];
  return [...conjuncts(expression.left), ...conjuncts(expression.right)];
}

function emptyOf({ type, span }: Pick<Expression, 'type' | 'span'>): Expression | null {
  if (type.kind === 'boolean') return { op: 'boolean', value: false, type, span };
  return type.kind === 'row' ? { op: 'null', type, span } : null;
}
