import type { Span } from '../../diagnostics/span.ts';
import type { System } from '../system/system.ts';
import type { TablePlace, Vector } from '../system/vector.ts';

/** What all parts of a generated module share: functions that are written once, and places in the spec. */
export class Code {
  readonly system: System;
  readonly vector: Vector;
  /** Places in the spec that a run can end at, by number. */
  readonly spans: Span[] = [];
  private readonly functions = new Map<string, string>();

  constructor(system: System, vector: Vector) {
    this.system = system;
    this.vector = vector;
  }

  /** The greatest number of a word. */
  get mask(): number {
    return 2 ** this.system.world.word.bits - 1;
  }

  /** The name of a function with these parameters and this body; equal ones are written once. */
  function(parameters: string, body: string): string {
    const text = `(${parameters}) { ${body} }`;
    let name = this.functions.get(text);
    if (name === undefined) this.functions.set(text, (name = `f${this.functions.size}`));
    return name;
  }

  /** All functions so far. */
  text(): string {
    return [...this.functions].map(([text, name]) => `function ${name}${text}`).join('\n');
  }

  /** An expression that ends the run at a place in the spec. */
  ends(span: Span): string {
    let index = this.spans.findIndex((each) => each === span);
    if (index < 0) index = this.spans.push(span) - 1;
    return `end(${index})`;
  }

  table(name: string): TablePlace | null {
    return this.vector.tables.get(name) ?? null;
  }
}

/** What a name of an expression is in the generated code. */
export interface InCode {
  readonly text: string;
  /** True of a row that is there for certain. */
  readonly sure: boolean;
}

/** What a name of the world is: the number of its row, or where the row may go, the place that says so. */
export function worldName({ vector }: Code, rows: ReadonlyMap<string, number>, name: string): InCode {
  const place = vector.named.get(name);
  if (place !== undefined) return { text: `v[${place}]`, sure: false };
  const row = rows.get(name);
  return { text: String(row ?? 0), sure: row !== undefined };
}

/** A column of a row; `row` is its number. */
export function columnText({ base, stride }: TablePlace, row: string, offset: number): string {
  return `v[${row} * ${stride} + ${base - stride + offset}]`;
}
