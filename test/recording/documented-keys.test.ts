import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { LineReader } from '../../src/recording/line-reader.ts';
import { parseRecording } from '../../src/recording/parse.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/recordings.md'), 'utf8');

/** What a reader finds in the tables of lines and of calls, and in the sentence on `pid`. */
const documented = new Set([...page.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => name));

const ioctl = {
  ...{
    op: 'ioctl',
    pid: 1,
    fd: 3,
    req: '0x3b81',
    nr: 0x81,
    size: 4,
    arg_readable: true,
    in: '04000000',
    out: '04000000',
  },
  ...{ arg: '0x1000', ret: 0, errno: 0, mem: [{ start: '0x1000', end: '0x2000', prot: 'rw-p' }], arg_writable: false },
  ...{ privileged: false, array_in: '00', array_out: '00', fail_nth: 1, failed: true },
};
const lines: readonly object[] = [
  { op: 'test', pid: 1, name: 'a scenario' },
  { op: 'open', pid: 1, path: '/dev/iommu', fd: 3 },
  { op: 'dup', pid: 1, path: '/dev/iommu', fd: 4, from: 3 },
  ioctl,
  { op: 'fork', pid: 2, parent: 1 },
  { op: 'exec', pid: 2, fds: [3] },
  { op: 'limit', pid: 1, pages: 4 },
  { op: 'ledgers', pid: 1, pinned: 0, locked: 0 },
  { op: 'close', pid: 1, path: '/dev/iommu', fd: 3 },
  { op: 'exit', pid: 1 },
];

afterEach(() => void vi.restoreAllMocks());

/** The keys that the reader asks lines for. */
function keysRead(): ReadonlySet<string> {
  const methods = ['has', 'integer', 'integers', 'text', 'flag', 'hexadecimal', 'bytes', 'list'] as const;
  const spies = methods.map((name) => vi.spyOn(LineReader.prototype, name));
  const { findings } = parseRecording('all.jsonl', lines.map((each) => JSON.stringify(each)).join('\n'));
  expect(findings).toEqual([]);
  return new Set(spies.flatMap(({ mock }) => mock.calls.map(([key]) => key)));
}

test('each key that the reader knows is in docs/recordings.md', () => {
  const read = keysRead();
  expect([...read].filter((key) => !documented.has(key))).toEqual([]);
  // The lines above have every key, or the reader would not be seen asking for it.
  const given = lines.flatMap((each) => Object.keys(each)).concat(['start', 'end', 'prot']);
  expect([...new Set(given)].toSorted()).toEqual([...read].toSorted());
});

test('each kind of line is in docs/recordings.md', () => {
  const { findings } = parseRecording('none.jsonl', '{"op":"nothing","pid":1}');
  const kinds = /must be (.*), and is/.exec(findings[0]?.message ?? '')?.[1]?.split(/, | or /) ?? [];
  expect(kinds.length).toBeGreaterThan(8);
  expect(kinds.filter((kind) => !page.includes(`| \`${kind}\``))).toEqual([]);
  expect(kinds.toSorted()).toEqual([...new Set(lines.map((each) => ('op' in each ? each.op : '')))].toSorted());
});
