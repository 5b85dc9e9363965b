import type { IoctlEvent } from '../../recording/event.ts';
import type { OwnEvent } from '../../recording/replay.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import { Binding } from './binding.ts';
import { Layout } from './layout.ts';
import type { Case, IoctlOperation, Operation, Performed, PerformedOperation } from './operation.ts';

/** Where an event of each operation is to be found: the lines of a recording of the case, from 1. */
export const firstLine = 2;

/** What a kernel did in a case, as the events of a recording; an operation that no recording has none of is left out. */
export function eventsOf(of: Case, performed: Performed, device: string): readonly OwnEvent[] {
  const layout = new Layout(of, performed.regions.map(BigInt), BigInt(performed.arrays));
  const binding = new Binding(performed.regions.map(BigInt), BigInt(performed.arrays));
  return of.operations.flatMap((operation, index): readonly OwnEvent[] => {
    const came = performed.results[index];
    if (!came) return [];
    const event = eventOf(operation, came, binding, layout, device, index + firstLine);
    const after = came.after === undefined ? null : Uint8Array.from(Buffer.from(came.after, 'hex'));
    binding.note(operation.id, came.result, after);
    return event ? [event] : [];
  });
}

/** The number that the process has in recordings. */
const pid = 1;

function eventOf(
  operation: Operation,
  came: PerformedOperation,
  binding: Binding,
  layout: Layout,
  device: string,
  line: number,
): OwnEvent | null {
  switch (operation.op) {
    case 'open':
      return { op: 'open', line, pid, fd: came.result, path: device };
    case 'close': {
      if (came.errno !== null) return null;
      const fd = Number(binding.source(operation.descriptor));
      return { op: 'close', line, pid, fd, path: operation.isContext ? device : 'anon_inode:[iommufd]' };
    }
    case 'ioctl': {
      const { result, errno } = came;
      const ended = {
        ret: result,
        errno: errno === null ? 0 : (errnoNumbers[errno] ?? Number(errno)),
        failed: came.failed === true,
      };
      return { ...ioctlEvent(operation, came, binding, layout, line), ...ended };
    }
    case 'unmap':
      layout.unmap(operation.region);
      return null;
    case 'limit':
      return { op: 'limit', line, pid, pages: operation.pages };
    case 'ledgers':
      return { op: 'ledgers', line, pid, pinned: came.pinned ?? 0, locked: came.locked ?? 0 };
  }
}

/** A call as an event; what it came to is not known here. */
export function ioctlEvent(
  { descriptor, request, privileged, argument }: IoctlOperation,
  came: Pick<PerformedOperation, 'before' | 'after' | 'arrayBefore' | 'arrayAfter'>,
  binding: Binding,
  layout: Layout,
  line: number,
): IoctlEvent {
  const bytes = (hexadecimal: string | undefined): Uint8Array | null =>
    hexadecimal === undefined ? null : Uint8Array.from(Buffer.from(hexadecimal, 'hex'));
  const before = bytes(came.before);
  const size = before && before.length >= 4 ? new DataView(before.buffer).getUint32(0, true) : 0;
  // Behind the bytes no memory is.
  const whole = before !== null && before.length >= 4 && size <= before.length;
  return {
    op: 'ioctl',
    line,
    pid,
    fd: Number(BigInt.asIntN(32, binding.source(descriptor))),
    request,
    size,
    in: whole ? before : null,
    out: whole ? bytes(came.after) : null,
    parameter: argument.kind === 'number' ? BigInt(argument.number) : null,
    ret: 0,
    errno: 0,
    memory: layout.ranges(),
    arrayIn: bytes(came.arrayBefore),
    arrayOut: bytes(came.arrayAfter),
    failed: false,
    privileged,
    readOnly: argument.kind === 'bytes' && argument.memory === 'read-only',
  };
}
