import type { SymbolicCall } from '../../vectors/call.ts';
import { differences } from '../../vectors/difference.ts';
import type { ExpectedOutput, Vector } from '../../vectors/vector.ts';
import { printExpression } from '../text/expression.ts';
import { plainLine } from '../text/plain.ts';
import type { Breakable } from '../text/breakable.ts';
import { comment } from './comment.ts';
import { valuesKey, type Fixture } from './fixture.ts';
import { reachOf, type Doubt, type Novelty } from './novelty.ts';
import { invoke, outcome, place, setSlot, statement, type StatementView } from './statement.ts';
import { memberPath, valueLayout } from './value.ts';

/** A test: a function of its own. */
export interface TestView {
  /** With its newline; empty where there is nothing to say. */
  readonly comment: string | null;
  readonly fixture: string;
  readonly name: string;
  readonly struct: string;
  /** Whether it has a copy of the argument to change. */
  readonly copy: boolean;
  /** The byte behind the argument, where there is one. */
  readonly longer: { readonly tail: string } | null;
  readonly result: boolean;
  readonly declares: boolean;
  readonly capabilities: readonly string[];
  readonly statements: readonly StatementView[];
}

/** Prints the tests of one fixture. */
export class TestPrinter {
  private readonly fixture: Fixture;
  private readonly novelty: Novelty;

  constructor(fixture: Fixture, novelty: Novelty) {
    this.fixture = fixture;
    this.novelty = novelty;
  }

  test(vector: Vector): TestView {
    const { call, name } = vector;
    const contrast = this.contrast(vector);
    const argument = this.argument(vector);
    const isLonger = call.manner.size === 'long';
    const made = [
      ...this.changesFrom(this.fixture.start.call, call, argument),
      ...this.size(call, argument),
      ...this.attempt(vector, argument),
      ...this.outputs(vector).flatMap((each) => this.output(each, argument)),
      ...contrast,
    ];
    const copy = argument === 'cmd' || contrast.some((each) => each.line?.startsWith('cmd = ') ?? false);
    const result = made.some((each) => each.doubtful !== null);
    return {
      comment: testComment(vector),
      fixture: this.fixture.name,
      name,
      struct: call.ioctl.struct.name,
      copy,
      longer: isLonger ? { tail: String(call.manner.tail) } : null,
      result,
      declares: copy || isLonger || result,
      capabilities: this.capabilities(vector),
      statements: made,
    };
  }

  /** What the calls of a test need; that of a contrast is known from the vector that is about it. */
  private capabilities({ capabilities, contrast }: Vector): readonly string[] {
    const key = contrast && valuesKey(contrast.call);
    const same = this.fixture.vectors.filter((each) => each.call.manner.privileged && valuesKey(each.call) === key);
    return [...new Set([...capabilities, ...same.flatMap((each) => each.capabilities)])];
  }

  /** What the test makes its call with. */
  private argument(vector: Vector): string {
    const { call } = vector;
    if (call.manner.size === 'long') return 'longer.cmd';
    const own = this.changedSlots(this.fixture.start.call, call).some((key) => !key.includes('['));
    return own || call.manner.size !== 'exact' || this.outputs(vector).length > 0 ? 'cmd' : 'self->cmd';
  }

  private changedSlots(from: SymbolicCall, to: SymbolicCall): readonly string[] {
    return differences(from, to).flatMap((each) => (each.kind === 'slot' ? [each.key] : []));
  }

  private changesFrom(from: SymbolicCall, to: SymbolicCall, argument: string): readonly StatementView[] {
    return this.changedSlots(from, to).map((key) => setSlot(key, to, argument, this.fixture.start));
  }

  private size({ manner, ioctl }: SymbolicCall, argument: string): readonly StatementView[] {
    if (manner.size === 'exact') return [];
    const last = ioctl.minSize.name ?? '';
    const first = [invoke('offsetof', [`struct ${ioctl.struct.name}`, last]), `sizeof(${argument}.${last})`];
    const size: Breakable = {
      long: { operands: ['sizeof(longer.cmd)', 'sizeof(longer.tail)'], separators: ['+'] },
      'first-version': { operands: first, separators: ['+'] },
      short: { operands: [...first, '1'], separators: ['+', '-'] },
    }[manner.size];
    return [statement(`${argument}.size = `, size)];
  }

  private attempt(vector: Vector, argument: string): readonly StatementView[] {
    const { call, errno, target } = vector;
    const doubts = this.novelty.doubts(call, reachOf(target)).filter((each) => each.errno !== errno);
    return [outcome({ call: this.invocation(call, argument), errno, doubts, must: this.isAmbiguous(vector) })];
  }

  private invocation({ ioctl, manner }: SymbolicCall, argument: string): Breakable {
    const request = manner.request === 'own' ? ioctl.name : invoke('other_word', [ioctl.name]);
    const address = manner.size === 'long' ? '&longer' : `&${argument}`;
    const placed: Readonly<Record<typeof manner.argument, Breakable>> = {
      writable: address,
      missing: 'NULL',
      'read-only': invoke('read_only', [address, `sizeof(${argument})`]),
      cut: invoke('cut_off', [address, `sizeof(${argument})`]),
    };
    const operands: readonly Breakable[] = ['self->fd', request, placed[manner.argument]];
    return manner.privileged ? invoke('call', operands) : invoke('call_unprivileged', ['_metadata', ...operands]);
  }

  /** What the call leaves in memory that the test can see; of a call that fails, only what it writes all the same. */
  private outputs({ call, outputs, errno }: Vector): readonly ExpectedOutput[] {
    return call.manner.argument === 'writable' ? outputs.filter(({ written }) => written || errno === null) : [];
  }

  private output({ key, expectation }: ExpectedOutput, argument: string): readonly StatementView[] {
    const { naming } = this.fixture.start;
    const member = place(key, argument, naming.array);
    switch (expectation.kind) {
      case 'equal':
        return [statement('', invoke('EXPECT_EQ', [valueLayout(expectation.value, naming), member]))];
      case 'chosen': {
        const { nonzero, multipleOf } = expectation;
        const remainder: Breakable = {
          operands: [member, multipleOf ? valueLayout(multipleOf, naming) : ''],
          separators: ['%'],
        };
        return [
          ...(nonzero ? [statement('', invoke('EXPECT_NE', ['0', member]))] : []),
          ...(multipleOf ? [statement('', invoke('EXPECT_EQ', ['0', remainder]))] : []),
        ];
      }
      case 'descriptor':
        return [statement('', invoke('EXPECT_EQ', ['0', invoke('close', [member])]))];
    }
  }

  /** Would a kernel that lacks what is tested fail with the same errno? */
  private isAmbiguous({ errno, contrast }: Vector): boolean {
    return contrast !== null && this.contrastDoubts(contrast).some((each) => each.errno === errno);
  }

  private contrastDoubts({ call, target }: NonNullable<Vector['contrast']>): readonly Doubt[] {
    return this.novelty.doubts(call, reachOf(target));
  }

  /** The call without its mistakes, where the one with them has left nothing behind. */
  private contrast(vector: Vector): readonly StatementView[] {
    const { call, contrast, errno } = vector;
    if (contrast === null || call.manner.argument === 'read-only') return [];
    const { start } = this.fixture;
    const own = this.changedSlots(start.call, contrast.call);
    const touched = this.changedSlots(call, contrast.call).filter((key) => key.includes('['));
    const elements = touched.map((key) => setSlot(key, contrast.call, '', start));
    const members = own.filter((key) => !key.includes('['));
    const argument = members.length === 0 ? 'self->cmd' : 'cmd';
    const prepared =
      members.length === 0
        ? []
        : [statement('cmd = ', 'self->cmd'), ...members.map((key) => setSlot(key, contrast.call, 'cmd', start))];
    const again = this.invocation(contrast.call, argument);
    const doubts = this.contrastDoubts(contrast);
    const known = doubts.filter((each) => each.errno === errno);
    const check =
      doubts.length === 0 || known.length > 0
        ? outcome({ call: again, errno: contrast.errno, doubts, must: false })
        : statement('', invoke('EXPECT_NE', [errno ?? '0', again]));
    return [...elements, ...prepared, check];
  }
}

function testComment({ target, call }: Vector): string | null {
  if (target === null) {
    if (call.manner.size === 'long') return comment('A byte that the kernel does not know may be there, if it is 0.');
    return call.manner.size === 'first-version' ? comment('The argument may be as long as its first version.') : null;
  }
  const { step } = target;
  if (step.kind === 'reply' && step.doc === null) return comment('The result cannot be written back.');
  if (step.doc !== null) return comment(plainLine(step.doc));
  if (step.kind === 'lookup') return comment(`${printExpression(step.key)} names no ${step.lookup}.`);
  if (step.kind === 'reject') return comment(printExpression(step.when));
  return step.kind === 'switch'
    ? comment(`${memberPath(printExpression(step.on))} is none of those that are known.`)
    : null;
}
