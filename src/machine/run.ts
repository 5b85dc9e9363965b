import type { Expression } from '../spec/expression/expression.ts';
import type { Target } from '../spec/step.ts';
import type { Caller, Environment } from './environment.ts';
import { Bound, evaluate, firstRow, matchingRows, ModelError, number, truth, type Surroundings } from './evaluate.ts';
import { candidates } from './candidates.ts';
import type { Instruction, Origin, Program } from './program.ts';
import { isRow, type Row, type State, type Value } from './state.ts';

/** A program that runs longer than this does not end. */
const maximumInstructions = 1_000_000;

/** How a call ended. */
export interface Outcome {
  /** The errno's name; null for success. `driver` errnos come from the environment. */
  readonly errno: string | null;
  /** What ended the call; null where its list simply came to its end. */
  readonly by: Origin | null;
  /** True where the call sleeps on something that nothing will change. */
  readonly blocked: boolean;
}

/**
 * Runs a program from its start to its end, as one call with nothing beside it. `fields` are the
 * argument's members by path; they are changed in place, as the kernel changes its copy.
 *
 * @throws ModelError where the spec is wrong in a way that only shows here
 */
export function run(
  program: Program,
  state: State,
  fields: Map<string, bigint>,
  caller: Caller,
  environment: Environment,
): Outcome {
  return new Run(program, state, fields, caller, environment).toEnd();
}

class Run {
  private readonly locals = new Map<string, Value>();
  private readonly cursors = new Map<string, Value>();
  private readonly around: Surroundings;
  private at = 0;
  private driverErrno: string | null = null;

  private readonly program: Program;
  private readonly state: State;
  private readonly fields: Map<string, bigint>;
  private readonly environment: Environment;

  constructor(program: Program, state: State, fields: Map<string, bigint>, caller: Caller, environment: Environment) {
    this.program = program;
    this.state = state;
    this.fields = fields;
    this.environment = environment;
    if (caller.context) this.locals.set('context', caller.context);
    if (caller.process) this.locals.set('process', caller.process);
    this.around = { state, environment, fields, locals: this.locals };
  }

  toEnd(): Outcome {
    let executed = 0;
    for (;;) {
      const instruction = this.program.instructions[this.at];
      if (!instruction) return { errno: null, by: null, blocked: false };
      if (++executed > maximumInstructions)
        throw new ModelError(`${this.program.name} does not end`, instruction.origin.span);
      if (instruction.op === 'return')
        return {
          errno: instruction.errno === 'driver' ? this.driverErrno : instruction.errno,
          by: instruction.errno === null ? null : instruction.origin,
          blocked: false,
        };
      if (instruction.op === 'yield' && instruction.until && !this.holds(instruction.until))
        return { errno: null, by: instruction.origin, blocked: true };
      this.at = this.next(instruction);
    }
  }

  /** Does one instruction; returns where to go on. */
  private next(instruction: Exclude<Instruction, { op: 'return' }>): number {
    const on = this.at + 1;
    switch (instruction.op) {
      case 'assign':
        this.assign(instruction.target, this.value(instruction.value));
        return on;
      case 'test':
        return this.holds(instruction.when) ? on : instruction.otherwise;
      case 'jump':
        return instruction.to;
      case 'find': {
        const row = firstRow(this.state.rows(instruction.table), instruction.row, instruction.where, this.around);
        if (!row) return instruction.otherwise;
        this.locals.set(instruction.variable, row);
        return on;
      }
      case 'restart':
        this.cursors.set(instruction.cursor, null);
        return on;
      case 'next-row':
        return this.nextRow(instruction) ? on : instruction.done;
      case 'next-gap':
        return this.nextGap(instruction) ? on : instruction.done;
      case 'next-element':
        return this.nextElement(instruction, on);
      case 'insert': {
        const row = this.state.insert(instruction.table, this.values(instruction.row));
        if (instruction.variable !== null) this.locals.set(instruction.variable, row);
        return on;
      }
      case 'remove':
        for (const row of matchingRows(
          this.state.rows(instruction.table),
          instruction.variable,
          instruction.where,
          this.around,
        ))
          this.state.remove(row);
        return on;
      case 'choose':
        return this.choose(instruction) ? on : instruction.none;
      case 'may-fail': {
        const errno = this.environment.fails(instruction.errno, instruction.origin);
        if (errno === null) return on;
        this.driverErrno = errno;
        return instruction.failed;
      }
      case 'copy-out':
        return this.environment.reply(instruction.fields, this.fields) ? on : instruction.faulted;
      case 'copy-out-element': {
        const index = this.number(instruction.index);
        const values = Object.fromEntries(
          Object.entries(instruction.values).map(([name, value]) => [name, this.number(value)]),
        );
        return this.environment.writeElement(instruction.struct, this.number(instruction.at), index, values)
          ? on
          : instruction.faulted;
      }
      case 'yield':
        return on;
    }
  }

  private nextRow(instruction: Extract<Instruction, { op: 'next-row' }>): boolean {
    const last = this.cursors.get(instruction.cursor) ?? null;
    const after = isRow(last) ? last : null;
    const rows = matchingRows(
      this.state.rows(instruction.table),
      instruction.variable,
      instruction.where,
      this.around,
    ).filter((row) => !after || compare(row, after) > 0);
    const row = rows.reduce<Row | null>((least, each) => (!least || compare(each, least) < 0 ? each : least), null);
    if (!row) return false;
    this.cursors.set(instruction.cursor, row);
    this.locals.set(instruction.variable, row);
    return true;
  }

  private nextGap(instruction: Extract<Instruction, { op: 'next-gap' }>): boolean {
    const to = this.number(instruction.to);
    const reached = this.cursors.get(instruction.cursor) ?? null;
    let first = typeof reached === 'bigint' ? reached : this.number(instruction.from);
    if (first > to) return false;
    const ranges = [
      ...matchingRows(this.state.rows(instruction.table), instruction.table, instruction.where, this.around),
    ].sort(compare);
    for (const range of ranges) {
      if (bound(range, 'last') < first) continue;
      if (bound(range, 'first') > first)
        return this.bindGap(instruction, first, minimum(bound(range, 'first') - 1n, to));
      first = bound(range, 'last') + 1n;
      if (first > to) return false;
    }
    return this.bindGap(instruction, first, to);
  }

  private bindGap(instruction: Extract<Instruction, { op: 'next-gap' }>, first: bigint, last: bigint): true {
    this.locals.set(`${instruction.variable}_first`, first);
    this.locals.set(`${instruction.variable}_last`, last);
    // Not masked: one past the last address ends the loop.
    this.cursors.set(instruction.cursor, last + 1n);
    return true;
  }

  private nextElement(instruction: Extract<Instruction, { op: 'next-element' }>, on: number): number {
    const reached = this.cursors.get(instruction.cursor) ?? null;
    const index = typeof reached === 'bigint' ? reached : 0n;
    if (index >= this.number(instruction.count)) return instruction.done;
    const values = this.environment.readElement(instruction.struct, this.number(instruction.at), index);
    if (!values) return instruction.faulted;
    for (const [name, value] of Object.entries(values)) this.fields.set(`${instruction.variable}.${name}`, value);
    this.cursors.set(instruction.cursor, index + 1n);
    return on;
  }

  private choose(instruction: Extract<Instruction, { op: 'choose' }>): boolean {
    const locals = new Bound(instruction.variable, this.locals);
    const around: Surroundings = { ...this.around, locals };
    const legal = (value: bigint): boolean => {
      locals.value = value;
      return truth(evaluate(instruction.where, around));
    };
    const grid = {
      from: this.number(instruction.from),
      to: this.number(instruction.to),
      aligned: this.number(instruction.aligned),
      offset: this.number(instruction.offset),
    };
    for (const value of candidates(
      grid,
      this.environment.preferred(instruction.variable),
      instruction.where,
      this.state,
    )) {
      if (!legal(value)) continue;
      this.locals.set(instruction.variable, value);
      return true;
    }
    return false;
  }

  private assign(target: Target, value: Value): void {
    switch (target.op) {
      case 'field': {
        const width = target.type.kind === 'integer' ? target.type.width : 64;
        this.fields.set(target.path.join('.'), BigInt.asUintN(width, number(value)));
        return;
      }
      case 'variable':
        this.locals.set(
          target.name,
          typeof value === 'bigint' && target.type.kind === 'integer'
            ? BigInt.asUintN(target.type.width, value)
            : value,
        );
        return;
      case 'column': {
        const row = this.value(target.row);
        if (!isRow(row)) throw new ModelError(`there is no ${target.table} to set '${target.column}' of`, target.span);
        row.values[target.column] = value;
      }
    }
  }

  private value(expression: Expression): Value {
    return evaluate(expression, this.around);
  }

  private number(expression: Expression): bigint {
    return number(this.value(expression));
  }

  private holds(expression: Expression): boolean {
    return truth(this.value(expression));
  }

  private values(row: Readonly<Record<string, Expression>>): Record<string, Value> {
    return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, this.value(value)]));
  }
}

/** Ranges go by their first, other rows by their age. */
function compare(a: Row, b: Row): number {
  const x = bound(a, 'first');
  const y = bound(b, 'first');
  return x < y ? -1 : x > y ? 1 : a.key - b.key;
}

function bound(row: Row, column: 'first' | 'last'): bigint {
  const value = row.values[column];
  return typeof value === 'bigint' ? value : 0n;
}

function minimum(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
