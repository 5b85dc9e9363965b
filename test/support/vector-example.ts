import { parse, stringify } from 'yaml';
import type { Finding } from '../../src/diagnostics/finding.ts';
import type { Interface, Ioctl } from '../../src/spec/interface.ts';
import { loadBase } from '../../src/spec/load/load.ts';
import { findVectors } from '../../src/vectors/find.ts';
import { printValue } from '../../src/vectors/print.ts';
import type { SymbolicCall } from '../../src/vectors/call.ts';
import type { Vector, VectorReport } from '../../src/vectors/vector.ts';

const family = `
family: shelf
title: Shelves and boxes
version: v1.0
doc: A shelf holds boxes.
header:
  path: include/uapi/linux/shelf.h
  guard: _UAPI_LINUX_SHELF_H
  includes: [linux/types.h]
  type-macro: SHELF_TYPE
  command-prefix: SHELF_CMD_
  ioctl-prefix: SHELF_
  doc: Arguments begin with their size.
ioctl: { type: "S", base: 0x10, last: 0x1f }
device: /dev/shelf
errnos: []
taken: {}
order: [shelf]
entry:
  - { reject: "!known_number", errno: ENOTTY }
  - { reject: "!size_readable", errno: EFAULT }
  - { reject: "!known_request", errno: ENOTTY }
  - { reject: size < min_size, errno: EINVAL }
  - { reject: tail_nonzero, errno: E2BIG }
  - { reject: "!argument_readable", errno: EFAULT }
`;

const model = `
since: v1.0
declarations:
  - flags: shelf_flags
    prefix: SHELF_
    doc: How a thing is put.
    values:
      - { name: HERE, bit: 0, doc: At the given place. }
      - { name: LOUD, bit: 1, doc: With a noise. }
  - struct: shelf_place
    title: a place
    doc: A place.
    fields:
      - { name: first, type: aligned_u64, doc: From. }
      - { name: last, type: aligned_u64, doc: To. }
tables:
  - { table: box, doc: A box., columns: { id: u32, soft: bool } }
  - { table: thing, doc: A thing in a box., columns: { box: box, first: u64, last: u64 } }
lookups:
  - { lookup: box, table: box, where: box.id == key }
ioctls: []
`;

const open = {
  name: 'SHELF_OPEN',
  number: 0x10,
  kernel: { handler: 'shelf_open', buffer: 'open', file: 'main.c' },
  struct: 'shelf_open',
  'min-size': 'out_box_id',
  doc: 'Brings a box.',
  fields: [
    { name: 'size', type: 'u32', role: 'size' },
    { name: 'flags', type: 'u32', role: 'flags', doc: 'Pass 0.' },
    { name: 'out_box_id', type: 'u32', role: 'output-object', object: 'box', direction: 'out', doc: 'The box.' },
    { name: 'soft', type: 'u32', doc: 'Whether things can lie anywhere.' },
  ],
  steps: [
    { reject: 'flags', errno: 'EOPNOTSUPP' },
    { call: 'bring', with: { soft: '!!soft' }, gives: { id: 'out_box_id' } },
    { reply: 'all', errno: 'EFAULT' },
  ],
};

/** Steps as YAML has them. */
export type Steps = readonly Readonly<Record<string, unknown>>[];

const put = {
  name: 'SHELF_PUT',
  number: 0x11,
  kernel: { handler: 'shelf_put', buffer: 'put', file: 'main.c' },
  struct: 'shelf_put',
  'min-size': 'at',
  doc: 'Puts a thing into a box.',
  fields: [
    { name: 'size', type: 'u32', role: 'size' },
    { name: 'flags', type: 'u32', role: 'flags', enum: 'shelf_flags', doc: 'How.' },
    { name: 'box_id', type: 'u32', role: 'object', object: 'box', doc: 'Where.' },
    { name: '__reserved', type: 'u32', role: 'reserved' },
    { name: 'length', type: 'aligned_u64', role: 'length', unit: 'bytes', doc: 'How long.' },
    { name: 'at', type: 'aligned_u64', unit: 'bytes', direction: 'inout', doc: 'Where in the box.' },
  ],
};

const verbs = [
  {
    verb: 'bring',
    'stands-for': 'shelf_bring',
    doc: 'Makes a box.',
    takes: { soft: 'bool' },
    gives: { id: 'u32' },
    steps: [
      { fault: 'ENOMEM' },
      { set: 'id', to: '1 + count(box, box.id != 0)' },
      { insert: 'box', row: { id: 'id', soft: 'soft' } },
    ],
  },
  {
    verb: 'lay',
    'stands-for': 'shelf_lay',
    doc: 'Lays a thing down.',
    takes: { box: 'box', first: 'u64', last: 'u64' },
    steps: [
      {
        reject: 'some(thing, thing.box == box && thing.first <= last && thing.last >= first)',
        errno: 'EEXIST',
      },
      { insert: 'thing', row: { box: 'box', first: 'first', last: 'last' } },
    ],
  },
];

/** What SHELF_PUT does unless a test says otherwise. */
export const putSteps: Steps = [
  { reject: '(flags & ~(HERE | LOUD)) || __reserved', errno: 'EOPNOTSUPP' },
  { reject: 'length == 0', errno: 'EINVAL' },
  { lookup: 'box', id: 'box_id', errno: 'ENOENT' },
  { reject: '!box.soft && (at & (PAGE_SIZE - 1))', errno: 'EADDRNOTAVAIL' },
  { reject: 'at + (length - 1) < at', errno: 'EOVERFLOW' },
  { call: 'lay', with: { box: 'box', first: 'at', last: 'at + (length - 1)' } },
  { reply: 'all', errno: 'EFAULT' },
];

/** The shelf family with its ioctls SHELF_OPEN and SHELF_PUT. */
export function shelf(steps: Steps = putSteps): Interface {
  const parts = { ...(parse(model) as object), ioctls: [open, { ...put, steps }], verbs };
  const { value, findings } = loadBase({
    family: { path: 'shelf/family.yaml', text: family },
    parts: [{ path: 'shelf/shelf.yaml', text: stringify(parts) }],
  });
  if (value !== null) return value.interface;
  throw new Error(
    findings.map((each: Finding) => `${String(each.span.line)}: ${each.code} ${each.message}`).join('\n'),
  );
}

export function ioctlNamed(of: Interface, name: string): Ioctl {
  return of.ioctls.find((each) => each.name === name)!;
}

/** The report on SHELF_PUT with the given steps. */
export function reportOf(steps: Steps = putSteps): VectorReport {
  const of = shelf(steps);
  return findVectors(of, ioctlNamed(of, 'SHELF_PUT'));
}

/** A call on one line: `SHELF_PUT(flags HERE, length PAGE_SIZE)`. */
export function shown({ ioctl, values }: SymbolicCall): string {
  const members = [...values].flatMap(([key, value]) =>
    value.kind === 'number' && value.value === 0n ? [] : `${key} ${printValue(value)}`,
  );
  return `${ioctl.name}(${members.join(', ')})`;
}

/** A vector on one line, its set-up calls first. */
export function story(vector: Vector): string {
  return `${[...vector.setup, vector.call].map(shown).join('; ')} -> ${vector.errno ?? 'success'}`;
}
