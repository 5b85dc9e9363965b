import { expect, it } from 'vitest';
import type { Row } from '../../src/machine/value.ts';
import type { Call, CallResult } from '../../src/model/call.ts';
import { KernelModel } from '../../src/model/kernel-model.ts';
import { RecordedMemory } from '../../src/recording/recorded-memory.ts';
import { readFields } from '../../src/model/argument.ts';
import { x86_64 } from '../../src/layout/abi/x86_64.ts';
import type { Interface } from '../../src/spec/interface.ts';
import { proposals } from '../support/proposals.ts';
import { eventsOf, traceNames, traceText } from '../support/recordings.ts';
import { SparseMemory } from '../support/sparse-memory.ts';
import { iommufd } from '../support/specs.ts';
import { trialInterface } from '../support/trial.ts';

const base = iommufd().interface;
const allocRequest = 0x3b81;
const rangesRequest = 0x3b84;

/** A context that a process of a fresh kernel has opened, and calls in it. */
class Opened {
  readonly model: KernelModel;
  private readonly process: Row;
  private readonly context: Row;

  constructor(of: Interface = base) {
    this.model = new KernelModel(of);
    this.process = this.model.process(1);
    this.context = this.model.open(this.process);
  }

  call(request: number, argument: Uint8Array | null, more: Partial<Call> = {}): CallResult {
    const call = { request, argument, memory: new SparseMemory(), privileged: true, preferred: [], ...more };
    return this.model.call(this.context, this.process, call);
  }

  /** Calls IOMMU_IOAS_ALLOC with these bytes. */
  alloc(bytes: readonly number[], more: Partial<Call> = {}): CallResult {
    return this.call(allocRequest, Uint8Array.from(bytes), more);
  }
}

const word = (value: number): readonly number[] => [value, 0, 0, 0];
const plain = [...word(12), ...word(0), ...word(0)];

it('gives a member back, and leaves the bytes that it was given as they are', () => {
  const given = Uint8Array.from(plain);
  const { errno, argument } = new Opened().call(allocRequest, given);
  expect(errno).toBeNull();
  expect([...argument!]).toEqual([...word(12), ...word(0), ...word(1)]);
  expect([...given]).toEqual(plain);
});

it.each<[string, string | null, readonly number[] | null, Partial<Call>, number?]>([
  ['a number that no ioctl has', 'ENOTTY', plain, {}, 0x3bef],
  ['a number that no ioctl has and a null pointer', 'ENOTTY', null, {}, 0x3bef],
  ['a null pointer', 'EFAULT', null, {}],
  ['an argument of 3 bytes', 'EFAULT', [12, 0, 0], {}],
  ['a word of another direction', 'ENOTTY', plain, {}, 0x8000_3b81],
  ['a word of another direction and an argument that is too short', 'ENOTTY', word(8), {}, 0x8000_3b81],
  ["a word of another direction whose number is one of VFIO's, and a null pointer", 'ENOTTY', null, {}, 0x8000_3b71],
  ["a word of another type whose number is one of VFIO's, and a null pointer", 'ENOTTY', null, {}, 0x3a71],
  ["VFIO's word and a null pointer", 'EFAULT', null, {}, 0x3b71],
  ['an argument that is too short', 'EINVAL', [...word(11), ...Array.from({ length: 7 }, () => 0)], {}],
  ['an argument that claims more than there is', 'EFAULT', [...word(12), ...word(0)], {}],
  ['an unknown byte that is 0', null, [...word(13), ...plain.slice(4), 0], {}],
  ['an unknown byte that is not', 'E2BIG', [...word(13), ...plain.slice(4), 1], {}],
  ['an unknown byte behind the end', null, [...plain, 1], {}],
  ['memory that can be read only', 'EFAULT', plain, { readOnly: true }],
  ['a length that could be read and no more', 'EFAULT', null, { unseen: { size: 12, rest: 'nothing' } }],
  ['a length that could be read and is too short', 'EINVAL', null, { unseen: { size: 11, rest: 'nothing' } }],
  ['a long argument of which the rest is 0', null, plain, { unseen: { size: 4096, rest: 'zeros' } }],
  ['a long argument of which the rest is not', 'E2BIG', plain, { unseen: { size: 4096, rest: 'a byte that is set' } }],
])('answers %s', (_, errno, bytes, more, request = allocRequest) => {
  const opened = new Opened();
  const result = opened.call(request, bytes && Uint8Array.from(bytes), more);
  expect(result.errno).toBe(errno);
  expect(opened.model.state.rows('object')).toHaveLength(errno === null ? 1 : 0);
});

it('has no more capabilities than the caller', () => {
  const option = Uint8Array.from([...word(24), ...word(0), ...word(0), ...word(0), ...word(1), ...word(0)]);
  expect(new Opened().call(0x3b87, option).errno).toBeNull();
  expect(new Opened().call(0x3b87, option, { privileged: false }).errno).toBe('EPERM');
});

it('takes the members that an older program does not have as 0, and does not write them', () => {
  const unmap = proposals().find((each) => each.name === 'mdev-exclusion')!.result;
  const argument = Uint8Array.from([...word(24), ...word(1), ...word(0), ...word(0), ...word(0xff), ...word(0), 0xaa]);
  argument.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 16);
  const opened = new Opened(unmap);
  opened.alloc(plain);
  const result = opened.call(0x3b86, argument);
  expect(result.errno).toBeNull();
  expect([...result.argument!]).toEqual([
    ...word(24),
    ...word(1),
    ...word(0),
    ...word(0),
    ...word(0),
    ...word(0),
    0xaa,
  ]);
});

it('replies the members that a step names and no others', () => {
  const opened = new Opened();
  opened.alloc(plain);
  // IOMMU_OPTION_HUGE_PAGES, read: only val64 comes back, whatever the kernel has made of the rest.
  const option = Uint8Array.from([...word(24), ...word(1), 1, 0, 0, 0, ...word(1), ...word(7), ...word(7)]);
  const { errno, argument } = opened.call(0x3b87, option);
  expect(errno).toBeNull();
  expect([...argument!]).toEqual([...option.subarray(0, 16), 1, 0, 0, 0, 0, 0, 0, 0]);
});

it('replies no member that a step does not name, though it has changed', () => {
  const opened = new Opened(
    trialInterface(
      '- { set: a, to: 5 }\n- { set: b, to: 6 }\n- { set: pair.left, to: 8 }\n- { set: pair.right, to: 9 }\n- { reply: [b, pair], errno: EFAULT }',
    ),
  );
  const before = new Uint8Array(56).fill(7);
  before.set(word(56));
  const { argument } = opened.call(0x3b10, before);
  const places = [...readFields(opened.model.interface.ioctls[0]!.struct, argument!, x86_64)];
  const changed = places.filter(([, value]) => ![0x07n, 0x0707n, 0x0707_0707n, 0x0707_0707_0707_0707n].includes(value));
  expect(changed).toEqual([
    ['size', 56n],
    ['b', 6n],
    ['pair.left', 8n],
    ['pair.right', 9n],
  ]);
});

it('does not know an ioctl that no spec has, also where nothing is checked before', () => {
  expect(new Opened(trialInterface('- { reject: 0, errno: EDOM }')).call(0x3b11, null).errno).toBe('ENOTTY');
});

it('writes arrays into user memory, and tells which step did', () => {
  const opened = new Opened();
  opened.alloc(plain);
  const memory = new SparseMemory();
  const argument = Uint8Array.from([
    ...word(32),
    ...word(1),
    ...word(1),
    ...word(0),
    ...word(0x1000),
    ...word(0),
    ...word(0),
    ...word(0),
  ]);
  argument[17] = 0x10;
  const result = opened.call(rangesRequest, argument, { memory });
  expect(result.errno).toBeNull();
  expect(Buffer.from(memory.read(0x1000n, 16)).toString('hex')).toBe('0000000000000000ffffffffffffffff');
  expect(result.telling.element?.step.kind).toBe('reply-element');
  expect(result.telling.members.get('out_iova_alignment')?.step.kind).toBe('set');
  expect(result.telling.reply?.step.kind).toBe('reply');
});

it('makes a process once, whatever the interface says of processes', () => {
  const model = new KernelModel(base);
  expect(model.process(5)).toBe(model.process(5));
  expect(model.process(6)).not.toBe(model.process(5));
  const bare = new KernelModel({ ...base, tables: new Map() });
  expect(bare.process(5)).toBe(bare.process(6));
});

it('works with other values of the symbols', () => {
  const symbols = {
    PAGE_SIZE: 1n << 16n,
    HPAGE_SIZE: 1n << 29n,
    ULONG_MAX: 0xffn,
    U64_MAX: 0xffn,
    SIZE_MAX: 0xffn,
    U32_MAX: 0xffn,
  };
  const model = new KernelModel(base, undefined, x86_64, symbols);
  const process = model.process(1);
  const context = model.open(process);
  const call = (request: number, bytes: readonly number[], memory = new SparseMemory()): CallResult =>
    model.call(context, process, {
      request,
      argument: Uint8Array.from(bytes),
      memory,
      privileged: true,
      preferred: [],
    });
  call(allocRequest, plain);
  const memory = new SparseMemory();
  call(
    rangesRequest,
    [...word(32), ...word(1), ...word(1), ...word(0), ...word(64), ...word(0), ...word(0), ...word(0)],
    memory,
  );
  expect(Buffer.from(memory.read(64n, 16)).toString('hex')).toBe('0000000000000000ff00000000000000');
});

it.each(traceNames)('leaves nothing that refers to what is gone, after any call of %s', (name) => {
  const model = new KernelModel(base);
  const contexts = new Map<number, Row>();
  let calls = 0;
  for (const event of eventsOf(traceText(name))) {
    if (event.op !== 'open' && event.op !== 'close' && event.op !== 'ioctl') continue;
    const process = model.process(event.pid);
    const context = contexts.get(event.fd);
    if (event.op === 'open') contexts.set(event.fd, model.open(process));
    else if (context && event.op === 'close') model.close(context, process);
    else if (context && event.op === 'ioctl') {
      calls++;
      const memory = new RecordedMemory(event, 0n);
      const recorded = new Map(
        event.out
          ? readFields(model.ioctlByNumber(event.request & 0xff)?.struct ?? base.ioctls[0]!.struct, event.out, x86_64)
          : [],
      );
      const { request, in: argument } = event;
      model.call(context, process, { request, argument, memory, privileged: true, preferred: [], recorded });
    }
    expect(model.state.print()).not.toContain('gone');
  }
  expect(calls).toBeGreaterThan(0);
  // The recordings do not say when an access is closed.
  for (const { values } of [...model.state.rows('descriptor')])
    model.closeDescriptor(values['process'] as Row, Number(values['fd']));
  // All that is left when every context is closed are the processes, with what each has.
  const left = [...base.tables.keys()].filter((table) => model.state.rows(table).length > 0);
  expect(left.sort()).toEqual(['mm', 'process', 'thread', 'user']);
});
