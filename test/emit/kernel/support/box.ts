import type { Finding } from '../../../../src/diagnostics/finding.ts';
import type { Interface, Ioctl, Proposal } from '../../../../src/spec/interface.ts';
import { loadBase, loadProposal, type LoadedBase } from '../../../../src/spec/load/load.ts';
import { handler } from '../../../../src/emit/kernel/handler.ts';
import { printer } from '../../../support/templates.ts';

/** A made-up driver with one of everything that a step can speak of. */
const family = `
family: box
title: Boxes
version: v1.0
doc: A box keeps things.
header:
  path: include/uapi/linux/box.h
  guard: _UAPI_LINUX_BOX_H
  includes: [linux/ioctl.h, linux/types.h]
  type-macro: BOX_TYPE
  command-prefix: BOX_CMD_
  ioctl-prefix: BOX_
  doc: Every argument begins with its size.
ioctl: { type: b, base: 0x10, last: 0x1f }
device: /dev/box
errnos: []
order: [try]
entry: []
taken: {}
`;

const model = `
tables:
  - { table: box, doc: A box., columns: { id: u32, full: bool } }
  - { table: descriptor, doc: An open file., columns: { fd: u32 } }
functions:
  - { function: odd, takes: { value: u64 }, is: value & 1, doc: Is it odd? }
lookups:
  - lookup: box
    table: box
    where: box.id == key
    c:
      type: struct box *
      variable: box
      get: box_get(ucmd->ictx, {key})
      failed: IS_ERR(box)
      put: box_put(ucmd->ictx, &box->obj)
  - lookup: file
    table: descriptor
    where: descriptor.fd == key
    c: { type: struct file *, variable: file, get: "fget({key})", failed: "!file", put: fput(file) }
  - { lookup: ghost, table: box, where: box.id == key }
verbs:
  - verb: fill
    stands-for: box_fill
    doc: Fills a box.
    takes: { box: box }
    gives: { weight: u64 }
    steps:
      - { reject: box.full, errno: EBUSY, place: room, doc: The box is full. }
      - { fault: ENOMEM }
      - { set: box.full, to: "true" }
  - { verb: shake, stands-for: box_shake, doc: Shakes all boxes., steps: [{ keeps: what fell out }] }
`;

const declarations = `
  - flags: box_flags
    prefix: BOX_
    doc: How.
    values:
      - { name: RED, bit: 0, doc: Red. }
      - { name: BLUE, bit: 1, doc: Blue. }
      - { name: TOP, bit: 31, doc: Upside down. }
  - enum: box_op
    prefix: BOX_OP_
    doc: What.
    values:
      - { name: NONE, value: 0, doc: Nothing. }
      - { name: PUT, value: 1, doc: Put. }
      - { name: GET, value: 2, doc: Get. }
  - struct: box_thing
    title: a thing
    doc: Has a weight.
    fields:
      - { name: weight, type: aligned_u64, doc: In grams. }
      - { name: kind, type: u32, doc: What it is. }
      - { name: box_id, type: u32, role: object, object: box, doc: Where it is. }
`;

const fields = `
      - { name: size, type: u32, role: size }
      - { name: flags, type: u32, role: flags, enum: box_flags, doc: How. }
      - { name: box_id, type: u32, role: object, object: box, doc: Which box. }
      - { name: other_id, type: u32, role: object, object: box, doc: Which other. }
      - { name: op, type: u32, role: type, enum: box_op, doc: What. }
      - { name: fd, type: s32, role: fd, doc: A file. }
      - { name: small, type: u16, doc: A small number. }
      - { name: __reserved, type: u16, array: 3, role: reserved }
      - { name: little, type: le32, doc: In another order. }
      - { name: big, type: be16, array: 2, doc: In yet another order. }
      - { name: count, type: u32, role: length, doc: How many. }
      - type: union
        doc: One of two.
        fields:
          - { name: price, type: u32, doc: The price. }
          - { name: value, type: u32, doc: The value. }
      - { name: start, type: aligned_u64, doc: Where it starts. }
      - { name: length, type: aligned_u64, role: length, direction: inout, doc: How long. }
      - { name: things, type: aligned_u64, role: pointer, points-to: box_thing, doc: The things. }
`;

function indented(text: string, by: number): string {
  return text
    .trim()
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n');
}

function found<T>({ value, findings }: { readonly value: T | null; readonly findings: readonly Finding[] }): T {
  if (value !== null && findings.every((each) => each.severity !== 'error')) return value;
  throw new Error(findings.map(({ span, message }) => `${span.file}:${span.line}: ${message}`).join('\n'));
}

/**
 * The driver with one ioctl, BOX_TRY.
 *
 * @param steps its steps, as YAML
 * @param file where its handler is
 */
export function boxWith(steps: string, file = 'lid.c'): LoadedBase {
  const part = `
declarations:${declarations}
ioctls:
  - name: BOX_TRY
    number: 0x10
    kernel: { handler: box_try, buffer: try, file: ${file} }
    struct: box_try
    min-size: things
    doc: Tries a box.
    fields:${fields}
    steps:
${indented(steps, 6)}
`;
  const parts = [
    { path: 'try.yaml', text: part },
    { path: 'model.yaml', text: model },
  ];
  return found(loadBase({ family: { path: 'family.yaml', text: family }, parts }));
}

/** The ioctl of the driver. */
export function tryIn(of: Interface): Ioctl {
  const ioctl = of.ioctls[0];
  if (ioctl === undefined) throw new Error('no ioctl');
  return ioctl;
}

/** The handler that steps, as YAML, become: its text, and what is open in it. */
export function handlerOf(steps: string, file?: string): ReturnType<typeof handler> {
  const { interface: of } = boxWith(steps, file);
  return handler(tryIn(of), of, printer());
}

/** The statements that steps become: without the function around them, and the declarations. */
export function statementsOf(steps: string): string {
  const lines = handlerOf(steps).text.split('\n').slice(2, -1);
  const first = lines.findIndex((line) => line === '') + 1;
  return lines
    .slice(first)
    .map((line) => line.replace(/^\t/, ''))
    .join('\n');
}

const rationale = ['Problem', 'Interface', 'Semantics', 'Discovery', 'Alternatives', 'Tests']
  .map((section) => `## ${section}\n\nSome words.\n`)
  .join('\n');

/**
 * A proposal on the driver.
 *
 * @param steps those of the base, as YAML
 * @param delta what the proposal has, as YAML
 */
export function proposalOn(steps: string, delta: string, file?: string): Proposal {
  const text = `proposal: more\ntitle: more of it\nbase: box@v1.0\n${delta}`;
  const sources = {
    proposal: { path: 'more.yaml', text },
    rationale: { path: 'rationale.md', text: rationale },
    changelog: null,
  };
  return found(loadProposal({ name: 'more', ...sources }, boxWith(steps, file)));
}
