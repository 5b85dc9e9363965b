import { x86_64 } from '../../layout/abi/x86_64.ts';
import { readFields } from '../../model/argument.ts';
import type { Interface } from '../../spec/interface.ts';
import { Members } from './members.ts';
import type { IoctlOperation, PerformedOperation } from './operation.ts';

/** The ioctl that a call is of, and which of its cases: `IOMMU_OPTION HUGE_PAGES SET`. */
export function kindOf(of: Interface, { request, argument }: IoctlOperation, came: PerformedOperation): string {
  const ioctl = [...of.ioctls, ...of.testIoctls].find(({ number }) => number === (request & 0xff));
  if (!ioctl) return `0x${request.toString(16)}`;
  if (argument.kind === 'number') return `${ioctl.name} ${argument.number}`;
  if (came.before === undefined) return ioctl.name;
  const fields = readFields(ioctl.struct, Uint8Array.from(Buffer.from(came.before, 'hex')), x86_64);
  const deciding = new Members(of, ioctl).deciding.map(({ slot }) => {
    const value = fields.get(slot.key) ?? 0n;
    return slot.field.enum?.values.find((each) => each.value === value)?.short ?? `0x${value.toString(16)}`;
  });
  return [ioctl.name, ...deciding].join(' ');
}
