import { Novelty, reachOf, type Doubt } from '../../emit/selftest/novelty.ts';
import { errnoNumbers } from '../../spec/errno.ts';
import type { Interface, Proposal } from '../../spec/interface.ts';
import { slotsOf, type SymbolicCall } from '../../vectors/call.ts';
import type { Target } from '../../vectors/targets.ts';
import { numberOf, type SymbolicValue } from '../../vectors/value.ts';
import { usualWorld } from '../../vectors/world.ts';
import type { Expectation, ExpectedOutput, Vector } from '../../vectors/vector.ts';
import { KernelRefusal, type Kernel } from '../kernel.ts';
import { Bench, type Performed } from './bench.ts';
import type { Mismatch, VectorResult } from './vector-result.ts';

/** A call of a vector, and how it must end. */
interface Expected {
  readonly name: string;
  readonly call: SymbolicCall;
  readonly errno: string | null;
  readonly target: Target | null;
}

/** The kernel cannot do what a vector is about: a call came to an errno that says so. */
class Skipped extends Error {
  readonly call: SymbolicCall;
  readonly errno: string;

  constructor(call: SymbolicCall, { reason, errno }: Doubt) {
    super(reason);
    this.call = call;
    this.errno = errno;
  }
}

/** Performs vectors on a kernel, each in a context of its own. */
export class VectorPerformer {
  private readonly interface: Interface;
  private readonly kernel: Kernel;
  private readonly novelty: Novelty;

  /** A kernel may lack the effects of what is new in `proposal`; null where there is none such. */
  constructor(of: Interface, proposal: Proposal | null, kernel: Kernel) {
    this.interface = of;
    this.kernel = kernel;
    this.novelty = new Novelty(proposal);
  }

  perform(vector: Vector): VectorResult {
    const lacking = vector.capabilities.length > 0 && !this.kernel.process.capable;
    if (lacking) return { vector, outcome: 'skipped', reason: `needs ${vector.capabilities.join(', ')}`, answer: null };
    try {
      // A call that differs is a difference, whatever becomes of the one without its mistakes.
      const wrong = this.call(vector);
      const mismatches = wrong.length > 0 ? wrong : this.contrast(vector);
      return mismatches.length === 0 ? { vector, outcome: 'agreed' } : { vector, outcome: 'differing', mismatches };
    } catch (error) {
      if (!(error instanceof Skipped || error instanceof KernelRefusal)) throw error;
      const answer = error instanceof Skipped && error.call === vector.call ? error.errno : null;
      return { vector, outcome: 'skipped', reason: error.message, answer };
    }
  }

  private call(vector: Vector): readonly Mismatch[] {
    const { call, errno, target, outputs } = vector;
    const expected = { name: 'the call', call, errno, target };
    return this.afterSetup(vector.setup, expected, (performed, bench, results, bufferBefore) => [
      ...outputs.flatMap((each) => this.output(each, expected, performed, bench, results)),
      ...unchanged(vector, expected, performed),
      ...this.buffer(vector, expected, bufferBefore, bench.bufferContent()),
    ]);
  }

  /** The call without its mistakes, in a context that has not seen the one with them. */
  private contrast({ setup, contrast, errno }: Vector): readonly Mismatch[] {
    if (contrast === null) return [];
    try {
      return this.afterSetup(setup, { name: 'the call without its mistakes', ...contrast }, () => []);
    } catch (error) {
      // It got past the mistake, to where the kernel has nothing more. The same errno in both would tell nothing.
      if (error instanceof Skipped && error.call === contrast.call && !isSame(error.errno, errno)) return [];
      throw error;
    }
  }

  private afterSetup(
    setup: readonly SymbolicCall[],
    expected: Expected,
    outputs: (
      performed: Performed,
      bench: Bench,
      results: readonly Performed[],
      bufferBefore: Uint8Array,
    ) => readonly Mismatch[],
  ): readonly Mismatch[] {
    const bench = new Bench(this.interface, this.kernel);
    try {
      const results: Performed[] = [];
      for (const [index, call] of setup.entries()) {
        const performed = bench.perform(call, results);
        const name = `set-up call ${String(index + 1)}, ${call.ioctl.name}`;
        const wrong = this.ending({ name, call, errno: null, target: null }, performed);
        if (wrong.length > 0) return wrong;
        results.push(performed);
      }
      const bufferBefore = bench.bufferContent();
      const performed = bench.perform(expected.call, results);
      const wrong = this.ending(expected, performed);
      return wrong.length > 0 ? wrong : outputs(performed, bench, results, bufferBefore);
    } finally {
      bench.dispose();
    }
  }

  /** @throws Skipped where the kernel does not have what the call asks for */
  private ending({ name, call, errno, target }: Expected, performed: Performed): readonly Mismatch[] {
    if (isSame(performed.errno, errno)) return [];
    const doubt = this.doubts(call, target).find((each) => isSame(each.errno, performed.errno));
    if (doubt) throw new Skipped(call, doubt);
    return [
      {
        call: name,
        member: null,
        spec: errno ?? 'success',
        kernel: performed.errno ?? 'success',
        span: target?.step.span ?? call.ioctl.span,
      },
    ];
  }

  private doubts(call: SymbolicCall, target: Target | null): readonly Doubt[] {
    return this.novelty.doubts(call, reachOf(target));
  }

  /** The first byte of the buffer that is not as the spec has it. */
  private buffer(
    { buffer: { written, unknown } }: Vector,
    { name, call, target }: Expected,
    before: Uint8Array,
    after: Uint8Array,
  ): readonly Mismatch[] {
    // Where in the buffer a pointer refers to is known for machines with pages of the usual size.
    if (this.kernel.pageSize !== usualWorld.symbols.PAGE_SIZE) return [];
    const isKnown = (at: number): boolean =>
      unknown.every(({ offset, length }) => at < offset || at >= offset + length);
    const due = (at: number): number => written.get(at) ?? before[at] ?? 0;
    const wrong = after.findIndex((byte, at) => byte !== due(at) && isKnown(at));
    if (wrong < 0) return [];
    const byte = (value: number | undefined): string => hex(BigInt(value ?? 0));
    const member = `byte ${String(wrong)} of the buffer`;
    const span = target?.step.span ?? call.ioctl.span;
    return [{ call: name, member, spec: byte(due(wrong)), kernel: byte(after[wrong]), span }];
  }

  private output(
    { key, expectation }: ExpectedOutput,
    { name, call, target }: Expected,
    { after }: Performed,
    bench: Bench,
    results: readonly Performed[],
  ): readonly Mismatch[] {
    const width = slotsOf(call.ioctl).find((each) => each.key === key)?.width ?? 64;
    const held = after.get(key) ?? 0n;
    const number = (value: SymbolicValue): bigint =>
      BigInt.asUintN(width, numberOf(value, bench.binding(call.ioctl, results)));
    const spec = unmet(expectation, held, number, bench);
    return spec === null
      ? []
      : [{ call: name, member: key, spec, kernel: hex(held), span: target?.step.span ?? call.ioctl.span }];
  }
}

/** What a member should hold; null where it does. */
function unmet(
  expectation: Expectation,
  held: bigint,
  number: (value: SymbolicValue) => bigint,
  bench: Bench,
): string | null {
  switch (expectation.kind) {
    case 'equal': {
      const value = number(expectation.value);
      return held === value ? null : hex(value);
    }
    case 'chosen': {
      const { nonzero, multipleOf } = expectation;
      if (nonzero && held === 0n) return 'not 0';
      const multiple = multipleOf ? number(multipleOf) : 1n;
      return held % multiple === 0n ? null : `a multiple of ${hex(multiple)}`;
    }
    case 'descriptor':
      return bench.close(Number(held)) ? null : 'an open descriptor';
  }
}

/** Members that the kernel never writes, and yet hold something else. */
function unchanged({ outputs }: Vector, { name, call }: Expected, performed: Performed): readonly Mismatch[] {
  // Behind the end of a shorter argument nothing was given.
  if (['short', 'first-version'].includes(call.manner.size)) return [];
  const told = new Set(outputs.map((each) => each.key));
  return slotsOf(call.ioctl).flatMap(({ key, field, element }) => {
    const before = performed.before.get(key) ?? 0n;
    const after = performed.after.get(key) ?? 0n;
    // Members of a union lie over each other: one that is written changes another.
    if (field.direction !== 'in' || element !== null || told.has(key) || key.includes('.') || before === after)
      return [];
    return [{ call: name, member: key, spec: hex(before), kernel: hex(after), span: field.span }];
  });
}

/** Are two errnos one number? Some numbers have two names. */
function isSame(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return one === other || (errnoNumbers[one] !== undefined && errnoNumbers[one] === errnoNumbers[other]);
}

function hex(value: bigint): string {
  return value < 10n ? value.toString() : `0x${value.toString(16)}`;
}
