import { nearest } from '../../diagnostics/nearest.ts';
import { abis } from '../../layout/abis.ts';
import { layoutOf } from '../../layout/layout.ts';
import { isIoctl, type Interface, type Ioctl } from '../../spec/interface.ts';
import { checkMember, existsError, nameError, proposalName } from './names.ts';
import type { Plan } from './plan.ts';

/** The parts of `IOMMU_IOAS_UNMAP.deadline` (or `iommu_ioas_unmap.deadline`). */
export function splitField(name: string): { readonly owner: string; readonly member: string } {
  const [owner, member, ...more] = name.split('.');
  if (owner === undefined || owner === '' || member === undefined || more.length > 0 || /[/\\\s]/.test(name))
    throw nameError(name, 'a field is written as IOCTL.MEMBER, as IOMMU_IOAS_UNMAP.deadline');
  checkMember(member);
  return { owner, member };
}

/** The ioctl that a field's owner names by itself or by its struct. */
export function ownerIn(of: Interface, owner: string): Ioctl | null {
  return of.ioctls.find((each) => each.name === owner || each.struct.name === owner) ?? null;
}

/** Plans a member at the end of an ioctl's argument. */
export function planField(of: Interface, name: string): Plan {
  const { owner, member } = splitField(name);
  const ioctl = ownerIn(of, owner);
  if (!ioctl) throw noOwner(of, owner, name);
  const { struct } = ioctl;
  if (struct.fields.some((each) => each.name === member))
    throw existsError(`struct ${struct.name} has a member '${member}' already`, 'choose another name');
  if (member.startsWith('__reserved'))
    throw nameError(name, 'what is reserved has no meaning; a new member is named for the one it has');
  const out = member.startsWith('out_');
  if (out && !ioctl.steps.some((step) => step.kind === 'reply' && step.fields === null))
    throw nameError(name, `no step of ${ioctl.name} replies its whole argument, so nothing comes back in it`);
  const place = ioctl.steps.find((step) => step.place !== null)?.place ?? null;
  const { type, alignment } = fitting(ioctl);
  const without = `No step of ${ioctl.name} has a place, so none can be put before it: name one in the base.`;
  return {
    proposal: proposalName(`${ioctl.command}_${member}`),
    title: `add ${member} to ${ioctl.name}`,
    template: 'new/field',
    view: {
      ioctl: ioctl.name,
      struct: struct.name,
      field: member,
      type,
      alignment,
      out,
      place,
      remarks: place === null ? [{ text: without }] : [],
    },
    discovery: 'A kernel without the member fails with E2BIG unless it is 0. Is that enough to find out?',
    notes: place === null ? [without] : [],
  };
}

function noOwner(of: Interface, owner: string, name: string): Error {
  const structs = of.declarations.flatMap((each) => (isIoctl(each) || each.declares !== 'struct' ? [] : [each.name]));
  if (structs.includes(owner))
    return nameError(name, `struct ${owner} is no argument of an ioctl: it does not carry its size, so it cannot grow`);
  const known = of.ioctls.flatMap((each) => [each.name, each.struct.name]);
  const close = nearest(owner, known);
  const fix = close === null ? null : `did you mean ${close}.${name.slice(owner.length + 1)}?`;
  return nameError(name, `${of.name} has no ioctl ${owner}`, fix);
}

/** The widest type that follows the struct without a hole, on any architecture. */
function fitting({ struct }: Ioctl): { readonly type: string; readonly alignment: string } {
  const { size } = layoutOf(struct, abis[0]);
  const fits = (bytes: number): boolean => size % bytes === 0;
  const type = fits(8) ? 'aligned_u64' : fits(4) ? 'u32' : fits(2) ? 'u16' : 'u8';
  const alignment = fits(8)
    ? `The struct has ${size} bytes so far, so 64 bits stand at a multiple of 8 on every architecture.`
    : `The struct has ${size} bytes so far; 64 bits would stand elsewhere on 32-bit architectures.`;
  return { type, alignment };
}
