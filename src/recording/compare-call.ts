import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf } from '../layout/layout.ts';
import type { Row } from '../machine/value.ts';
import { readFields } from '../model/argument.ts';
import type { Call, CallResult, Failure, Unseen } from '../model/call.ts';
import type { KernelModel } from '../model/kernel-model.ts';
import { errnoNumbers } from '../spec/errno.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import { isOwnIoctl } from '../spec/own-ioctl.ts';
import { callDifferences, type CallDifference } from './call-differences.ts';
import type { IoctlEvent } from './event.ts';
import { RecordedMemory } from './recorded-memory.ts';
import { contentsOf } from './references.ts';

/** A recorded call, and whose it is in a model. */
export interface RecordedCall {
  readonly event: IoctlEvent;
  readonly ioctl: Ioctl | null;
  readonly context: Row;
  readonly process: Row;
}

export interface ComparedCall {
  readonly result: CallResult;
  readonly differences: readonly CallDifference[];
}

/**
 * Makes a recorded call in a model, and compares.
 *
 * @param failure what fails in it that the caller had no part in; nothing where absent
 * @throws ModelError as KernelModel.call does
 */
export function compareCall(model: KernelModel, recorded: RecordedCall, failure?: Failure): ComparedCall {
  const { event, ioctl, context, process } = recorded;
  const memory = new RecordedMemory(event, arrayAddress(model.interface, ioctl, event.in));
  const result = model.call(context, process, {
    ...callOf(event, memory),
    // What cannot be written tells nothing of what was chosen.
    recorded: ioctl && event.out && !event.readOnly ? readFields(ioctl.struct, event.out, x86_64) : new Map(),
    ...(failure ? { failure } : {}),
  });
  const contents = ioctl && event.in ? contentsOf(model.interface, ioctl, event.in) : null;
  const array = contents?.isDescribed === false ? null : memory.arrayAfter();
  return { result, differences: callDifferences(described(event, model.interface, ioctl), ioctl, result, array) };
}

/** The event without what no spec describes: behind the end of another family's struct its own header may have more. */
function described(event: IoctlEvent, of: Interface, ioctl: Ioctl | null): IoctlEvent {
  if (!ioctl || isOwnIoctl(of, ioctl) || !event.out) return event;
  return { ...event, out: event.out.subarray(0, layoutOf(ioctl.struct, x86_64).size) };
}

/** A call as it was made, without what it came to. */
export function callOf(event: IoctlEvent, memory: RecordedMemory): Call {
  const { request, in: argument, privileged, readOnly } = event;
  return { request, argument, unseen: unseen(event), memory, privileged, preferred: [], readOnly };
}

/** What the recording does not show of an argument. */
function unseen({ in: bytes, size, ret, errno }: IoctlEvent): Unseen {
  if (!bytes) return { size: size === 0 ? null : size, rest: 'nothing' };
  // The kernel looked at all of it: what it said tells what is in the part that was not recorded.
  const tooLong = ret < 0 && errno === errnoNumbers['E2BIG'];
  return { size, rest: tooLong ? 'a byte that is set' : 'zeros' };
}

/** Where the array is that an argument refers to; 0 where it refers to none. */
export function arrayAddress(of: Interface, ioctl: Ioctl | null, argument: Uint8Array | null): bigint {
  if (!ioctl || !argument) return 0n;
  const contents = contentsOf(of, ioctl, argument);
  const [pointer] = ioctl.struct.fields.filter(({ role }) => role === 'pointer');
  const name = contents?.pointer.path.join('.') ?? pointer?.name;
  return name ? (readFields(ioctl.struct, argument, x86_64).get(name) ?? 0n) : 0n;
}
