import type { MappedRange } from '../../recording/event.ts';
import type { Case, RegionPlan } from './operation.ts';

/** How long the block is that calls have their arrays in, in bytes. */
export const arraysLength = 0x4000n;
export const pageSize = 0x1000n;

/** What of a case's memory is mapped, from where each region starts. */
export class Layout {
  private readonly plans: readonly RegionPlan[];
  private readonly starts: readonly bigint[];
  private readonly arrays: bigint;
  private readonly unmapped = new Set<number>();
  private known: readonly MappedRange[] | null = null;

  constructor({ regions }: Pick<Case, 'regions'>, starts: readonly bigint[], arrays: bigint) {
    this.plans = regions;
    this.starts = starts;
    this.arrays = arrays;
  }

  unmap(region: number): void {
    this.unmapped.add(region);
    this.known = null;
  }

  /** Is anything of a region mapped still? */
  has(region: number): boolean {
    return !this.unmapped.has(region);
  }

  /** In the order of their addresses. The list is the same as long as nothing changes. */
  ranges(): readonly MappedRange[] {
    return (this.known ??= this.plans
      .flatMap((plan, index) => (this.unmapped.has(index) ? [] : rangesOf(plan, this.starts[index] ?? 0n)))
      .concat({ start: this.arrays, end: this.arrays + arraysLength, readable: true, writable: true })
      .sort((a, b) => (a.start < b.start ? -1 : 1)));
  }
}

function rangesOf({ kind, pages, holes }: RegionPlan, start: bigint): MappedRange[] {
  const ends = [...holes, pages];
  const begins = [0, ...holes.map((hole) => hole + 1)];
  return begins.flatMap((begin, index) => {
    const end = ends[index] ?? pages;
    if (begin === end) return [];
    const [first, behind] = [begin, end].map((page) => start + BigInt(page) * pageSize);
    return [{ start: first ?? 0n, end: behind ?? 0n, readable: true, writable: kind !== 'read-only' }];
  });
}
