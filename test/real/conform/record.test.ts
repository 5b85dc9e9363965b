import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recorderSource } from '../../../src/conform/record/library.ts';
import type { IoctlEvent, RecordedEvent } from '../../../src/recording/event.ts';
import { parseRecording } from '../../../src/recording/parse.ts';
import { abiwright, type Run } from '../../support/abiwright.ts';
import { proposals } from '../../support/proposals.ts';
import { iommufd } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';

/** A family whose device every machine has: what the recorder does is the same, whatever the kernel answers. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'abiwright-record-'));
  cpSync(join(import.meta.dirname, '../../../specs'), join(folder, 'specs'), { recursive: true });
  const family = join(folder, 'specs/iommufd/family.yaml');
  const text = readFileSync(family, 'utf8');
  writeFileSync(family, text.replace('\ndevice: /dev/iommu\n', '\ndevice: /dev/null\n'));
  expect(readFileSync(family, 'utf8')).not.toBe(text);
  const source = join(import.meta.dirname, 'recorded-program.c');
  const flags = ['-O2', '-Wall', '-Wextra', '-Werror', '-pthread', source];
  execFileSync('gcc-12', [...flags, '-o', join(folder, 'program')]);
  execFileSync('gcc-12', [...flags, '-static', '-o', join(folder, 'static')]);
  execFileSync('gcc-12', [...flags, '-D_FORTIFY_SOURCE=2', '-o', join(folder, 'fortified')]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function recorded(...words: readonly string[]): { readonly run: Run; readonly events: readonly RecordedEvent[] } {
  const run = abiwright(['record', '--', ...words], { folder });
  const { events, findings } = parseRecording('recording', readFileSync(join(folder, 'recording.jsonl'), 'utf8'));
  expect(findings.filter(({ code }) => code !== 'REC0005')).toEqual([]);
  return { run, events };
}

function callsOf(events: readonly RecordedEvent[]): readonly IoctlEvent[] {
  return events.flatMap((event) => (event.op === 'ioctl' ? [event] : []));
}

/** What happened, a word and its numbers each, with the processes numbered as they come. */
function story(events: readonly RecordedEvent[]): readonly string[] {
  const pids = [...new Set(events.map(({ pid }) => pid))];
  const number = (pid: number): number => pids.indexOf(pid) + 1;
  return events.map((event) => {
    const numbers =
      event.op === 'dup'
        ? [event.from, event.fd]
        : event.op === 'fork'
          ? [number(event.parent)]
          : event.op === 'exec'
            ? event.fds
            : 'fd' in event
              ? [event.fd]
              : [];
    return [`${String(number(event.pid))}:`, event.op, ...numbers].join(' ');
  });
}

it.each(['program', 'fortified'])('records the calls of a %s', (name) => {
  const { run, events } = recorded(join(folder, name));
  expect(run).toEqual({ status: 0, output: '', errors: 'recorded 1 call of 1 context in recording.jsonl\n' });
  expect(story(events)).toEqual(['1: exec', '1: open 3', '1: ioctl 3', '1: exit']);
  expect(callsOf(events)).toMatchObject([
    { request: 0x3b81, size: 12, in: Uint8Array.of(12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), ret: -1, errno: 25 },
  ]);
});

it('says that nothing of a static program was recorded', () => {
  const run = abiwright(['record', '--', join(folder, 'static')], { folder });
  expect(run).toMatchObject({ status: 1, output: '' });
  expect(run.errors).toContain('REC0007');
  expect(run.errors).toContain('recorded 0 calls of 0 contexts');
});

it('reads what there is of memory, and does not crash where there is none', () => {
  const calls = callsOf(recorded(join(folder, 'program'), 'memory').events);
  const [none, cut, short, split, array, late, map, bitmap, number, long, longer] = calls;
  expect(calls).toHaveLength(11);
  expect(none).toMatchObject({ size: 0, in: null, memory: null });
  expect(cut).toMatchObject({ size: 16, in: null });
  expect(short).toMatchObject({ size: 4, in: Uint8Array.of(4, 0, 0, 0) });
  expect(split).toMatchObject({ size: 0, in: null });
  expect(array?.arrayIn).toEqual(new Uint8Array(32).fill(0xab));
  expect(array?.arrayOut).toEqual(new Uint8Array(32).fill(0xab));
  expect(array?.memory).toMatchObject([{ readable: true, writable: true }]);
  expect(late).toMatchObject({ arrayIn: null, arrayOut: null });
  const reached = late?.memory?.map(({ start, end }) => end - start);
  expect(reached).toEqual([16n]);
  expect(map?.arrayIn).toBeNull();
  const parts = map?.memory?.map(({ start, end, writable }) => [end - start, writable]);
  expect(parts).toEqual([
    [4096n, true],
    [4096n, false],
  ]);
  expect(bitmap?.arrayIn).toEqual(new Uint8Array(16));
  expect(number).toMatchObject({ request: 0x3b65, size: 0, in: null, parameter: 3n });
  expect(long).toMatchObject({ size: 4100 });
  expect(long?.in).toHaveLength(512);
  expect(longer).toMatchObject({ size: 4100, in: null });
});

it('tells what becomes of descriptors, also of a program that closes all that it finds', () => {
  const { events } = recorded(join(folder, 'program'), 'descriptors');
  expect(story(events)).toEqual([
    ...['1: exec', '1: open 3', '1: dup 3 4', '1: ioctl 4', '1: close 4', '1: dup 3 70', '1: dup 3 60'],
    ...['1: close 3', '1: close 60', '1: close 70'],
    ...['1: open 3', '1: ioctl 3', '1: close 3', '1: open 3', '1: close 3'],
    ...['1: open 3', '1: ioctl 3', '1: close 3', '1: exit'],
  ]);
});

it('tells of children, also of those that have the memory of their parent, and of what they execute', () => {
  const { run, events } = recorded(join(folder, 'program'), 'processes');
  expect(run.status).toBe(0);
  expect(story(events)).toEqual([
    ...['1: exec', '1: open 3', '2: fork 1', '2: close 3', '2: exit', '1: ioctl 3'],
    ...['3: close 3', '3: exit', '1: ioctl 3', '1: exec 3', '1: ioctl 3', '1: exit'],
  ]);
});

it('writes whole lines, whoever writes at the same time', () => {
  const { run, events } = recorded(join(folder, 'program'), 'threads');
  expect(run.errors).toContain('recorded 2000 calls of 1 context in recording.jsonl');
  const [first, second] = [...new Set(events.map(({ pid }) => pid))];
  for (const pid of [first, second]) expect(callsOf(events).filter((each) => each.pid === pid)).toHaveLength(1000);
});

it('is C without a warning, of the base and of each proposal', () => {
  for (const of of [iommufd().interface, ...proposals().map((each) => each.result)]) {
    const flags = ['-Wall', '-Wextra', '-Werror', '-O2', '-shared', '-fPIC', '-x', 'c', '-', '-o', '/dev/null'];
    execFileSync('gcc-12', flags, { input: recorderSource(of, printer()) });
  }
});
