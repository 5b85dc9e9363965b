import type { Instruction, Program } from '../../machine/program.ts';
import { Programs } from '../../model/programs.ts';
import { parts, type Expression } from '../../spec/expression/expression.ts';
import type { Interface, Ioctl, Struct } from '../../spec/interface.ts';
import { expressionsOf } from './expressions-of.ts';
import { knownValue } from './known-value.ts';

/** A column of a table of the model. */
export interface ColumnName {
  readonly table: string;
  readonly column: string;
}

type Find = Extract<Instruction, { op: 'find' }>;

export interface KeyUse {
  readonly find: Find;
  /** The local that has the key. */
  readonly local: string;
  readonly columns: readonly ColumnName[];
}

/** What the steps of an ioctl do with a member of its argument: what it is looked up in, compared with, and used for. */
export interface MemberUse {
  /** The look-ups that it is the key of, and the columns that have such keys. */
  readonly keyOf: readonly KeyUse[];
  readonly columns: readonly ColumnName[];
  readonly constants: readonly bigint[];
  /** Is it kept as a number of its own by a row, or an address at which the kernel reads or writes? */
  readonly stored: boolean;
  readonly address: boolean;
  /** Is it how many elements of an array are read, or the like? */
  readonly count: boolean;
  /** Is it how long a range is? */
  readonly extent: boolean;
  /** What the elements are that the steps read or write at it; null where it is no address of such. */
  readonly elements: Struct | null;
}

/** What the steps do with the argument of an ioctl, by member. */
export type Uses = ReadonlyMap<string, MemberUse>;

interface Growing {
  readonly keyOf: Map<Find, KeyUse>;
  readonly columns: Map<string, ColumnName>;
  readonly constants: Set<bigint>;
  stored: boolean;
  address: boolean;
  count: boolean;
  extent: boolean;
  elements: Struct | null;
}

/**
 * What the steps do with members once some of them are known: steps of other cases than theirs are not looked at. It is
 * worked out from the lowered program, so that what a verb does with its parameters counts too.
 */
export function usesOf(of: Interface, ioctl: Ioctl, known: ReadonlyMap<string, bigint>): Uses {
  return new Analysis(Programs.of(of).ioctl(ioctl), known).uses();
}

/** The members by which a call tells of descriptors that it has opened: each was chosen among those that are free. */
export function descriptorMembers(of: Interface, ioctl: Ioctl, known: ReadonlyMap<string, bigint>): readonly string[] {
  const told = new Analysis(Programs.of(of).ioctl(ioctl), known)
    .instructions()
    .flatMap((each) => (each.op === 'choose' && tables(each.where).includes('descriptor') ? (each.told ?? []) : []));
  return [...new Set(told)];
}

/** Where the kernel chooses something, other than a descriptor, that nobody learns of if the call cannot tell it. */
export function untoldChoices(of: Interface, ioctl: Ioctl): readonly number[] {
  return Programs.of(of)
    .ioctl(ioctl)
    .instructions.flatMap((each, at) =>
      each.op === 'choose' && !tables(each.where).includes('descriptor') ? [at] : [],
    );
}

function tables(expression: Expression): readonly string[] {
  const own = expression.op === 'quantifier' ? [expression.table] : [];
  return [...own, ...parts(expression).flatMap(tables)];
}

/** How the name of the local ends that a look-up's key is put into right before it. */
const keyLocal = '#key';
const comparisons: readonly string[] = ['==', '!=', '<', '<=', '>', '>=', '%'];

class Analysis {
  private readonly found = new Map<string, Growing>();
  /** The members that locals carry. */
  private readonly carried = new Map<string, ReadonlySet<string>>();
  private readonly program: Program;
  private readonly known: ReadonlyMap<string, bigint>;

  constructor(program: Program, known: ReadonlyMap<string, bigint>) {
    this.program = program;
    this.known = known;
  }

  uses(): Uses {
    const reached = this.reached();
    // Once for what locals carry, once more for those of loops.
    for (let turn = 0; turn < 2; turn++) for (const at of reached) this.carry(this.program.instructions[at]);
    for (const at of reached) this.look(at);
    return new Map(
      [...this.found].map(([name, use]) => [
        name,
        { ...use, keyOf: [...use.keyOf.values()], columns: [...use.columns.values()], constants: [...use.constants] },
      ]),
    );
  }

  /** Those that can be come to. */
  instructions(): readonly Instruction[] {
    return this.reached().flatMap((at) => this.program.instructions[at] ?? []);
  }

  /** The instructions that can be come to, in their order. */
  private reached(): readonly number[] {
    const { instructions } = this.program;
    const seen = new Set<number>();
    const open = [0];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const instruction = instructions[at];
      if (!instruction || seen.has(at)) continue;
      seen.add(at);
      open.push(...this.next(instruction, at));
    }
    return [...seen].sort((a, b) => a - b);
  }

  private next(instruction: Instruction, at: number): readonly number[] {
    switch (instruction.op) {
      case 'test': {
        const value = knownValue(instruction.when, this.known);
        if (value === null) return [instruction.yes, instruction.no];
        return [value !== 0n ? instruction.yes : instruction.no];
      }
      case 'jump':
        return [instruction.to];
      case 'find':
      case 'choose':
        return [at + 1, instruction.none];
      case 'next-row':
      case 'next-gap':
        return [at + 1, instruction.done];
      case 'next-element':
        return [at + 1, instruction.done];
      case 'return':
        return [];
      default:
        // How what was done is undone tells nothing of what is good.
        return [at + 1];
    }
  }

  private carry(instruction: Instruction | undefined): void {
    if (
      instruction?.op === 'assign' &&
      instruction.target.op === 'variable' &&
      !instruction.target.name.endsWith(keyLocal)
    ) {
      const { name } = instruction.target;
      this.carried.set(name, new Set([...(this.carried.get(name) ?? []), ...this.members(instruction.value)]));
    }
    if (instruction?.op === 'next-element')
      for (const [member, local] of Object.entries(instruction.members))
        this.carried.set(local, new Set([...this.members(instruction.at)].map((each) => elementMember(each, member))));
  }

  /** The members that a value is made of. */
  private members(expression: Expression): ReadonlySet<string> {
    switch (expression.op) {
      case 'field':
        return new Set([expression.path.join('.')]);
      case 'variable':
        return this.carried.get(expression.name) ?? new Set();
      case 'binary':
        return new Set([...this.members(expression.left), ...this.members(expression.right)]);
      case 'unary':
        return this.members(expression.operand);
      case 'conditional':
        return new Set([...this.members(expression.yes), ...this.members(expression.no)]);
      case 'function':
        return this.members(expression.body);
      default:
        return new Set();
    }
  }

  private use(name: string): Growing {
    let use = this.found.get(name);
    if (!use) {
      use = {
        keyOf: new Map(),
        columns: new Map(),
        constants: new Set(),
        stored: false,
        address: false,
        count: false,
        extent: false,
        elements: null,
      };
      this.found.set(name, use);
    }
    return use;
  }

  private look(at: number): void {
    const instruction = this.program.instructions[at];
    if (!instruction) return;
    for (const expression of expressionsOf(instruction)) this.compared(expression);
    if (instruction.op === 'find') {
      const before = this.program.instructions[at - 1];
      if (before?.op === 'assign' && before.target.op === 'variable' && before.target.name.endsWith(keyLocal))
        for (const name of this.members(before.value)) {
          this.use(name).keyOf.set(instruction, {
            find: instruction,
            local: before.target.name,
            columns: keyColumns(instruction.where, before.target.name),
          });
          for (const column of keyColumns(instruction.where, before.target.name)) this.addColumn(name, column);
        }
    }
    if (instruction.op === 'insert')
      for (const value of Object.values(instruction.values))
        if (value.op === 'field' || value.op === 'variable')
          for (const name of this.members(value)) this.use(name).stored = true;
    if (instruction.op === 'next-element' || instruction.op === 'copy-out-element')
      for (const name of this.members(base(instruction.at))) {
        this.use(name).address = true;
        this.use(name).elements = instruction.struct;
      }
    if (instruction.op === 'next-element')
      for (const name of this.members(instruction.count)) this.use(name).count = true;
  }

  private compared(expression: Expression): void {
    if (expression.op === 'binary' && comparisons.includes(expression.operator)) {
      this.link(expression.left, expression.right);
      this.link(expression.right, expression.left);
    }
    // A range ends one before its start and its length.
    if (expression.op === 'binary' && expression.operator === '-' && isOne(expression.right))
      if (expression.left.op === 'field' || expression.left.op === 'variable') {
        const names = [...this.members(expression.left)];
        const [name] = names;
        // What is worked out of several members says nothing of any one.
        if (name !== undefined && names.length === 1) this.use(name).extent = true;
      }
    // Reading a member at all makes it one that this call uses.
    if (expression.op === 'field') this.use(expression.path.join('.'));
    if (expression.op === 'environment' && expression.operands.length === 2) {
      const [address] = expression.operands;
      // One that is worked out of several members has been placed by some of them.
      const names = address && (address.op === 'field' || address.op === 'variable') ? [...this.members(address)] : [];
      const [name] = names;
      if (name !== undefined && names.length === 1) this.use(name).address = true;
    }
    for (const part of parts(expression)) this.compared(part);
  }

  private link(own: Expression, other: Expression): void {
    for (const name of this.members(own)) {
      const use = this.use(name);
      for (const column of columnsIn(other)) this.addColumn(name, column);
      const constant = knownValue(other, new Map());
      if (constant !== null) use.constants.add(constant);
    }
  }

  private addColumn(name: string, { table, column }: ColumnName): void {
    this.use(name).columns.set(`${table}.${column}`, { table, column });
  }
}

/** Of an address that is worked out, what the rest is added to. */
function base(address: Expression): Expression {
  return address.op === 'binary' && address.operator === '+' ? base(address.left) : address;
}

function isOne(expression: Expression): boolean {
  return expression.op === 'number' && expression.value === 1n;
}

/** Names a member of the elements that a pointer refers to. */
export function elementMember(pointer: string, member: string): string {
  return `${pointer}[].${member}`;
}

/** The columns of numbers that an expression looks at. */
function columnsIn(expression: Expression): readonly ColumnName[] {
  const own = expression.op === 'column' && expression.type.kind === 'integer' ? [expression] : [];
  return [...own, ...(expression.op === 'quantifier' ? [] : parts(expression).flatMap(columnsIn))];
}

/** The columns that a look-up compares its key with. */
function keyColumns(expression: Expression, local: string): readonly ColumnName[] {
  const isKey = (side: Expression): boolean => side.op === 'variable' && side.name === local;
  const own =
    expression.op === 'binary' && expression.operator === '=='
      ? [
          ...(isKey(expression.right) ? columnsIn(expression.left) : []),
          ...(isKey(expression.left) ? columnsIn(expression.right) : []),
        ]
      : [];
  return [...own, ...parts(expression).flatMap((part) => keyColumns(part, local))];
}
