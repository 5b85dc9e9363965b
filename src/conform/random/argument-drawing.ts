import { x86_64 } from '../../layout/abi/x86_64.ts';
import { layoutOf } from '../../layout/layout.ts';
import { writeFields } from '../../model/argument.ts';
import { minimumSize } from '../../model/call-environment.ts';
import type { Ioctl } from '../../spec/interface.ts';
import { clearDeviations } from './deviations.ts';
import type { Draw } from './draw.ts';
import type { Drawn } from './drawn.ts';
import type { Member } from './members.ts';
import type { Argument, ArrayArgument, BytesArgument, Patch } from './operation.ts';

/** What may be wrong with a call beside what its members hold. */
export const manners = ['size', 'memory', 'request', 'privilege'] as const;
export type Manner = (typeof manners)[number];

/** What an argument is made of. */
export interface ArgumentDraft {
  readonly ioctl: Ioctl;
  /** Is it read as its ioctl wants it, whatever it says of its length? */
  readonly isForeign: boolean;
  readonly values: ReadonlyMap<Member, Drawn>;
  readonly array: ArrayArgument | null;
  readonly wrong: ReadonlySet<Manner>;
}

/** The argument as bytes. */
export function drawArgument({ ioctl, isForeign, values, array, wrong }: ArgumentDraft, draw: Draw): Argument {
  const drawnSize = drawSize(ioctl, wrong.has('size'), draw);
  const { size } = drawnSize;
  const known = layoutOf(ioctl.struct, x86_64).size;
  const length = isForeign ? Math.max(size, known) : drawnSize.length;
  const bytes = new Uint8Array(Math.max(length, known));
  const constant = [...values].filter(([, { given }]) => given.to === null);
  // Members that overlap in a union: those that are set win.
  const set = constant.filter(([, { value }]) => value !== 0n);
  writeFields(
    ioctl.struct,
    bytes,
    set.map(([{ slot }, { value }]) => [slot.key, value] as const),
    x86_64,
  );
  clearDeviations(ioctl, bytes);
  new DataView(bytes.buffer).setUint32(0, size, true);
  if (length > known && draw.percent(50)) bytes[draw.whole(known, length - 1)] = 1;
  const patches = [...values].flatMap(([{ place }, { given }]): Patch[] =>
    given.to === null ? [] : [{ offset: place.offset, width: place.bytes, value: given }],
  );
  return {
    kind: 'bytes',
    bytes: Buffer.from(bytes.subarray(0, length)).toString('hex'),
    patches: patches.filter(({ offset }) => offset < length),
    memory: wrong.has('memory') ? badMemory(draw) : 'writable',
    array,
  };
}

/** The argument of an ioctl that takes a number. */
export function numberArgument(values: ReadonlyMap<Member, Drawn>): Argument {
  const argument = [...values].find(([{ slot }]) => slot.key === 'argument')?.[1].value ?? 0n;
  return { kind: 'number', number: String(argument) };
}

function badMemory(draw: Draw): BytesArgument['memory'] {
  return draw.percent(70) ? 'read-only' : 'missing';
}

/** How long the argument says it is, and is. */
interface Size {
  readonly size: number;
  readonly length: number;
}

function drawSize(ioctl: Ioctl, odd: boolean, draw: Draw): Size {
  const known = layoutOf(ioctl.struct, x86_64).size;
  if (!odd) return { size: known, length: known };
  const least = minimumSize(ioctl, x86_64);
  const both = (size: number): Size => ({ size, length: Math.max(size, 4) });
  return (
    draw.weighted([
      [3, both(least)],
      [3, both(draw.whole(0, least - 1))],
      [2, both(least - 1)],
      [3, both(draw.whole(least, known))],
      [6, both(known + draw.whole(1, 24))],
      // It ends before it says so.
      [2, { size: known, length: draw.whole(4, known - 1) }],
      [1, { size: known + draw.whole(1, 0x1000), length: known }],
    ] as const) ?? both(known)
  );
}
