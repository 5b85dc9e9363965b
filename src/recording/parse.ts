import { finding, type Finding } from '../diagnostics/finding.ts';
import { wholeFile, type Span } from '../diagnostics/span.ts';
import type { IoctlEvent, MappedRange, RecordedEvent } from './event.ts';
import { LineReader } from './line-reader.ts';

/** What a recording says. */
export interface Recording {
  readonly events: readonly RecordedEvent[];
  readonly findings: readonly Finding[];
}

const largestInt = 0x7fff_ffff;
const largestUnsigned = 0xffff_ffff;
const largestErrno = 4095;
/** The request word's number, as the kernel's _IOC_NR() takes it. */
const numberBits = 0xff;

/** Reads a recording: JSON Lines, one event a line (docs/recordings.md). Blank lines are skipped. */
export function parseRecording(file: string, text: string): Recording {
  const events: RecordedEvent[] = [];
  const findings: Finding[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue;
    const span = lineSpan(file, index + 1, line.length);
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      findings.push(finding('REC0001', 'the line is no JSON; was the recording cut short?', span));
      continue;
    }
    const reader = new LineReader(value);
    const event = readEvent(reader, index + 1);
    if (reader.problem !== null) findings.push(finding('REC0002', reader.problem, span));
    else if (event) events.push(event);
  }
  if (findings.length === 0 && !events.some((event) => event.op === 'ioctl'))
    findings.push(finding('REC0005', 'the recording has no call of an ioctl', wholeFile(file)));
  return { events, findings };
}

/** The place of a line of a recording. */
export function lineSpan(file: string, line: number, length = 1): Span {
  return { file, line, column: 1, endLine: line, endColumn: length + 1 };
}

/** The event of a line; what the line lacks is noted in the reader. */
function readEvent(reader: LineReader, line: number): RecordedEvent | null {
  const op = reader.text('op');
  const pid = reader.integer('pid', 0, largestInt);
  switch (op) {
    case 'test':
      return { op, line, pid, name: reader.text('name') };
    case 'open':
    case 'close':
      return { op, line, pid, fd: reader.integer('fd', 0, largestInt), path: reader.text('path') };
    case 'dup': {
      const [fd, from] = [reader.integer('fd', 0, largestInt), reader.integer('from', 0, largestInt)];
      return { op, line, pid, fd, from, path: reader.text('path') };
    }
    case 'fork':
      return { op, line, pid, parent: reader.integer('parent', 0, largestInt) };
    case 'exec':
      return { op, line, pid, fds: reader.integers('fds', 0, largestInt) };
    case 'exit':
      return { op, line, pid };
    case 'ioctl':
      return readIoctl(reader, line, pid);
    case 'limit':
      return { op, line, pid, pages: reader.has('pages') ? reader.integer('pages', 0, Number.MAX_SAFE_INTEGER) : null };
    case 'ledgers': {
      const pages = (key: string): number => reader.integer(key, 0, Number.MAX_SAFE_INTEGER);
      return { op, line, pid, pinned: pages('pinned'), locked: pages('locked') };
    }
    default:
      reader.wrong(`'op' must be test, open, close, dup, ioctl, limit, ledgers, fork, exec or exit, and is '${op}'`);
      return null;
  }
}

function readIoctl(reader: LineReader, line: number, pid: number): IoctlEvent {
  const request = Number(reader.hexadecimal('req', 8));
  if (reader.has('nr') && reader.integer('nr', 0, numberBits) !== (request & numberBits))
    reader.wrong("'nr' is not the number in 'req'");
  const readable = reader.flag('arg_readable');
  const ret = reader.integer('ret', -1, largestInt);
  const errno = reader.integer('errno', 0, largestErrno);
  if (ret < 0 !== errno > 0) reader.wrong("'errno' is 0 where 'ret' is not negative, and only there");
  const array = reader.has('array_in') || reader.has('array_out');
  const event: IoctlEvent = {
    op: 'ioctl',
    line,
    pid,
    fd: reader.integer('fd', 0, largestInt),
    request,
    size: reader.integer('size', 0, largestUnsigned),
    in: readable ? reader.bytes('in') : null,
    out: readable ? reader.bytes('out') : null,
    parameter: reader.has('arg') ? reader.hexadecimal('arg', 16) : null,
    ret,
    errno,
    memory: reader.has('mem') ? ranges(reader) : null,
    arrayIn: array ? reader.bytes('array_in') : null,
    arrayOut: array ? reader.bytes('array_out') : null,
    failed: reader.has('failed') && reader.flag('failed'),
    privileged: reader.has('privileged') ? reader.flag('privileged') : true,
    readOnly: reader.has('arg_writable') ? !reader.flag('arg_writable') : false,
  };
  if (reader.has('fail_nth')) reader.integer('fail_nth', 1, largestUnsigned);
  if (event.in?.length !== event.out?.length) reader.wrong("'in' and 'out' are not of the same length");
  if (event.arrayIn?.length !== event.arrayOut?.length)
    reader.wrong("'array_in' and 'array_out' are not of the same length");
  if (event.in && event.in.length >= 4 && firstWord(event.in) !== event.size)
    reader.wrong("'size' is not the first u32 of 'in'");
  return event;
}

function ranges(reader: LineReader): readonly MappedRange[] {
  return reader.list('mem').map((each) => {
    const protection = each.text('prot');
    const writable = protection.includes('w');
    // What can be written can be read, on every machine that Linux runs on.
    const readable = writable || protection.includes('r');
    const range = { start: each.hexadecimal('start', 16), end: each.hexadecimal('end', 16), readable, writable };
    if (range.start > range.end) each.wrong("'start' is behind 'end'");
    if (each.problem !== null) reader.wrong(`in 'mem', ${each.problem}`);
    return range;
  });
}

function firstWord(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}
