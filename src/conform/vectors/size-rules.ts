import type { Span } from '../../diagnostics/span.ts';
import { x86_64 } from '../../layout/abi/x86_64.ts';
import { minimumSize } from '../../model/call-environment.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { plainly, slotsOf, type SymbolicCall } from '../../vectors/call.ts';
import { withManner } from '../../vectors/difference.ts';
import type { SymbolicValue } from '../../vectors/value.ts';
import { KernelRefusal, type Kernel } from '../kernel.ts';
import { argumentSize, Bench, type Performed, type SizedArgument } from './bench.ts';
import type { VectorResult } from './vector-result.ts';

/** One way for an argument to be short, long or cut off, and what the kernel says to it. */
export interface SizeResult {
  readonly ioctl: string;
  /** `one byte short of the first version`. */
  readonly rule: string;
  /** An errno, or `success`. */
  readonly spec: string;
  /** Null where it was not tried. */
  readonly kernel: string | null;
  readonly span: Span;
}

/** A call that passes every check of the size. */
interface Start {
  readonly setup: readonly SymbolicCall[];
  readonly call: SymbolicCall;
  /** An errno, or `success`. */
  readonly ends: string;
}

interface SizeCase extends SizedArgument {
  readonly rule: string;
  /** What ends the call; `as exact` where the size changes nothing. */
  readonly ends: 'EINVAL' | 'E2BIG' | 'EFAULT' | 'as exact';
}

/**
 * How long an argument may claim to be, and what may lie behind its end, is the same for every ioctl that copies it by
 * copy_struct_from_user (include/linux/uaccess.h); this tries it whatever the steps of the specs say.
 *
 * @param results what came of the vectors, which tell from what call to start
 */
export function sizeRules(of: Interface, results: readonly VectorResult[], kernel: Kernel): readonly SizeResult[] {
  return of.ioctls.flatMap((ioctl) => {
    const start = startOf(ioctl, results);
    const call = start?.call ?? { ioctl, values: new Map<string, SymbolicValue>(), manner: plainly };
    return sizeCases(call, Number(kernel.pageSize)).map((each) => ({
      ioctl: ioctl.name,
      rule: each.rule,
      spec: each.ends === 'as exact' ? (start?.ends ?? 'success') : each.ends,
      kernel: start && errnoOf(of, start, each, kernel),
      span: ioctl.span,
    }));
  });
}

/**
 * The call of a vector for a byte behind the argument that is 0. Where the kernel has only the checks of the ioctl, it
 * still comes past those of the size, and ends in the same errno whenever it does. Null where there is none.
 */
function startOf(ioctl: Ioctl, results: readonly VectorResult[]): Start | null {
  for (const result of results) {
    const { setup, call, before, errno } = result.vector;
    if (result.vector.ioctl !== ioctl || call.manner.size !== 'long' || call.manner.tail !== 0 || before !== null)
      continue;
    const start = { setup, call: withManner(call, plainly) };
    if (result.outcome !== 'skipped') return { ...start, ends: errno ?? 'success' };
    // E2BIG would be of the size itself.
    if (result.answer === 'EOPNOTSUPP') return { ...start, ends: result.answer };
  }
  return null;
}

/** Null where the kernel does not let it come to the call. */
function errnoOf(of: Interface, { setup, call }: Start, sized: SizedArgument, kernel: Kernel): string | null {
  let bench: Bench | null = null;
  try {
    bench = new Bench(of, kernel);
    const results: Performed[] = [];
    for (const each of setup) {
      const performed = bench.perform(each, results);
      if (performed.errno !== null) return null;
      results.push(performed);
    }
    return bench.performSized(call, results, sized) ?? 'success';
  } catch (error) {
    if (error instanceof KernelRefusal) return null;
    throw error;
  } finally {
    bench?.dispose();
  }
}

function sizeCases(call: SymbolicCall, pageSize: number): readonly SizeCase[] {
  const known = argumentSize(call.ioctl);
  const first = minimumSize(call.ioctl, x86_64);
  const whole = (size: number): SizedArgument => ({ size, tail: null, readable: size });
  const last = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => Number(index === length - 1));
  const shorter = grownMembersAreZero(call) ? range(first, known) : [];
  return [
    { rule: 'no bytes at all', ends: 'EINVAL', size: 0, tail: null, readable: known },
    { rule: 'its own length only', ends: first > 4 ? 'EINVAL' : 'as exact', ...whole(4) },
    { rule: 'one byte short of the first version', ends: 'EINVAL', size: first - 1, tail: null, readable: known },
    ...shorter.map((size): SizeCase => ({ rule: `${String(size)} bytes`, ends: 'as exact', ...whole(size) })),
    { rule: 'all that is known', ends: 'as exact', ...whole(known) },
    { rule: 'one byte more, which is 0', ends: 'as exact', ...whole(known + 1) },
    { rule: 'a page more, all of it 0', ends: 'as exact', ...whole(known + pageSize) },
    { rule: 'one byte more, which is not 0', ends: 'E2BIG', ...whole(known + 1), tail: last(1) },
    {
      rule: 'a page more, of which the last byte is not 0',
      ends: 'E2BIG',
      ...whole(known + pageSize),
      tail: last(pageSize),
    },
    {
      rule: 'the greatest length, of which nothing else can be read',
      ends: 'EFAULT',
      ...whole(known),
      size: 0xffff_ffff,
    },
    {
      rule: 'all that is known, of which the last byte cannot be read',
      ends: 'EFAULT',
      ...whole(known),
      readable: known - 1,
    },
    { rule: 'one byte more, which cannot be read', ends: 'EFAULT', ...whole(known + 1), readable: known },
    {
      rule: 'two pages more, which cannot be read behind a byte that is not 0',
      ends: 'E2BIG',
      size: known + 2 * pageSize,
      tail: last(1),
      readable: known + 1,
    },
    { rule: 'a length that cannot be read', ends: 'EFAULT', ...whole(known), readable: 2 },
  ];
}

/** Whether a shorter argument means the same. */
function grownMembersAreZero(call: SymbolicCall): boolean {
  const { fields } = call.ioctl.struct;
  const grown = fields.slice(fields.indexOf(call.ioctl.minSize) + 1);
  return slotsOf(call.ioctl).every(({ key }) => {
    const value = call.values.get(key);
    const isGrown = grown.some(({ name }) => name !== null && key.split('.')[0] === name);
    return !isGrown || value === undefined || (value.kind === 'number' && value.value === 0n);
  });
}

function range(first: number, end: number): readonly number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}
