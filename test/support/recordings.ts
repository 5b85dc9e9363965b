import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from '../../src/recording/replay.ts';
import type { ScenarioResult } from '../../src/recording/difference.ts';
import type { RecordedEvent } from '../../src/recording/event.ts';
import { parseRecording } from '../../src/recording/parse.ts';
import type { Interface } from '../../src/spec/interface.ts';

/** The folder of recordings of a real kernel, from the root of the project. */
export const traces = 'test/recording/traces';

const folder = join(import.meta.dirname, '../..', traces);

/** The names of all recordings of a real kernel. */
export const traceNames: readonly string[] = readdirSync(folder).map((name) => name.replace(/\.jsonl$/, ''));

export function traceText(name: string): string {
  return readFileSync(join(folder, `${name}.jsonl`), 'utf8');
}

/** The events of a recording; what is wrong with it is thrown. */
export function eventsOf(text: string): readonly RecordedEvent[] {
  const { events, findings } = parseRecording('made.jsonl', text);
  if (findings.length > 0) throw new Error(findings.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return events;
}

/** Replays a text that is one scenario. */
export function replayed(of: Interface, text: string): ScenarioResult {
  const [result, ...more] = replay(of, 'made.jsonl', eventsOf(text));
  if (!result || more.length > 0) throw new Error('the text is not one scenario');
  return result;
}

/** A call to record: words of an argument, and what came of it. */
export interface Made {
  readonly pid?: number;
  readonly fd?: number;
  /** The number in the request word. */
  readonly nr: number;
  /** u32 words of the argument behind its size. */
  readonly words: readonly number[];
  /** The words after the call, where they changed. */
  readonly after?: readonly number[];
  readonly errno?: number;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A line of a recording. */
export function line(event: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ pid: 1, ...event });
}

export function opened(pid = 1, fd = 3, path = '/dev/iommu'): string {
  return line({ op: 'open', pid, path, fd });
}

export function closed(pid = 1, fd = 3, path = '/dev/iommu'): string {
  return line({ op: 'close', pid, path, fd });
}

export function called({ pid = 1, fd = 3, nr, words, after = words, errno = 0, more = {} }: Made): string {
  const size = 4 + 4 * words.length;
  const req = `0x3b${nr.toString(16)}`;
  const call = { op: 'ioctl', pid, fd, req, nr, size, arg_readable: true };
  const out = { in: bytes([size, ...words]), ret: errno === 0 ? 0 : -1, errno, out: bytes([size, ...after]) };
  return line({ ...call, ...out, ...more });
}

function bytes(words: readonly number[]): string {
  const buffer = Buffer.alloc(4 * words.length);
  for (const [index, word] of words.entries()) buffer.writeUInt32LE(word, 4 * index);
  return buffer.toString('hex');
}
