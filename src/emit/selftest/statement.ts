import { slotsOf, type SymbolicCall } from '../../vectors/call.ts';
import { valueAt } from '../../vectors/difference.ts';
import { keyOf } from '../../vectors/value.ts';
import { commaList, flat, wrapBreakable, type Breakable } from '../text/breakable.ts';
import { kernelColumns } from '../text/c-comment.ts';
import type { HeldCall } from './fixture.ts';
import type { Doubt } from './novelty.ts';
import { memberPath, valueLayout } from './value.ts';

/** A statement of a test. One of the three is not null. */
export interface StatementView {
  readonly line: string | null;
  /** Assigns a whole struct. */
  readonly compound: { readonly target: string; readonly struct: string; readonly members: readonly string[] } | null;
  /** Makes a call that a kernel may not be able to answer, and skips the test then. */
  readonly doubtful: {
    readonly call: string;
    readonly skips: readonly { readonly errno: string; readonly reason: string }[];
    readonly check: string;
  } | null;
}

/** Columns that a statement in a function may take, without its indent. */
const width = kernelColumns - 8;

/** A statement on as few lines as fit. */
export function statement(start: string, piece: Breakable): StatementView {
  return { line: wrapBreakable(start, piece, ';', width), compound: null, doubtful: null };
}

/** A call of a macro or a function. */
export function invoke(name: string, operands: readonly Breakable[]): Breakable {
  return { open: `${name}(`, inside: commaList(operands), close: ')' };
}

/** Sets one slot to the value that it has in a call. `argument` is what the call's own members are part of. */
export function setSlot(key: string, to: SymbolicCall, argument: string, { naming }: HeldCall): StatementView {
  return statement(`${place(key, argument, naming.array)} = `, valueLayout(valueAt(to, key), naming));
}

/** Where a slot of a call is in the program. */
export function place(key: string, argument: string, array: (field: string) => string): string {
  const [, pointer = '', index = '', path = ''] = /^(.*)\[(\d+)\]\.(.*)$/.exec(key) ?? [];
  return pointer === '' ? `${argument}.${memberPath(key)}` : `${array(pointer)}[${index}].${memberPath(path)}`;
}

/** Fills in the argument that a fixture holds, and its arrays. */
export function fill(held: HeldCall): readonly StatementView[] {
  const { call, member, naming } = held;
  const target = `self->${member}`;
  const set = slotsOf(call.ioctl).filter(({ key }) => keyOf(valueAt(call, key)) !== '0');
  const own = set.filter((slot) => slot.element === null);
  const elements = set.filter((slot) => slot.element !== null && held.arrays.has(slot.element.pointer));
  const members = own.map(({ key }) =>
    wrapBreakable(`\t.${memberPath(key)} = `, valueLayout(valueAt(call, key), naming), ',', width),
  );
  const compound = { target, struct: call.ioctl.struct.name, members: [`\t.size = sizeof(${target}),`, ...members] };
  return [...elements.map(({ key }) => setSlot(key, call, target, held)), { line: null, compound, doubtful: null }];
}

/** A call, and what must come of it. */
export interface Outcome {
  /** The function that makes it, and its operands. */
  readonly call: Breakable;
  /** Null for success. */
  readonly errno: string | null;
  /** What a kernel may answer that has not got so far. */
  readonly doubts: readonly Doubt[];
  /** Whether the test has no sense after another outcome. */
  readonly must: boolean;
}

/** Makes a call and checks its outcome. */
export function outcome({ call, errno, doubts, must }: Outcome): StatementView {
  const check = must ? 'ASSERT_EQ' : 'EXPECT_EQ';
  const expected = errno ?? '0';
  if (doubts.length === 0) return statement('', invoke(check, [expected, call]));
  const doubtful = {
    call: wrapBreakable('result = ', call, ';', width),
    skips: doubts.map((each) => ({ errno: each.errno, reason: JSON.stringify(each.reason) })),
    check: `${flat(invoke(check, [expected, 'result']))};`,
  };
  return { line: null, compound: null, doubtful };
}
