import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf, members, type FieldLayout } from '../layout/layout.ts';
import { readFields } from '../model/argument.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import { nested, walk, type Step } from '../spec/step.ts';
import { addressUse } from './address-use.ts';

/** How long the memory is that a member points to. */
export type Extent =
  /** The product of the members and of `unit`, in bytes. */
  | { readonly kind: 'product'; readonly members: readonly FieldLayout[]; readonly unit: number }
  /** Words of 64 bits, with a bit for each page of a range. */
  | { readonly kind: 'bitmap'; readonly length: FieldLayout; readonly pageSize: FieldLayout };

/** User memory that the argument of an ioctl refers to. */
export interface Reference {
  /** The member that has its address. */
  readonly pointer: FieldLayout;
  readonly extent: Extent;
  /** What another member must be for the pointer to be one; null where it always is. */
  readonly when: Condition | null;
  /**
   * Whether what is in the memory is a part of the call, as of an array or a buffer. It is not where the call keeps the
   * address: that is memory which is to be mapped.
   */
  readonly hasContents: boolean;
  /** Whether the steps say what is read from the memory and written to it. */
  readonly isDescribed: boolean;
}

export interface Condition {
  readonly member: FieldLayout;
  readonly value: bigint;
}

/** The member that says, beside a length and a pointer without a type, what each bit of a bitmap is for. */
const pageSizeMember = 'page_size';

const known = new WeakMap<Ioctl, readonly Reference[]>();

/**
 * The user memory that the argument of an ioctl refers to: what each member with the role of a pointer points to, as far as
 * the members beside it say that have the role of a length. Where none says so, nothing is known of the memory.
 */
export function referencesOf(of: Interface, ioctl: Ioctl): readonly Reference[] {
  let references = known.get(ioctl);
  if (!references) known.set(ioctl, (references = findReferences(of, ioctl)));
  return references;
}

function findReferences(of: Interface, ioctl: Ioctl): readonly Reference[] {
  const all = members(layoutOf(ioctl.struct, x86_64));
  return all.flatMap((pointer) => {
    if (pointer.field.role !== 'pointer') return [];
    const beside = all.filter((each) => parentOf(each) === parentOf(pointer));
    const extent = extentOf(pointer, beside);
    if (!extent) return [];
    const isInside = pointer.path.length > 1;
    const when = isInside ? conditionFor(ioctl.steps, pointer, all) : null;
    const use = addressUse(of, ioctl, pointer.path);
    return [{ pointer, extent, when, hasContents: !use.kept, isDescribed: use.elements }];
  });
}

function parentOf({ path }: FieldLayout): string {
  return path.slice(0, -1).join('.');
}

function extentOf({ field }: FieldLayout, beside: readonly FieldLayout[]): Extent | null {
  const lengths = beside.filter((each) => each.field.role === 'length');
  const [first] = lengths;
  if (!first) return null;
  const pageSize = beside.find((each) => each.field.name === pageSizeMember);
  if (pageSize && !field.pointsTo) return { kind: 'bitmap', length: first, pageSize };
  const unit = field.pointsTo ? layoutOf(field.pointsTo, x86_64).size : 1;
  return { kind: 'product', members: lengths, unit };
}

/** The case of a member in whose steps the other one is handed to a verb or read from. */
function conditionFor(steps: readonly Step[], used: FieldLayout, all: readonly FieldLayout[]): Condition | null {
  for (const step of steps) {
    if (step.kind === 'switch') {
      const { on } = step;
      const member = on.op === 'field' ? all.find(({ path }) => samePath(path, on.path)) : undefined;
      for (const { value, steps: own } of step.cases)
        if (member && value.op === 'number' && uses(own, used)) return { member, value: value.value };
    }
    for (const list of nested(step)) {
      const found = conditionFor(list, used, all);
      if (found) return found;
    }
  }
  return null;
}

function uses(steps: readonly Step[], { path }: FieldLayout): boolean {
  return [...walk(steps)]
    .flatMap((step) => (step.kind === 'call' ? Object.values(step.with) : 'at' in step ? [step.at] : []))
    .some((each) => each.op === 'field' && samePath(each.path, path));
}

function samePath(first: readonly string[], second: readonly string[]): boolean {
  return first.join('.') === second.join('.');
}

/** The memory that an argument refers to, where its contents belong to the call; null where there is none. */
export function contentsOf(of: Interface, ioctl: Ioctl, argument: Uint8Array): Reference | null {
  const values = readFields(ioctl.struct, argument, x86_64);
  const has = ({ member, value }: Condition): boolean => values.get(member.path.join('.')) === value;
  return referencesOf(of, ioctl).find(({ when, hasContents }) => hasContents && (!when || has(when))) ?? null;
}
