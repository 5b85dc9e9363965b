import type { Expression, ValueType } from '../spec/expression/expression.ts';
import type { Target } from '../spec/step.ts';
import { choose } from './choose.ts';
import type { Environment } from './environment.ts';
import { evaluate, existing, matching, number, type Surroundings } from './evaluate.ts';
import { first, nextGap, nextRow } from './loops.ts';
import { ModelError } from './model-error.ts';
import { keptLocal, type Instruction, type Label, type Origin, type Program } from './program.ts';
import type { State } from './state.ts';
import { nothing, positionOf, stored, truth, type Position, type Row, type Value } from './value.ts';

/** A program that runs longer than this does not end. */
const maximumInstructions = 2_000_000;

/** Which steps have told userspace something, for who looks for the one to blame. */
export interface Telling {
  /** The last step that set a member of the argument, by the member's name in expressions. */
  readonly members: ReadonlyMap<string, Origin>;
  /** The last reply of the argument, and of an element of an array. */
  readonly reply: Origin | null;
  readonly element: Origin | null;
}

/** How a call ended. */
export interface Outcome {
  /** The errno's name; null for success. `driver` errnos come from the environment. */
  readonly errno: string | null;
  /** What ended the call; null where its list simply came to its end. */
  readonly by: Origin | null;
  /** True where the call sleeps on something that nothing will change. */
  readonly blocked: boolean;
  /** True where the call came to a step that says what stays, also where it fails. */
  readonly kept: boolean;
  readonly telling: Telling;
}

/** What a program runs in. */
export interface RunIn {
  readonly state: State;
  /** The argument's members by path. They are changed in place, as the kernel changes its copy. */
  readonly fields: Map<string, bigint>;
  /** The program's parameters; those that are missing are 0, false or null. */
  readonly given: Readonly<Record<string, Value>>;
  readonly environment: Environment;
  /** Where each instruction that is come to is marked by a 1; absent where nobody wants to know. */
  readonly marks?: Uint8Array | undefined;
}

/**
 * Runs a program from its start to its end, as one call with nothing beside it.
 *
 * @throws ModelError where the spec is wrong in a way that only shows here
 */
export function run(program: Program, runIn: RunIn): Outcome {
  return new Run(program, runIn).toEnd();
}

/** What a wait asks of the surroundings: has this happened to the caller? */
export type Happened = (event: 'killed' | 'stopped') => boolean;

/** A program that lets others run where its yields are. */
export interface Running {
  /** Runs to the next yield or the end. Null where others may run now; the outcome says `blocked` where nothing was done. */
  goOn(happened: Happened): Outcome | null;
  /** The yield at which it rests, and what it keeps there: values of locals, and how far loops have come. */
  readonly rest: { readonly yield: Instruction; readonly kept: ReadonlyMap<string, Value | Position> } | null;
}

/** Begins a program without running it. */
export function begin(program: Program, runIn: RunIn): Running {
  return new Run(program, runIn);
}

const typesOf = new WeakMap<Program, ReadonlyMap<string, ValueType>>();

/** The types of a program's names. */
function typesIn(program: Program): ReadonlyMap<string, ValueType> {
  let types = typesOf.get(program);
  if (!types) {
    types = new Map([...program.parameters, ...program.locals].map(({ name, type }) => [name, type]));
    typesOf.set(program, types);
  }
  return types;
}

class Run implements Running {
  rest: Running['rest'] = null;
  /** What is missing is 0, false or no row. */
  private readonly locals = new Map<string, Value>();
  /** How far each loop has come: onto a row, to the end of a gap, past so many elements. */
  private readonly rows = new Map<string, Position>();
  private readonly numbers = new Map<string, bigint>();
  private readonly types: ReadonlyMap<string, ValueType>;
  private readonly around: Surroundings;
  private at = 0;
  private driverErrno: string | null = null;
  private readonly telling = {
    members: new Map<string, Origin>(),
    reply: null as Origin | null,
    element: null as Origin | null,
  };

  private readonly program: Program;
  private readonly state: State;
  private readonly fields: Map<string, bigint>;
  private readonly environment: Environment;
  private readonly marks: Uint8Array | undefined;

  constructor(program: Program, { state, fields, given, environment, marks }: RunIn) {
    this.program = program;
    this.state = state;
    this.fields = fields;
    this.environment = environment;
    this.marks = marks;
    this.types = typesIn(program);
    for (const [name, value] of Object.entries(given)) {
      const type = this.types.get(name);
      if (type) this.locals.set(name, stored(value, type));
    }
    this.around = { state, environment, fields, locals: this.locals };
  }

  toEnd(): Outcome {
    for (let executed = 0; ; executed++) {
      const instruction = this.program.instructions[this.at];
      if (this.marks) this.marks[this.at] = 1;
      if (!instruction) return this.ended(null, null);
      if (executed === maximumInstructions)
        throw new ModelError(`${this.program.name} does not end`, instruction.origin.span);
      if (instruction.op === 'return')
        return this.ended(
          instruction.errno === 'driver' ? this.driverErrno : instruction.errno,
          instruction.errno === null ? null : instruction.origin,
        );
      if (instruction.op === 'yield' && instruction.until && !this.holds(instruction.until))
        return this.ended(null, instruction.origin, true);
      this.at = this.next(instruction);
    }
  }

  goOn(happened: Happened): Outcome | null {
    const resumed = this.rest?.yield === this.program.instructions[this.at];
    for (let executed = 0; ; executed++) {
      const instruction = this.program.instructions[this.at];
      if (!instruction || instruction.op === 'return') {
        this.rest = null;
        return this.toEnd();
      }
      if (instruction.op !== 'yield') {
        this.at = this.next(instruction);
        continue;
      }
      if (instruction.until) {
        if (this.holds(instruction.until)) {
          this.at = this.next(instruction);
          continue;
        }
        const way = instruction.unless.find(({ event }) => happened(event));
        if (way) {
          this.at = way.to;
          continue;
        }
        if (resumed && executed === 0) return this.ended(null, instruction.origin, true);
      }
      this.restAt(instruction);
      return null;
    }
  }

  private restAt(instruction: Extract<Instruction, { op: 'yield' }>): void {
    this.forget(new Set(instruction.live));
    const kept = instruction.live.map((name): [string, Value | Position] => {
      const position = this.rows.get(name) ?? this.numbers.get(name);
      return [name, position ?? this.locals.get(name) ?? this.nothing(name)];
    });
    if (!instruction.until) this.at++;
    this.rest = { yield: instruction, kept: new Map(kept) };
  }

  private ended(errno: string | null, by: Origin | null, blocked = false): Outcome {
    return { errno, by, blocked, kept: this.locals.get(keptLocal) === true, telling: this.telling };
  }

  /** Does one instruction; returns where to go on. */
  private next(instruction: Exclude<Instruction, { op: 'return' }>): number {
    const on = this.at + 1;
    switch (instruction.op) {
      case 'assign':
        this.assign(instruction.target, this.value(instruction.value), instruction.origin);
        return on;
      case 'test':
        return this.holds(instruction.when) ? instruction.yes : instruction.no;
      case 'jump':
        return instruction.to;
      case 'find': {
        const row = first(this.matching(instruction));
        if (!row || this.environment.fails('lookup', instruction.origin) !== null) return instruction.none;
        this.locals.set(instruction.variable, row);
        return on;
      }
      case 'restart':
        this.restart(instruction.cursor);
        return on;
      case 'next-row': {
        const row = nextRow(instruction, this.rows.get(instruction.cursor) ?? null, this.around);
        if (!row) return instruction.done;
        this.rows.set(instruction.cursor, positionOf(row));
        this.locals.set(instruction.variable, row);
        return on;
      }
      case 'next-gap': {
        const gap = nextGap(instruction, this.numbers.get(instruction.cursor) ?? null, this.around);
        if (!gap) return instruction.done;
        this.numbers.set(instruction.cursor, gap.last);
        this.locals.set(instruction.first, gap.first);
        this.locals.set(instruction.last, gap.last);
        return on;
      }
      case 'next-element':
        return this.nextElement(instruction) ?? on;
      case 'insert': {
        const row = this.state.insert(instruction.table, this.values(instruction.values));
        if (instruction.variable !== null) this.locals.set(instruction.variable, row);
        return on;
      }
      case 'remove':
        for (const row of [...this.matching(instruction)]) this.state.remove(row);
        return on;
      case 'choose': {
        const value = choose(instruction, this.around);
        if (value === null) return instruction.none;
        this.setLocal(instruction.variable, value);
        return on;
      }
      case 'may-fail': {
        const errno = this.environment.fails(instruction.errno, instruction.origin);
        if (errno === null) return on;
        this.driverErrno = errno;
        return instruction.failed;
      }
      case 'copy-out':
        this.telling.reply = instruction.origin;
        return this.environment.reply(instruction.fields, this.fields) ? on : instruction.faulted;
      case 'copy-out-element': {
        const { at, index, count, struct, values } = instruction;
        this.telling.element = instruction.origin;
        const members = values && Object.entries(values).map(([name, value]) => [name, this.number(value)] as const);
        const where = { array: this.number(at), index: this.number(index), count: this.number(count) };
        const done = this.environment.writeElements(struct, where, members && Object.fromEntries(members));
        return done ? on : instruction.faulted;
      }
      case 'yield':
        this.forget(new Set(instruction.live));
        return on;
    }
  }

  private nextElement(loop: Extract<Instruction, { op: 'next-element' }>): Label | null {
    const index = this.numbers.get(loop.cursor) ?? 0n;
    if (index >= this.number(loop.count)) return loop.done;
    const values = this.environment.readElement(loop.struct, this.number(loop.at), index);
    if (!values) return loop.faulted;
    for (const [member, local] of Object.entries(loop.members)) this.locals.set(local, values[member] ?? 0n);
    this.numbers.set(loop.cursor, index + 1n);
    return null;
  }

  private assign(target: Target, value: Value, origin: Origin): void {
    switch (target.op) {
      case 'field': {
        const name = target.path.join('.');
        this.fields.set(name, number(stored(value, target.type), target.span));
        this.telling.members.set(name, origin);
        return;
      }
      case 'variable':
        this.setLocal(target.name, value);
        return;
      case 'column':
        this.state.set(existing(this.value(target.row), target), target.column, value);
    }
  }

  private setLocal(name: string, value: Value): void {
    const type = this.types.get(name);
    if (!type) throw new Error(`${this.program.name} has no local '${name}'`);
    this.locals.set(name, stored(value, type));
  }

  /** What is not needed any more must not tell two states apart. */
  private forget(live: ReadonlySet<string>): void {
    for (const name of this.locals.keys()) if (!live.has(name)) this.locals.delete(name);
    for (const { name } of this.program.cursors) if (!live.has(name)) this.restart(name);
  }

  /** What a local is before it is set; null for a cursor. */
  private nothing(name: string): Value {
    const type = this.types.get(name);
    return type ? nothing(type) : null;
  }

  private restart(cursor: string): void {
    this.rows.delete(cursor);
    this.numbers.delete(cursor);
  }

  private matching({ table, row, where }: Extract<Instruction, { op: 'find' | 'remove' }>): Iterable<Row> {
    return matching(this.state.rows(table), row, where, this.around);
  }

  private value(expression: Expression): Value {
    return evaluate(expression, this.around);
  }

  private number(expression: Expression): bigint {
    return number(this.value(expression), expression.span);
  }

  private holds(expression: Expression): boolean {
    return truth(this.value(expression));
  }

  private values(row: Readonly<Record<string, Expression>>): Record<string, Value> {
    return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, this.value(value)]));
  }
}
