import { hex } from './difference.ts';
import type { IoctlEvent, MappedRange } from './event.ts';
import type { OwnEvent } from './replay.ts';

/** A scenario as the text of a recording (docs/recordings.md); `name` names it. */
export function recordingText(events: readonly OwnEvent[], name = 'random'): string {
  const lines = [{ op: 'test', pid: events[0]?.pid ?? 1, name }, ...events.map(lineOf)];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** What a line holds; what is absent from it is as it mostly is. */
function lineOf(event: OwnEvent): object {
  if (event.op !== 'ioctl') {
    const { line: _line, ...rest } = event;
    return rest;
  }
  return {
    op: event.op,
    pid: event.pid,
    fd: event.fd,
    req: hexadecimal(BigInt(event.request)),
    size: event.size,
    arg_readable: event.in !== null,
    ...(event.in && event.out ? { in: hex(event.in), out: hex(event.out) } : {}),
    ...(event.parameter === null ? {} : { arg: hexadecimal(event.parameter) }),
    ret: event.ret,
    errno: event.errno,
    ...(event.memory ? { mem: event.memory.map(rangeOf) } : {}),
    ...(event.arrayIn && event.arrayOut ? { array_in: hex(event.arrayIn), array_out: hex(event.arrayOut) } : {}),
    ...unusual(event),
  };
}

function unusual({ privileged, readOnly, failed }: IoctlEvent): object {
  return {
    ...(privileged ? {} : { privileged: false }),
    ...(readOnly ? { arg_writable: false } : {}),
    ...(failed ? { failed: true } : {}),
  };
}

function rangeOf({ start, end, readable, writable }: MappedRange): object {
  const protection = `${readable ? 'r' : '-'}${writable ? 'w' : '-'}-p`;
  return { start: hexadecimal(start), end: hexadecimal(end), prot: protection };
}

function hexadecimal(value: bigint): string {
  return `0x${value.toString(16)}`;
}
