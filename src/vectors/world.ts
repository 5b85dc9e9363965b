import type { SymbolValues } from '../model/call-environment.ts';
import { x86_64Symbols } from '../model/kernel-model.ts';
import type { Place } from './value.ts';

/** How long the buffer of a test program is, in pages. */
export const bufferPages = 16n;

/** A machine that vectors are tried on: what the symbols are there, and where memory is. */
export interface World {
  readonly name: string;
  readonly symbols: SymbolValues;
  /** RLIMIT_MEMLOCK of the process, in pages; null for no limit. */
  readonly lockedLimit: bigint | null;
  /** Where the buffer starts. */
  readonly buffer: bigint;
  /** Where the page is that has every bit set. */
  readonly ones: bigint;
  /** Where the arrays of calls are, each in a block of its own. */
  readonly arrays: bigint;
}

const arrays = 0x7ffc_0000_0000n;
const ones = 0x7ffb_0000_0000n;

/** The machine that vectors are searched on. Its buffer is aligned to a page and no more. */
export const usualWorld: World = {
  name: '4 KiB pages',
  symbols: x86_64Symbols,
  lockedLimit: null,
  buffer: 0x7f12_3456_7000n,
  ones,
  arrays,
};

/** The machines that a vector must hold on. */
export const worlds: readonly World[] = [
  usualWorld,
  {
    ...usualWorld,
    name: '64 KiB pages',
    symbols: { ...x86_64Symbols, PAGE_SIZE: 0x1_0000n, HPAGE_SIZE: 0x2000_0000n },
    buffer: 0xffff_8123_0000n,
  },
  {
    ...usualWorld,
    name: 'no huge pages, and a buffer that could be one',
    symbols: { ...x86_64Symbols, HPAGE_SIZE: x86_64Symbols.PAGE_SIZE },
    buffer: 0x7f12_4000_0000n,
  },
];

/**
 * The machines for vectors that need a device of the test kernel. Pages that are pinned count against a limit of none, for
 * a caller without capabilities.
 */
export const deviceWorlds: readonly World[] = worlds.map((each) => ({ ...each, lockedLimit: 0n }));

/** The block of an array: as long as any page, so that none runs into the next. */
export const arrayBlock = 0x1_0000n;

/** The address of a place. */
export function placeIn(world: World, place: Place): bigint {
  return { buffer: world.buffer, unmapped: bufferEnd(world), ones: world.ones }[place];
}

/** Where the buffer ends, and nothing is mapped. */
export function bufferEnd(world: World): bigint {
  return world.buffer + bufferPages * world.symbols.PAGE_SIZE;
}
