import { finding, type Finding } from '../diagnostics/finding.ts';

/** A part of user memory that was mapped when the call was made. Addresses are the recorded process's. */
export interface MappedRange {
  readonly start: bigint;
  readonly end: bigint;
  readonly writable: boolean;
}

export interface IoctlEvent {
  readonly op: 'ioctl';
  readonly line: number;
  readonly pid: number;
  readonly fd: number;
  /** The whole request word. */
  readonly request: number;
  /** The first u32 of the argument. */
  readonly size: number;
  /** The argument before and after the call; null where it could not be read. At most 512 bytes of it are recorded. */
  readonly in: Uint8Array | null;
  readonly out: Uint8Array | null;
  /** What the call returned; `errno` is 0 for success. */
  readonly ret: number;
  readonly errno: number;
  /** What was mapped of the array that the argument refers to; null where it refers to none. */
  readonly memory: readonly MappedRange[] | null;
  readonly arrayIn: Uint8Array | null;
  readonly arrayOut: Uint8Array | null;
}

export type RecordedEvent =
  | { readonly op: 'test'; readonly line: number; readonly pid: number; readonly name: string }
  | {
      readonly op: 'open' | 'close';
      readonly line: number;
      readonly pid: number;
      readonly path: string;
      readonly fd: number;
    }
  | IoctlEvent;

/** Reads a recording: JSON Lines, one event a line. Blank lines are skipped. */
export function parseRecording(
  file: string,
  text: string,
): { readonly events: readonly RecordedEvent[]; readonly findings: readonly Finding[] } {
  const events: RecordedEvent[] = [];
  const findings: Finding[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const number = index + 1;
    const span = { file, line: number, column: 1, endLine: number, endColumn: Math.min(line.length, 80) + 1 };
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      findings.push(finding('REC0001', 'the line is no JSON; was the recording cut short?', span));
      continue;
    }
    const event = readEvent(value, number);
    if (typeof event === 'string') findings.push(finding('REC0002', event, span));
    else events.push(event);
  }
  return { events, findings };
}

/** One event, or what is wrong with it. */
function readEvent(value: unknown, line: number): RecordedEvent | string {
  if (typeof value !== 'object' || value === null) return 'a line holds one object';
  const object = value as Readonly<Record<string, unknown>>;
  const { op, pid, fd } = object;
  if (typeof pid !== 'number') return "'pid' is missing or no number";
  if (op === 'test')
    return typeof object['name'] === 'string' ? { op, line, pid, name: object['name'] } : "'name' is missing";
  if (typeof fd !== 'number') return "'fd' is missing or no number";
  if (op === 'open' || op === 'close')
    return typeof object['path'] === 'string' ? { op, line, pid, fd, path: object['path'] } : "'path' is missing";
  if (op !== 'ioctl') return `'${String(op)}' is no operation of a recording; there are test, open, close and ioctl`;
  return readIoctl(object, line, pid, fd);
}

function readIoctl(
  object: Readonly<Record<string, unknown>>,
  line: number,
  pid: number,
  fd: number,
): IoctlEvent | string {
  const request = Number(object['req']);
  if (typeof object['req'] !== 'string' || !Number.isInteger(request) || request < 0 || request > 0xffff_ffff)
    return "'req' is no request word";
  if (typeof object['ret'] !== 'number' || typeof object['errno'] !== 'number') return "'ret' or 'errno' is missing";
  const before = bytes(object['in']);
  const after = bytes(object['out']);
  const arrayIn = bytes(object['array_in']);
  const arrayOut = bytes(object['array_out']);
  if (before === undefined || after === undefined || arrayIn === undefined || arrayOut === undefined)
    return 'bytes are written as an even number of hexadecimal digits';
  const memory = object['mem'] === undefined || object['mem'] === null ? null : ranges(object['mem']);
  if (memory === undefined) return "'mem' is no list of mapped ranges";
  return {
    op: 'ioctl',
    line,
    pid,
    fd,
    request,
    size: typeof object['size'] === 'number' ? object['size'] : 0,
    in: object['arg_readable'] === false ? null : before,
    out: after,
    ret: object['ret'],
    errno: object['errno'],
    memory,
    arrayIn,
    arrayOut,
  };
}

function bytes(value: unknown): Uint8Array | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(value)) return undefined;
  return Uint8Array.from({ length: value.length / 2 }, (_, index) =>
    Number.parseInt(value.slice(2 * index, 2 * index + 2), 16),
  );
}

function ranges(value: unknown): readonly MappedRange[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found: MappedRange[] = [];
  for (const each of value as readonly unknown[]) {
    const { start, end, prot } = (each ?? {}) as Readonly<Record<string, unknown>>;
    if (
      typeof start !== 'string' ||
      typeof end !== 'string' ||
      !/^0x[0-9a-f]+$/i.test(start) ||
      !/^0x[0-9a-f]+$/i.test(end)
    )
      return undefined;
    found.push({ start: BigInt(start), end: BigInt(end), writable: typeof prot === 'string' && prot.includes('w') });
  }
  return found;
}
