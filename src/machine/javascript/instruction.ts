import type { Expression } from '../../spec/expression/expression.ts';
import type { World } from '../../spec/world.ts';
import type { Instruction, Label, Local } from '../program.ts';
import type { ColumnPlace, TablePlace } from '../system/vector.ts';
import { columnText, type Code } from './code.ts';
import type { ExpressionPrinter } from './expression.ts';
import { sleepersText } from './removal.ts';

type Of<Op extends Instruction['op']> = Extract<Instruction, { op: Op }>;

/** What the instructions of a block are printed with. */
export interface InstructionsOf {
  readonly code: Code;
  readonly expressions: ExpressionPrinter;
  readonly world: World;
  /** What a local or cursor is called in the code. */
  readonly name: (local: string) => string;
  readonly local: (name: string) => Local | null;
  /** Sets a cursor to where its loop has not begun. */
  readonly begins: (cursor: string) => string;
  readonly killed: Readonly<Record<'killed' | 'stopped', string>>;
  /** The way out at the yield of that label, and at the end. */
  readonly leave: (label: Label) => string;
  readonly end: () => string;
}

/** Prints the instructions of a block, each as statements in a `switch` on `p`. */
export class InstructionPrinter {
  private readonly of: InstructionsOf;

  constructor(of: InstructionsOf) {
    this.of = of;
  }

  text(instruction: Instruction, at: Label): string {
    const { expressions } = this.of;
    switch (instruction.op) {
      case 'assign':
        return this.assign(instruction);
      case 'test':
        return `if (${expressions.condition(instruction.when)}) ${goto(instruction.yes)} else ${goto(instruction.no)}`;
      case 'jump':
        return instruction.to === at + 1 ? '' : goto(instruction.to);
      case 'find':
        return this.find(instruction);
      case 'restart':
        return this.of.begins(instruction.cursor);
      case 'next-row':
        return this.nextRow(instruction);
      case 'next-gap':
        return this.nextGap(instruction);
      case 'next-element':
        return this.nextElement(instruction);
      case 'insert':
        return this.insert(instruction);
      case 'remove':
        return this.remove(instruction);
      case 'choose':
        return this.choose(instruction);
      case 'may-fail':
        return this.mayFail(instruction.errno, instruction.failed);
      case 'copy-out':
        return this.mayFail(errnoOf(instruction), instruction.faulted);
      case 'copy-out-element':
        return this.mayFail(errnoOf(instruction), instruction.faulted);
      case 'yield':
        return this.yield(instruction, at);
      case 'return':
        return `${instruction.errno === null ? '' : `errno = ${JSON.stringify(instruction.errno)}; `}${this.of.end()}`;
    }
  }

  /** Whether a step may fail by itself here. */
  private mayFail(errno: string, to: Label): string {
    return this.of.world.faults.has(errno) ? `if (pick(2) === 1) ${goto(to)}` : '';
  }

  private assign({ target, value }: Of<'assign'>): string {
    const { expressions, code } = this.of;
    if (target.op === 'field') throw new Error('members of the argument are locals here');
    if (target.op === 'variable')
      return `${this.of.name(target.name)} = ${this.stored(value, this.of.local(target.name))};`;
    const place = code.table(target.table);
    const column = place?.columns.get(target.column);
    // What nothing reads is not kept.
    if (!column) return '';
    return `${expressions.target(target)} = ${this.cut(value, column.bits, column.type.kind)};`;
  }

  private stored(value: Expression, local: Local | null): string {
    if (!local) return '0';
    return this.cut(value, this.of.code.vector.bitsOf(local.type), local.type.kind);
  }

  /** A value as something of a type holds it. */
  private cut(value: Expression, bits: number, kind: Local['type']['kind']): string {
    const { expressions } = this.of;
    if (kind === 'boolean') return `(${expressions.condition(value)} ? 1 : 0)`;
    const text = expressions.value(value);
    return kind === 'integer' ? `(${text} & ${2 ** bits - 1})` : text;
  }

  private matching(place: TablePlace, { row, where }: { readonly row: string; readonly where: Expression }): string {
    const holds = this.of.expressions.with(row, { text: 'i', sure: true }).condition(where);
    return `${columnText(place, 'i', 0)} && ${holds}`;
  }

  private find(find: Of<'find'>): string {
    const place = this.of.code.table(find.table);
    if (!place) return goto(find.none);
    const first = place.columns.get('first');
    const variable = this.of.name(find.variable);
    const each = `for (let i = 1; i <= ${place.rows}; i++) if (${this.matching(place, find)})`;
    const body = first
      ? `let b = ${unreached}; ${each} { const f = ${columnText(place, 'i', first.offset)}; if (f < b) { b = f; r = i; } }`
      : `${each} { r = i; break; }`;
    return `{ let r = 0; ${body} if (r === 0) ${goto(find.none)} ${variable} = r; }`;
  }

  private nextRow(loop: Of<'next-row'>): string {
    const place = this.of.code.table(loop.table);
    if (!place) return goto(loop.done);
    const [begun, slot] = [this.of.name(loop.cursor), this.of.name(`${loop.cursor} slot`)];
    const first = place.columns.get('first');
    const f = first ? columnText(place, 'i', first.offset) : '0';
    return [
      `{ let r = 0, b = ${unreached}; for (let i = 1; i <= ${place.rows}; i++) if (${this.matching(place, loop)}) {`,
      `const f = ${f}; if ((f > ${begun} || f === ${begun} && i > ${slot}) && f < b) { b = f; r = i; } }`,
      `if (r === 0) ${goto(loop.done)} ${begun} = b; ${slot} = r; ${this.of.name(loop.variable)} = r; }`,
    ].join(' ');
  }

  private nextGap(loop: Of<'next-gap'>): string {
    const { expressions, code, name } = this.of;
    const place = code.table(loop.table);
    const cursor = name(loop.cursor);
    const [from, to] = [expressions.number(loop.from), expressions.number(loop.to)];
    const bound = (column: ColumnPlace | undefined): string =>
      place && column ? columnText(place, 'i', column.offset) : '0';
    const [first, last] = [bound(place?.columns.get('first')), bound(place?.columns.get('last'))];
    const search = place
      ? `for (;;) { let f = ${unreached}, e = 0;
for (let i = 1; i <= ${place.rows}; i++) if (${this.matching(place, loop)} && ${last} >= g && ${first} < f) { f = ${first}; e = ${last}; }
if (f > g) { if (f - 1 < h) h = f - 1; break; } g = e + 1; }`
      : '';
    return `{ let g = ${cursor} < 0 ? ${from} : ${cursor} + 1, h = ${to}; ${search} if (g > h) ${goto(loop.done)} ${cursor} = h; ${name(loop.first)} = g; ${name(loop.last)} = h; }`;
  }

  private nextElement(loop: Of<'next-element'>): string {
    const { expressions, name } = this.of;
    const cursor = name(loop.cursor);
    const members = Object.entries(loop.members).map(
      ([member, local]) => `${name(local)} = (e[${JSON.stringify(member)}] ?? 0) & ${this.of.code.mask};`,
    );
    return [
      `if (${cursor} >= ${expressions.number(loop.count)}) ${goto(loop.done)}`,
      `{ const e = arrays[${expressions.number(loop.at)} - 1]?.[${cursor}]; if (!e) ${goto(loop.faulted)}`,
      `${members.join(' ')} ${cursor}++; }`,
    ].join(' ');
  }

  private insert({ table, variable, values }: Of<'insert'>): string {
    const place = this.of.code.table(table);
    if (!place) return `return ${fullCode(this.of.code, table)};`;
    const columns = [...place.columns.values()].map((column, index) => {
      const value = Object.hasOwn(values, column.name) ? values[column.name] : undefined;
      return value && { column, temporary: `t${index}`, text: this.cut(value, column.bits, column.type.kind) };
    });
    const given = columns.filter((each) => each !== undefined);
    return [
      `{ ${given.map((each) => `const ${each.temporary} = ${each.text};`).join(' ')}`,
      `let r = 1; while (r <= ${place.rows} && ${columnText(place, 'r', 0)}) r++;`,
      `if (r > ${place.rows}) return ${fullCode(this.of.code, table)};`,
      `${columnText(place, 'r', 0)} = 1;`,
      ...given.map((each) => `${columnText(place, 'r', each.column.offset)} = ${each.temporary};`),
      variable === null ? '}' : `${this.of.name(variable)} = r; }`,
    ].join(' ');
  }

  private remove(remove: Of<'remove'>): string {
    const { code } = this.of;
    const place = code.table(remove.table);
    if (!place) return '';
    const live = columnText(place, 'i', 0);
    const gone = code.function('i', sleepersText(code, remove.table));
    const clear = [...place.columns.values()].map((each) => `${columnText(place, 'i', each.offset)} = 0;`).join(' ');
    const rows = `for (let i = 1; i <= ${place.rows}; i++)`;
    // All are found before the first is gone, which the condition could be about.
    return [
      `${rows} if (${this.matching(place, remove)}) ${live} = 2;`,
      `${rows} if (${live} === 2) { ${live} = 0; ${clear} ${gone}(i); }`,
    ].join(' ');
  }

  private choose(choose: Of<'choose'>): string {
    const { expressions, name, world, local } = this.of;
    const variable = name(choose.variable);
    const holds = expressions.with(choose.variable, { text: 'c', sure: true }).condition(choose.where);
    const number = (expression: Expression): string => expressions.number(expression);
    const grid = [
      `{ const a = ${number(choose.aligned)} || 1, g = ${number(choose.from)}, h = ${number(choose.to)}, z = ${number(choose.bits)};`,
      `const s = g % a === 0 ? g : g + a - (g % a);`,
    ];
    const all = `for (let c = s; c <= h; c += a) if ((c & z) === z && (${holds}))`;
    const bits = this.of.code.vector.bitsOf(local(choose.variable)?.type ?? { kind: 'literal' });
    const take = `${variable} = c & ${2 ** bits - 1};`;
    const search =
      world.choices === 'lowest'
        ? `let n = 0; ${all} { ${take} n = 1; break; } if (n === 0) ${goto(choose.none)} }`
        : `let n = 0; ${all} n++; if (n === 0) ${goto(choose.none)} n = pick(n); ${all} if (n-- === 0) { ${take} break; } }`;
    return [...grid, search].join(' ');
  }

  private yield(wait: Of<'yield'>, at: Label): string {
    if (!wait.until) return this.of.leave(at);
    const ways = wait.unless.map((each) => `else if (${this.of.killed[each.event]}) ${goto(each.to)}`);
    return `if (${this.of.expressions.condition(wait.until)}) ${goto(at + 1)} ${ways.join(' ')} else { ${this.of.leave(at)} }`;
  }
}

/** More than any number of a word. */
const unreached = 0x7fff_ffff;

/** What a block gives back where a table has no room. */
function fullCode({ system }: Code, table: string): number {
  return -1 - [...system.interface.tables.keys()].indexOf(table);
}

function errnoOf({ origin: { step } }: Instruction): string {
  return 'errno' in step ? step.errno : '';
}

function goto(label: Label): string {
  return `{ p = ${label}; continue; }`;
}
