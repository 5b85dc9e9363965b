import { commentSafe } from '../../emit/text/harmless.ts';
import { blockComment } from '../../emit/text/c-comment.ts';
import type { Printer } from '../../emit/template.ts';
import { takesNumber } from '../../recording/number-call.ts';
import { referencesOf, type Extent, type Reference } from '../../recording/references.ts';
import type { FieldLayout } from '../../layout/layout.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';

/** What names, to the recorder, the file that it appends to. A recorded program may append lines of its own to it. */
export const outputVariable = 'ABIWRIGHT_RECORD_TO';

/** The device of VFIO's containers. iommufd may serve it, and its calls have iommufd's type. */
export const vfioContainer = '/dev/vfio/vfio';

/** In bytes: what docs/recordings.md says of long arguments. */
const longestArgument = 512;
/** In bytes. The longest bitmap that upstream's tests use has 8 KiB. */
const longestArray = 1 << 20;

/** C source of the library that records the calls of an interface when it is loaded into a program before all others. */
export function recorderSource(of: Interface, print: Printer): string {
  const ioctls = [...of.ioctls, ...of.testIoctls];
  const numbers = ioctls.filter(takesNumber).map(named);
  return print('record/recorder', {
    banner: blockComment([
      `Made by abiwright from the specs of ${commentSafe(of.name)}: appends the calls of a program to a recording`,
      `(docs/recordings.md says in which form). It is loaded by LD_PRELOAD.`,
    ]),
    outputVariable: literal(outputVariable),
    devices: [of.family.device, vfioContainer].map((path) => ({ path: literal(path) })),
    given: literal(`anon_inode:[${of.family.name}`),
    longestArgument: String(longestArgument),
    longestArray: String(longestArray),
    readers: [8, 16, 32, 64].map((bits) => ({ bits: String(bits) })),
    numbers,
    anyNumber: numbers.length > 0,
    referring: ioctls.flatMap((ioctl) => referringView(of, ioctl)),
    positionedWrites: [
      { name: 'pwrite', offset: 'off_t' },
      { name: 'pwrite64', offset: 'off64_t' },
    ],
    opens: [
      { name: 'open', folder: false },
      { name: 'open64', folder: false },
      { name: 'openat', folder: true },
      { name: 'openat64', folder: true },
    ],
    checkedOpens: [
      { name: '__open_2', folder: false },
      { name: '__open64_2', folder: false },
      { name: '__openat_2', folder: true },
      { name: '__openat64_2', folder: true },
    ],
    controls: [{ name: 'fcntl' }, { name: 'fcntl64' }],
    exits: [{ name: '_exit' }, { name: '_Exit' }],
  });
}

function named(ioctl: Ioctl): { readonly number: string; readonly name: string } {
  return { number: `0x${ioctl.number.toString(16)}`, name: commentSafe(ioctl.name) };
}

/** The case of an ioctl in the function that finds what an argument refers to; none where it refers to nothing. */
function referringView(of: Interface, ioctl: Ioctl): readonly object[] {
  const references = referencesOf(of, ioctl);
  if (references.length === 0) return [];
  return [
    {
      ...named(ioctl),
      references: references.map(referenceView),
      conditional: references.every(({ when }) => when !== null),
    },
  ];
}

function referenceView({ pointer, extent, when, hasContents }: Reference): object {
  return {
    address: read(pointer),
    bytes: bytesOf(extent),
    when: when && `${read(when.member)} == ${String(when.value)}`,
    hasContents: String(hasContents),
  };
}

function bytesOf(extent: Extent): string {
  if (extent.kind === 'bitmap') return `bitmap_bytes(${read(extent.length)}, ${read(extent.pageSize)})`;
  const factors = extent.members.map(read);
  return [...factors, ...(extent.unit === 1 ? [] : [String(extent.unit)])].join(' * ');
}

/** A C expression for a member of the argument. */
function read({ offset, size }: FieldLayout): string {
  return `u${String(size * 8)}_at(argument, ${String(offset)})`;
}

/** A C string literal. */
function literal(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
}
