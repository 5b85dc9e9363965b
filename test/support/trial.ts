import type { Environment } from '../../src/machine/environment.ts';
import { lowerIoctl } from '../../src/machine/lower.ts';
import { run, type Outcome } from '../../src/machine/run.ts';
import { State } from '../../src/machine/state.ts';
import { isRow, longestWord, type Row, type Value } from '../../src/machine/value.ts';
import type { EnvironmentQuestion } from '../../src/spec/expression/expression.ts';
import type { Interface } from '../../src/spec/interface.ts';
import { loadBase } from '../../src/spec/load/load.ts';

const family = `
family: trial
title: A made-up family for one test
version: v1.0
doc: One ioctl with a member of each kind.
header:
  path: include/uapi/linux/trial.h
  guard: _UAPI_LINUX_TRIAL_H
  includes: [linux/types.h]
  type-macro: TRIAL_TYPE
  command-prefix: TRIAL_CMD_
  ioctl-prefix: TRIAL_
  doc: Made up.
ioctl: { type: ";", base: 0x10, last: 0x1f }
device: /dev/trial
errnos: []
order: [trial]
entry: []
taken: {}
`;

const declarations = `
since: v1.0
declarations:
  - struct: trial_item
    title: an element of an array
    doc: Made up.
    fields:
      - { name: first, type: u32, doc: A number. }
      - { name: last, type: u32, doc: A number. }
  - struct: trial_pair
    title: a nested struct
    doc: Made up.
    fields:
      - { name: left, type: u32, doc: A number. }
      - { name: right, type: u32, doc: A number. }
ioctls:
  - name: TRIAL_TRY
    number: 0x10
    kernel: { handler: trial_try, buffer: try, file: try.c }
    struct: trial_try
    min-size: items
    doc: Made up.
    fields:
      - { name: size, type: u32, role: size }
      - { name: op, type: u32, doc: A number. }
      - { name: id, type: u32, direction: inout, doc: A number. }
      - { name: small, type: u8, direction: inout, doc: A number. }
      - { name: narrow, type: u16, direction: inout, doc: A number. }
      - { name: a, type: u64, direction: inout, doc: A number. }
      - { name: b, type: u64, direction: inout, doc: A number. }
      - { name: pair, type: trial_pair, direction: inout, doc: Two numbers. }
      - { name: count, type: u32, direction: inout, doc: How many items there are. }
      - { name: items, type: u64, role: pointer, points-to: trial_item, doc: Where they are. }
    steps:
`;

const model = `
state-enums:
  - enum: mood
    values: [CALM, MERRY, SAD]
tables:
  - { table: process, doc: Whose call it is., columns: { pid: u32 } }
  - { table: context, doc: An open file., columns: { total: u64, best: thing, mood: mood } }
  - { table: thing, doc: What is kept., columns: { id: u32, small: u8, on: bool, mood: mood, other: thing } }
  - { table: range, doc: A range of numbers., columns: { first: u64, last: u64, thing: thing } }
lookups:
  - { lookup: thing, table: thing, where: thing.id == key }
functions:
  - { function: twice, takes: { n: u64 }, is: n + n, doc: Doubled. }
  - { function: held, takes: { number: u32 }, is: "some(thing, thing.id == number)", doc: Is there a thing of that number? }
`;

function indented(yaml: string, by: number): string {
  return yaml
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : ' '.repeat(by) + line))
    .join('\n');
}

/** YAML beyond the steps of the ioctl: lists of their kind. */
export interface More {
  readonly verbs?: string;
  readonly functions?: string;
}

/** The interface `trial` with these steps; what is wrong with them is thrown. */
export function trialInterface(steps: string, more: More = {}): Interface {
  const { value, findings } = loadTrial(steps, more);
  if (value !== null) return value.interface;
  throw new Error(findings.map(({ code, message, span }) => `${span.line}: ${code} ${message}`).join('\n'));
}

export function loadTrial(steps: string, more: More = {}): ReturnType<typeof loadBase> {
  const parts = [{ path: 'trial.yaml', text: trialText(steps, more) }];
  return loadBase({ family: { path: 'family.yaml', text: family }, parts });
}

/** The text of trial.yaml, which findings point into. */
export function trialText(steps: string, more: More = {}): string {
  const text = [declarations, indented(steps, 6), model, indented(more.functions ?? '', 2)];
  if (more.verbs !== undefined) text.push('verbs:', indented(more.verbs, 2));
  return text.join('\n');
}

/** What a call meets. */
export interface Meets {
  /** Errnos that the environment lets fail where a `fault` says so. */
  readonly failing?: readonly string[];
  /** The array in user memory; reading past its end faults, and so does writing at `unwritable`. */
  readonly items?: readonly Readonly<Record<string, bigint>>[];
  readonly unwritable?: number;
  /** Whether the argument cannot be written back. */
  readonly readOnly?: boolean;
  readonly preferred?: readonly bigint[];
  readonly yes?: readonly EnvironmentQuestion[];
}

/** How a call ended, and what userspace has of it. */
export interface Ended extends Outcome {
  /** The members that were replied, by name; those that were not are as they were. */
  readonly argument: Readonly<Record<string, bigint>>;
  /** The array after the call. */
  readonly items: readonly (Readonly<Record<string, bigint>> | undefined)[];
  /** Which member each choice was asked for, in order. */
  readonly asked: readonly (string | null)[];
}

const members = ['size', 'op', 'id', 'small', 'narrow', 'a', 'b', 'pair.left', 'pair.right', 'count', 'items'];

/** Calls TRIAL_TRY of an interface again and again, on one state. */
export class Trial {
  readonly state: State;
  readonly context: Row;
  readonly process: Row;
  private readonly interface: Interface;

  constructor(steps: string, more: More = {}) {
    this.interface = trialInterface(steps, more);
    this.state = new State(this.interface);
    this.process = this.state.insert('process', { pid: 7n });
    this.context = this.state.insert('context', {});
  }

  call(values: Readonly<Record<string, bigint>> = {}, meets: Meets = {}): Ended {
    const [ioctl] = this.interface.ioctls;
    const fields = new Map(members.map((name) => [name, values[name] ?? 0n]));
    const argument = Object.fromEntries(fields);
    const items: (Readonly<Record<string, bigint>> | undefined)[] = [...(meets.items ?? [])];
    const asked: (string | null)[] = [];
    const environment: Environment = {
      word: longestWord,
      symbol: (name) => (name === 'PAGE_SIZE' ? 4096n : (1n << 64n) - 1n),
      callSize: () => 0n,
      ask: (question) => meets.yes?.includes(question) ?? false,
      readElement: (_struct, _array, index) => items[Number(index)] ?? null,
      writeElements: (_struct, { index, count }, element) => {
        for (let at = Number(index); at < Number(index + count); at++) {
          if (at === meets.unwritable) return false;
          if (element) items[at] = element;
        }
        return true;
      },
      reply: (names, now) => {
        if (meets.readOnly === true) return false;
        for (const name of names ?? members) argument[name] = now.get(name) ?? -1n;
        return true;
      },
      fails: (errno) => {
        const [first] = meets.failing ?? [];
        return errno === 'driver' ? (first ?? null) : meets.failing?.includes(errno) ? errno : null;
      },
      preferred: (told) => {
        asked.push(told);
        return meets.preferred ?? [];
      },
    };
    const given = { context: this.context, process: this.process };
    const outcome = run(lowerIoctl(this.interface, ioctl!), { state: this.state, fields, given, environment });
    return { ...outcome, argument, items, asked };
  }

  /** The rows of a table; a row in a column is written as its table and its id or its first. */
  rows(table: string): readonly Readonly<Record<string, string>>[] {
    return this.state.rows(table).map(({ values }) => {
      const shown = Object.entries(values).map(([name, value]) => [name, show(value)]);
      return Object.fromEntries(shown) as Record<string, string>;
    });
  }

  /** One column of all rows of a table. */
  column(table: string, name: string): readonly string[] {
    return this.rows(table).map((row) => row[name]!);
  }
}

function show(value: Value): string {
  return isRow(value) ? `${value.table} ${show(value.values['id'] ?? value.values['first'] ?? null)}` : String(value);
}
