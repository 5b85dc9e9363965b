import { expect, it } from 'vitest';
import { parseRecording } from '../../src/recording/parse.ts';
import { called, line, opened, traceNames, traceText } from '../support/recordings.ts';

/** What is wrong with the second line of a recording. */
function wrong(text: string): string[] {
  const { findings } = parseRecording('made.jsonl', [opened(), text].join('\n'));
  return findings.map(({ code, message, span }) => `${span.line}: ${code} ${message}`);
}

const good = { nr: 0x81, words: [0, 0], after: [0, 1] };
const change = (more: Record<string, unknown>): string => called({ ...good, more });
const without = (key: string): string => change({ [key]: undefined });

it('reads every recording of a real kernel, all lines of it', () => {
  for (const name of traceNames) {
    const { events, findings } = parseRecording(name, traceText(name));
    expect(findings).toEqual([]);
    expect(events.map((each) => each.line)).toEqual(
      traceText(name)
        .trimEnd()
        .split('\n')
        .map((_, index) => index + 1),
    );
  }
});

it('reads a call as it was made', () => {
  const mem = [
    { start: '0x1000', end: '0x3000', prot: 'r--p', path: '/x' },
    { start: '0x5000', end: '0x6000', prot: 'rw-s' },
  ];
  const { events } = parseRecording(
    'made.jsonl',
    change({ arg: '0x7ffc00001000', mem, array_in: '0001', array_out: 'fF02', file: null, later: 1 }),
  );
  expect(events).toEqual([
    {
      op: 'ioctl',
      line: 1,
      pid: 1,
      fd: 3,
      request: 0x3b81,
      size: 12,
      parameter: 0x7ffc_0000_1000n,
      ret: 0,
      errno: 0,
      in: Uint8Array.of(12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
      out: Uint8Array.of(12, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0),
      arrayIn: Uint8Array.of(0, 1),
      arrayOut: Uint8Array.of(255, 2),
      failed: false,
      privileged: true,
      readOnly: false,
      memory: [
        { start: 0x1000n, end: 0x3000n, readable: true, writable: false },
        { start: 0x5000n, end: 0x6000n, readable: true, writable: true },
      ],
    },
  ]);
});

it('reads what happens to processes and descriptors', () => {
  const lines = [
    line({ op: 'exec', pid: 5, fds: [3, 7] }),
    line({ op: 'dup', pid: 5, fd: 8, from: 3, path: '/dev/iommu' }),
    line({ op: 'fork', pid: 6, parent: 5 }),
    change({ fail_nth: 3, failed: true }),
  ];
  expect(parseRecording('made.jsonl', lines.join('\n'))).toMatchObject({
    findings: [],
    events: [
      { op: 'exec', line: 1, pid: 5, fds: [3, 7] },
      { op: 'dup', line: 2, pid: 5, fd: 8, from: 3, path: '/dev/iommu' },
      { op: 'fork', line: 3, pid: 6, parent: 5 },
      { op: 'ioctl', line: 4, failed: true },
    ],
  });
});

it('passes over blank lines, a byte order mark and the ends of lines of other systems', () => {
  const { events, findings } = parseRecording('made.jsonl', `\uFEFF${opened()}\r\n\r\n  \n${called(good)}\n`);
  expect(findings).toEqual([]);
  expect(events.map((each) => [each.op, each.line])).toEqual([
    ['open', 1],
    ['ioctl', 4],
  ]);
});

it.each([
  ['a line that is cut', called(good).slice(0, -9), 'REC0001 the line is no JSON; was the recording cut short?'],
  ['brackets without end', '['.repeat(100_000), 'REC0001 the line is no JSON; was the recording cut short?'],
  ['a list', '[]', 'REC0002 a line holds one object'],
  ['nothing', 'null', 'REC0002 a line holds one object'],
  ['no operation', line({ pid: 1 }), "REC0002 'op' must be a text, and is missing"],
  [
    'an unknown operation',
    line({ op: 'mmap' }),
    "REC0002 'op' must be test, open, close, dup, ioctl, limit, ledgers, fork, exec or exit, and is 'mmap'",
  ],
  [
    'no process',
    line({ op: 'test', name: 'x', pid: undefined }),
    "REC0002 'pid' must be a whole number from 0 to 2147483647, and is missing",
  ],
  [
    'a negative process',
    line({ op: 'test', name: 'x', pid: -1 }),
    "REC0002 'pid' must be a whole number from 0 to 2147483647, and is -1",
  ],
  [
    'a process and a half',
    line({ op: 'test', name: 'x', pid: 1.5 }),
    "REC0002 'pid' must be a whole number from 0 to 2147483647, and is 1.5",
  ],
  ['a test without a name', line({ op: 'test' }), "REC0002 'name' must be a text, and is missing"],
  ['an open without a path', line({ op: 'open', fd: 3 }), "REC0002 'path' must be a text, and is missing"],
  [
    'a close without a descriptor',
    line({ op: 'close', path: '/dev/iommu' }),
    "REC0002 'fd' must be a whole number from 0 to 2147483647, and is missing",
  ],
  [
    'a negative descriptor',
    called({ ...good, fd: -1 }),
    "REC0002 'fd' must be a whole number from 0 to 2147483647, and is -1",
  ],
  [
    'a copy of nothing',
    line({ op: 'dup', fd: 4, path: '/dev/iommu' }),
    "REC0002 'from' must be a whole number from 0 to 2147483647, and is missing",
  ],
  [
    'a child without a parent',
    line({ op: 'fork' }),
    "REC0002 'parent' must be a whole number from 0 to 2147483647, and is missing",
  ],
  [
    'descriptors that are no numbers',
    line({ op: 'exec', fds: [3, 'x'] }),
    `REC0002 'fds' must be a list of whole numbers from 0 to 2147483647, and is [3,"x"]`,
  ],
  [
    'a count of nothing that is left until a failure',
    change({ fail_nth: 0 }),
    "REC0002 'fail_nth' must be a whole number from 1 to 4294967295, and is 0",
  ],
  ['no request', without('req'), "REC0002 'req' must be 0x and at most 8 hexadecimal digits, and is missing"],
  [
    'a request as a number',
    change({ req: 15233 }),
    "REC0002 'req' must be 0x and at most 8 hexadecimal digits, and is 15233",
  ],
  [
    'a request that is too long',
    change({ req: '0x123456781' }),
    `REC0002 'req' must be 0x and at most 8 hexadecimal digits, and is "0x123456781"`,
  ],
  ['another number than the request has', change({ nr: 0x80 }), "REC0002 'nr' is not the number in 'req'"],
  ['no size', without('size'), "REC0002 'size' must be a whole number from 0 to 4294967295, and is missing"],
  ['a negative size', change({ size: -12 }), "REC0002 'size' must be a whole number from 0 to 4294967295, and is -12"],
  ['a size that is not in the argument', change({ size: 13 }), "REC0002 'size' is not the first u32 of 'in'"],
  [
    'nothing said of the argument',
    without('arg_readable'),
    "REC0002 'arg_readable' must be true or false, and is missing",
  ],
  [
    'an odd number of digits',
    change({ in: '0c0000000000000000000000f' }),
    `REC0002 'in' must be bytes, each as two hexadecimal digits, and is "0c0000000000000000000000f"`,
  ],
  [
    'digits that are none',
    change({ out: 'zz' }),
    `REC0002 'out' must be bytes, each as two hexadecimal digits, and is "zz"`,
  ],
  ['no output', without('out'), "REC0002 'out' must be bytes, each as two hexadecimal digits, and is missing"],
  ['a shorter output', change({ out: '0c' }), "REC0002 'in' and 'out' are not of the same length"],
  ['no result', without('ret'), "REC0002 'ret' must be a whole number from -1 to 2147483647, and is missing"],
  [
    'a result below -1',
    change({ ret: -22, errno: 22 }),
    "REC0002 'ret' must be a whole number from -1 to 2147483647, and is -22",
  ],
  [
    'an errno that is none',
    change({ ret: -1, errno: 4096 }),
    "REC0002 'errno' must be a whole number from 0 to 4095, and is 4096",
  ],
  [
    'a failure without an errno',
    change({ ret: -1 }),
    "REC0002 'errno' is 0 where 'ret' is not negative, and only there",
  ],
  [
    'an errno without a failure',
    change({ errno: 2 }),
    "REC0002 'errno' is 0 where 'ret' is not negative, and only there",
  ],
  ['memory that is no list', change({ mem: 'all' }), `REC0002 'mem' must be a list, and is "all"`],
  [
    'memory without an end',
    change({ mem: [{ start: '0x0', prot: 'rw' }] }),
    "REC0002 in 'mem', 'end' must be 0x and at most 16 hexadecimal digits, and is missing",
  ],
  [
    'memory that ends before it starts',
    change({ mem: [{ start: '0x2', end: '0x1', prot: 'rw' }] }),
    "REC0002 in 'mem', 'start' is behind 'end'",
  ],
  [
    'an address that is too long',
    change({ mem: [{ start: `0x${'1'.repeat(17)}`, end: '0x1', prot: 'rw' }] }),
    `REC0002 in 'mem', 'start' must be 0x and at most 16 hexadecimal digits, and is "0x${'1'.repeat(17)}"`,
  ],
  [
    'an array before the call only',
    change({ array_in: '00' }),
    "REC0002 'array_out' must be bytes, each as two hexadecimal digits, and is missing",
  ],
  [
    'arrays of two lengths',
    change({ array_in: '00', array_out: '0000' }),
    "REC0002 'array_in' and 'array_out' are not of the same length",
  ],
])('refuses %s', (_, text, message) => {
  expect(wrong(text)).toEqual([`2: ${message}`]);
});

it('does not repeat what is long', () => {
  expect(wrong(change({ in: 'x'.repeat(1000) }))).toEqual([
    "2: REC0002 'in' must be bytes, each as two hexadecimal digits",
  ]);
});

it.each([
  ['nothing', ''],
  ['no call', opened()],
])('refuses a recording with %s', (_, text) => {
  expect(parseRecording('made.jsonl', text).findings).toMatchObject([
    { code: 'REC0005', span: { file: 'made.jsonl' } },
  ]);
});
