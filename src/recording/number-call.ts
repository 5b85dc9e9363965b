import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf } from '../layout/layout.ts';
import { readFields, writeFields } from '../model/argument.ts';
import type { Ioctl } from '../spec/interface.ts';
import type { IoctlEvent } from './event.ts';

/** What specs call the members that stand for the parameter and for the result of a call that has no argument in memory. */
const members = { parameter: 'argument', result: 'result', size: 'size' };

/** Is the third parameter of an ioctl a number, and no address of an argument? */
export function takesNumber({ struct }: Ioctl): boolean {
  return struct.fields.some(({ name }) => name === members.parameter);
}

/** The argument that such an ioctl has in the model, from the parameter of the call and what it returned. */
export function numberArgument({ struct }: Ioctl, parameter: bigint, result: number): Uint8Array {
  const { size } = layoutOf(struct, x86_64);
  const bytes = new Uint8Array(size);
  const values: readonly (readonly [string, bigint])[] = [
    [members.size, BigInt(size)],
    [members.parameter, parameter],
    [members.result, BigInt(result)],
  ];
  writeFields(struct, bytes, values, x86_64);
  return bytes;
}

/** What such a call returns, from its argument in the model afterwards. */
export function resultOf({ struct }: Ioctl, argument: Uint8Array): number {
  return Number(BigInt.asIntN(32, readFields(struct, argument, x86_64).get(members.result) ?? 0n));
}

/**
 * A call as the steps of an ioctl see it: where its parameter is a number and no address, that and what the call returned
 * are members of a structure, which such an ioctl has in the place of an argument.
 */
export function asSpecified(event: IoctlEvent, ioctl: Ioctl | null): IoctlEvent {
  if (!ioctl || event.parameter === null || !takesNumber(ioctl)) return event;
  const { parameter } = event;
  const argument = (result: number): Uint8Array => numberArgument(ioctl, parameter, result);
  const before = argument(0);
  return { ...event, size: before.length, in: before, out: argument(event.ret < 0 ? 0 : event.ret) };
}
