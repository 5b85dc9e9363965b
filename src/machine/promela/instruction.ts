import type { Expression } from '../../spec/expression/expression.ts';
import type { Instruction, Label, Local } from '../program.ts';
import { matching, negated, only, plain, type ExpressionPrinter, type Printed } from './expression.ts';
import type { Model, TableNames } from './model.ts';
import { going } from './removal.ts';
import { and, either, isNumber } from './text.ts';
import { assign, check, choice, each, go, leave, repeat, use, when, type Statement } from './statement.ts';

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>;

/** An instruction in Promela. */
export interface PrintedInstruction {
  readonly statements: readonly Statement[];
  /** The instruction that follows; null where it goes elsewhere in any case. */
  readonly next: Label | null;
}

/** What the instructions of a block are printed with. */
export interface InstructionsOf {
  readonly model: Model;
  readonly expressions: ExpressionPrinter;
  /** What a local or cursor is called. */
  readonly name: (local: string) => string;
  readonly local: (name: string) => Local | null;
  /** Sets a cursor to where its loop has not begun. */
  readonly begins: (cursor: string) => readonly Statement[];
  readonly killed: Readonly<Record<'killed' | 'stopped', Printed>>;
  /** Where the environment may fail by itself, and the block may be told which of these places fails. */
  readonly mayFail: (at: Label, errno: string) => 'never' | 'last' | 'chosen';
  /** The way out at the yield of that label, and at the end. */
  readonly sleeps: (at: Label) => readonly Statement[];
  readonly ends: readonly Statement[];
  /** What a label is called. */
  readonly labelled: (label: Label) => string;
}

/** Prints the instructions of a block. */
export class InstructionPrinter {
  private readonly of: InstructionsOf;

  constructor(of: InstructionsOf) {
    this.of = of;
  }

  print(instruction: Instruction, at: Label): PrintedInstruction {
    this.of.model.scratch.restart();
    const follows = (statements: readonly Statement[]): PrintedInstruction => ({ statements, next: at + 1 });
    switch (instruction.op) {
      case 'assign':
        return follows(this.assign(instruction));
      case 'test': {
        const { before, text } = this.of.expressions.condition(instruction.when);
        if (isNumber(text)) return { statements: [], next: text === '0' ? instruction.no : instruction.yes };
        return { statements: [...before, when(text, [this.to(instruction.yes)])], next: instruction.no };
      }
      case 'jump':
        return { statements: [], next: instruction.to };
      case 'find':
        return this.find(instruction, at);
      case 'restart':
        return follows(this.of.begins(instruction.cursor));
      case 'next-row':
        return this.nextRow(instruction, at);
      case 'next-gap':
        return follows(this.nextGap(instruction));
      case 'next-element':
        return follows(this.nextElement(instruction));
      case 'insert':
        return follows(this.insert(instruction));
      case 'remove':
        return follows(this.remove(instruction));
      case 'choose':
        return follows(this.choose(instruction));
      case 'may-fail':
        return follows(this.mayFail(at, instruction.errno, instruction.failed));
      case 'copy-out':
      case 'copy-out-element': {
        const { step } = instruction.origin;
        return follows(this.mayFail(at, 'errno' in step ? step.errno : '', instruction.faulted));
      }
      case 'yield':
        return this.yield(instruction, at);
      case 'return':
        return { statements: this.of.ends, next: null };
    }
  }

  private to(label: Label): Statement {
    return go(this.of.labelled(label));
  }

  private table(name: string): TableNames | null {
    return this.of.model.tables.get(name) ?? null;
  }

  private scratch(name: string): string {
    return this.of.model.scratch.named(name);
  }

  /** Whether a step fails by itself here; `rest` counts down to the place that does. */
  private mayFail(at: Label, errno: string, to: Label): readonly Statement[] {
    const [rest, ways] = [this.scratch('rest'), this.scratch('ways_left')];
    switch (this.of.mayFail(at, errno)) {
      case 'never':
        return [];
      case 'last':
        return [
          when(
            `${rest} == 0`,
            [assign(ways, 1), this.to(to)],
            [assign(rest, `${rest} - 1`), assign(ways, `${ways} - 1`)],
          ),
          check(`${ways} > 0`),
        ];
      case 'chosen':
        return [...this.pick('2'), when(`${this.scratch('picked')} == 1`, [this.to(to)])];
    }
  }

  /** Takes one of so many ways; all of them are, since this step is there for each. */
  private pick(count: string): readonly Statement[] {
    return pick(this.of.model, count);
  }

  private assign({ target, value }: Of<'assign'>): readonly Statement[] {
    const { expressions, model } = this.of;
    if (target.op === 'field') throw new Error('members of the argument are locals here');
    if (target.op === 'variable') {
      const local = this.of.local(target.name);
      const cut = local ? expressions.cut(value, model.vector.bitsOf(local.type), local.type.kind) : plain('0');
      return [...cut.before, assign(this.of.name(target.name), cut.text)];
    }
    const column = this.table(target.table)?.columns.get(target.column);
    // What nothing reads is not kept.
    if (!column) return [];
    const row = expressions.number(target.row);
    const cut = expressions.cut(value, column.place.bits, column.place.type.kind);
    const sure = /^[1-9]\d*$/.test(row.text) ? [] : [check(`${row.text} != 0`)];
    return [...row.before, ...sure, ...cut.before, assign(`${column.name}[${row.text}]`, cut.text)];
  }

  /** Something done with each row that is there and that an instruction is about. */
  private eachRow(
    names: TableNames,
    { row, where }: { readonly row: string; readonly where: Expression },
    then: (row: string) => readonly Statement[],
  ): Statement {
    const index = this.scratch('row');
    const holds = this.of.expressions.with(row, index).condition(where);
    return each(index, 1, names.place.rows, [matching(`${names.live}[${index}]`, holds, then(index))]);
  }

  private find(find: Of<'find'>, at: Label): PrintedInstruction {
    const names = this.table(find.table);
    if (!names) return { statements: [], next: find.none };
    const [found, nearest] = [this.scratch('found'), this.scratch('nearest')];
    const first = names.columns.get('first')?.name;
    const search = this.eachRow(names, find, (row) =>
      first === undefined
        ? [assign(found, row), leave]
        : [when(`${first}[${row}] < ${nearest}`, [assign(nearest, `${first}[${row}]`), assign(found, row)])],
    );
    return {
      statements: [
        assign(found, 0),
        ...(first === undefined ? [] : [assign(nearest, this.of.model.beyond)]),
        search,
        when(`${found} == 0`, [this.to(find.none)]),
        assign(this.of.name(find.variable), found),
      ],
      next: at + 1,
    };
  }

  private nextRow(loop: Of<'next-row'>, at: Label): PrintedInstruction {
    const names = this.table(loop.table);
    if (!names) return { statements: [], next: loop.done };
    const [found, nearest] = [this.scratch('found'), this.scratch('nearest')];
    const [begun, slot] = [this.of.name(loop.cursor), this.of.name(`${loop.cursor} slot`)];
    const column = names.columns.get('first')?.name;
    const search = this.eachRow(names, loop, (row) => {
      const first = column === undefined ? '0' : `${column}[${row}]`;
      const behind = `(${first} > ${begun} || ${first} == ${begun} && ${row} > ${slot})`;
      return [when(`${behind} && ${first} < ${nearest}`, [assign(nearest, first), assign(found, row)])];
    });
    return {
      statements: [
        assign(found, 0),
        assign(nearest, this.of.model.beyond),
        search,
        when(`${found} == 0`, [this.to(loop.done)]),
        assign(begun, nearest),
        assign(slot, found),
        assign(this.of.name(loop.variable), found),
      ],
      next: at + 1,
    };
  }

  private nextGap(loop: Of<'next-gap'>): readonly Statement[] {
    const { expressions, name, model } = this.of;
    const names = this.table(loop.table);
    const cursor = name(loop.cursor);
    const [from, to] = [expressions.number(loop.from), expressions.number(loop.to)];
    const [start, end] = [this.scratch('gap_first'), this.scratch('gap_last')];
    const [first, last] = [this.scratch('range_first'), this.scratch('range_last')];
    const search = (table: TableNames): Statement => {
      const bound = (column: string, row: string): string => {
        const known = table.columns.get(column)?.name;
        return known === undefined ? '0' : `${known}[${row}]`;
      };
      return repeat('1', [
        assign(first, model.beyond),
        assign(last, 0),
        this.eachRow(table, loop, (row) => [
          when(`${bound('last', row)} >= ${start} && ${bound('first', row)} < ${first}`, [
            assign(first, bound('first', row)),
            assign(last, bound('last', row)),
          ]),
        ]),
        when(`${first} > ${start}`, [assign(end, `(${first} - 1 < ${end} -> ${first} - 1 : ${end})`), leave]),
        assign(start, `${last} + 1`),
      ]);
    };
    return [
      ...from.before,
      ...to.before,
      assign(start, `(${cursor} < 0 -> ${from.text} : ${cursor} + 1)`),
      assign(end, to.text),
      ...(names ? [search(names)] : []),
      when(`${start} > ${end}`, [this.to(loop.done)]),
      assign(cursor, end),
      assign(name(loop.first), start),
      assign(name(loop.last), end),
    ];
  }

  private nextElement(loop: Of<'next-element'>): readonly Statement[] {
    const { expressions, name, model } = this.of;
    const cursor = name(loop.cursor);
    const [count, at] = [expressions.number(loop.count), expressions.number(loop.at)];
    const ways = model.system.world.arrays.flatMap((elements, array) =>
      elements.map((element, index) => ({
        when: `${at.text} == ${array + 1} && ${cursor} == ${index}`,
        does: Object.entries(loop.members).map(([member, local]) =>
          assign(name(local), String((element[member] ?? 0n) & BigInt(model.mask))),
        ),
      })),
    );
    return [
      ...count.before,
      when(`${cursor} >= ${count.text}`, [this.to(loop.done)]),
      ...at.before,
      ...(ways.length > 0 ? [choice(ways, [this.to(loop.faulted)])] : [this.to(loop.faulted)]),
      assign(cursor, `${cursor} + 1`),
    ];
  }

  private insert({ table, variable, values }: Of<'insert'>): readonly Statement[] {
    const { expressions, model, name } = this.of;
    const names = this.table(table);
    const room = this.scratch(`room_for_${table}`);
    if (!names) return [assign(room, 0), check(room), go('stays')];
    const found = this.scratch('found');
    const given = [...names.columns.values()].flatMap((column) => {
      const value = Object.hasOwn(values, column.place.name) ? values[column.place.name] : undefined;
      if (!value) return [];
      const printed = expressions.cut(value, column.place.bits, column.place.type.kind);
      // A number is the same before and after the row is there.
      const constant = /^\d+$/.test(printed.text);
      return [{ column: column.name, printed, kept: constant ? printed.text : model.scratch.answer(), constant }];
    });
    return [
      ...given.flatMap(({ printed, kept, constant }) =>
        constant ? printed.before : [...printed.before, assign(kept, printed.text)],
      ),
      assign(found, 1),
      repeat(`${found} <= ${names.place.rows} && ${names.live}[${found}]`, [assign(found, `${found} + 1`)]),
      assign(room, `${found} <= ${names.place.rows}`),
      check(room),
      when(`!${room}`, [go('stays')]),
      assign(`${names.live}[${found}]`, 1),
      ...given.map(({ column, kept }) => assign(`${column}[${found}]`, kept)),
      ...(variable === null ? [] : [assign(name(variable), found)]),
    ];
  }

  private remove(remove: Of<'remove'>): readonly Statement[] {
    const names = this.table(remove.table);
    if (!names) return [];
    // All are found before the first is gone, which the condition could be about.
    return [...this.marks(names, remove), use(names.remove)];
  }

  private marks(names: TableNames, remove: Of<'remove'>): readonly Statement[] {
    const rows = Array.from({ length: names.place.rows }, (_row, index) => index + 1);
    const marks = rows.map((row) => {
      const holds = this.of.expressions.with(remove.row, String(row)).condition(remove.where);
      const live = `${names.live}[${row}]`;
      return { holds, statement: assign(live, either(and(live, holds.text), String(going), live)) };
    });
    if (marks.every(({ holds }) => holds.before.length === 0)) return marks.map(({ statement }) => statement);
    return [this.eachRow(names, remove, (row) => [assign(`${names.live}[${row}]`, going)])];
  }

  private choose(choose: Of<'choose'>): readonly Statement[] {
    const { expressions, name, model, local } = this.of;
    const [aligned, from, to, set] = [choose.aligned, choose.from, choose.to, choose.bits].map((each) =>
      expressions.number(each),
    ) as [Printed, Printed, Printed, Printed];
    const [step, start, end, mask] = ['step', 'grid_first', 'grid_last', 'grid_bits'].map((each) =>
      this.scratch(each),
    ) as [string, string, string, string];
    const [candidate, count] = [this.scratch('candidate'), this.scratch('count')];
    const holds = expressions.with(choose.variable, candidate).condition(choose.where);
    const bits = model.vector.bitsOf(local(choose.variable)?.type ?? { kind: 'literal' });
    const take = assign(name(choose.variable), `${candidate} & ${2 ** bits - 1}`);
    const all = (then: readonly Statement[]): readonly Statement[] => [
      assign(candidate, start),
      repeat(`${candidate} <= ${end}`, [
        ...holds.before,
        when(and(`(${candidate} & ${mask}) == ${mask}`, holds.text), then),
        assign(candidate, `${candidate} + ${step}`),
      ]),
    ];
    const grid = [
      ...aligned.before,
      ...from.before,
      ...to.before,
      ...set.before,
      assign(step, `(${aligned.text} == 0 -> 1 : ${aligned.text})`),
      assign(start, from.text),
      assign(end, to.text),
      assign(mask, set.text),
      assign(start, `(${start} % ${step} == 0 -> ${start} : ${start} + ${step} - ${start} % ${step})`),
      assign(count, 0),
    ];
    const none = when(`${count} == 0`, [this.to(choose.none)]);
    if (model.system.world.choices === 'lowest') return [...grid, ...all([take, assign(count, 1), leave]), none];
    const picked = this.scratch('picked');
    return [
      ...grid,
      ...all([assign(count, `${count} + 1`)]),
      none,
      ...this.pick(count),
      ...all([when(`${picked} == 0`, [take, leave]), assign(picked, `${picked} - 1`)]),
    ];
  }

  private yield(wait: Of<'yield'>, at: Label): PrintedInstruction {
    if (!wait.until) return { statements: this.of.sleeps(at), next: null };
    const until = this.of.expressions.condition(wait.until);
    const events = wait.unless.flatMap(({ event, to }) => {
      const { before, text } = this.of.killed[event];
      return [...before, ...only(text, [this.to(to)])];
    });
    return {
      statements: [...until.before, when(negated(until).text, [...events, ...this.of.sleeps(at)])],
      next: at + 1,
    };
  }
}

/** Takes one of so many ways into `picked`. What chooses is a number that is divided by the ways each time. */
export function pick({ scratch }: Model, count: string): readonly Statement[] {
  const [rest, ways, picked] = [scratch.named('rest'), scratch.named('ways_left'), scratch.named('picked')];
  return [
    assign(picked, `${rest} % ${count}`),
    assign(rest, `${rest} / ${count}`),
    assign(ways, `${ways} / ${count}`),
    check(`${ways} > 0`),
  ];
}
