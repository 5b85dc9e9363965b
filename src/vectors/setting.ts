import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf } from '../layout/layout.ts';
import type { Origin } from '../machine/program.ts';
import { State } from '../machine/state.ts';
import type { Row } from '../machine/value.ts';
import { readFields, writeFields } from '../model/argument.ts';
import { minimumSize } from '../model/call-environment.ts';
import type { Call, CallResult } from '../model/call.ts';
import { KernelModel } from '../model/kernel-model.ts';
import type { Interface, Ioctl } from '../spec/interface.ts';
import { arrayElements, elementKey, slotsOf, type Manner, type SymbolicCall } from './call.ts';
import { openTestFiles, testFiles } from './files.ts';
import { arrayAddress, TestMemory, type BufferAfter, type TestArray } from './memory.ts';
import { numberOf, type Binding } from './value.ts';
import { placeIn, type World } from './world.ts';

/** How a call ended in the model. */
export interface Result {
  /** The errno's name; null for success. */
  readonly errno: string | null;
  /** What ended it; null for success. */
  readonly by: Origin | null;
  /** The slots before the call. */
  readonly before: ReadonlyMap<string, bigint>;
  /** The slots after it, those of arrays included. */
  readonly after: ReadonlyMap<string, bigint>;
  readonly buffer: BufferAfter;
  /** False where the call sleeps for ever, or looked at memory that no test program has. */
  readonly sound: boolean;
  readonly world: World;
}

/** What a call did to the kernel. */
export interface Effect {
  /** The errno's name; null for success. */
  readonly errno: string | null;
  /** What ended it; null for success. */
  readonly by: Origin | null;
  /** False where the kernel is as it was before, and will behave so. */
  readonly changed: boolean;
  /** True where the call came to a step that says what stays, also where it fails. */
  readonly kept: boolean;
  /** How many steps it came to that may fail, as an allocation may. */
  readonly mayFail: number;
}

/** Preferences where the kernel may choose: whatever is lowest, or these values if they are legal. */
export type Preferred = readonly bigint[];

/** A kernel, and who calls it through what. */
interface Kernel {
  readonly model: KernelModel;
  readonly context: Row;
  readonly process: Row;
}

function copyOf({ model, context, process }: Kernel, world: World): Kernel {
  const { state, counterpart } = model.state.copy();
  return {
    model: new KernelModel(model.interface, state, x86_64, world.symbols),
    context: counterpart.get(context) ?? context,
    process: counterpart.get(process) ?? process,
  };
}

/** A kernel on a machine of its own, after some set-up calls. Calls leave it as it is and give a new one. */
export class Setting {
  readonly world: World;
  /** The arguments of the set-up calls after them, by slot. */
  readonly results: readonly ReadonlyMap<string, bigint>[];
  private readonly kernel: Kernel;
  /** A copy of the kernel that no call has changed. */
  private spare: Kernel | null = null;

  private constructor(kernel: Kernel, world: World, results: Setting['results']) {
    this.kernel = kernel;
    this.world = world;
    this.results = results;
  }

  /** A program that has just opened the device. */
  static start(of: Interface, world: World): Setting {
    const model = new KernelModel(of, new State(of), x86_64, world.symbols);
    const process = model.process(1);
    if (world.lockedLimit !== null) model.state.set(process, 'locked_limit', world.lockedLimit);
    openTestFiles(model, process, world);
    return new Setting({ model, context: model.open(process), process }, world, []);
  }

  get model(): KernelModel {
    return this.kernel.model;
  }

  /** What a slot's symbolic value comes to here, in the slot's width. */
  numbers(call: SymbolicCall): ReadonlyMap<string, bigint> {
    const binding = this.binding(call.ioctl);
    return new Map(
      slotsOf(call.ioctl).map(({ key, width }) => {
        const value = call.values.get(key);
        return [key, value ? BigInt.asUintN(width, numberOf(value, binding)) : 0n];
      }),
    );
  }

  /** `ioctl` is the one whose arrays are meant; null where none are. */
  binding(ioctl: Ioctl | null): Binding {
    return {
      symbol: (name) => this.world.symbols[name],
      place: (place) => placeIn(this.world, place),
      array: (field) => arrayAddress(this.world, ioctl ? pointersOf(ioctl).indexOf(field) : 0),
      descriptor: (file) => BigInt(testFiles.find((each) => each.name === file)?.descriptor ?? -1),
      result: (call, field) => this.results[call]?.get(field) ?? 0n,
    };
  }

  /** Makes a call, and forgets what it did. */
  call(call: SymbolicCall, preferred: Preferred = []): Result {
    const { result, kernel } = this.perform(call, preferred);
    // Most calls fail early: the next may have the same copy.
    this.spare = kernel.model.state.changed ? null : kernel;
    return result;
  }

  /** What a call does. `failing` is which of the steps that may fail does: 1 is the first that the call comes to, 0 none. */
  effect(call: SymbolicCall, failing: number): Effect {
    const failure = failing === 0 ? {} : { failure: { nth: failing, driverErrno: 'EIO' } };
    const { outcome, kernel } = this.perform(call, [], failure);
    this.spare = null;
    const { errno, by, kept, mayFail } = outcome;
    return { errno, by, kept, mayFail, changed: kernel.model.state.print() !== this.kernel.model.state.print() };
  }

  /** How things are after a call; null where it fails. */
  after(call: SymbolicCall): Setting | null {
    const { result, kernel } = this.perform(call, []);
    this.spare = null;
    return result.errno === null && result.sound
      ? new Setting(kernel, this.world, [...this.results, result.after])
      : null;
  }

  private perform(call: SymbolicCall, preferred: Preferred, more: Pick<Call, 'failure'> = {}): Performed {
    const { manner } = call;
    const before = this.numbers(call);
    const kernel = this.spare ?? copyOf(this.kernel, this.world);
    const { model, context, process } = kernel;
    const memory = new TestMemory(this.world, arraysOf(call.ioctl, before));
    const outcome = model.call(context, process, {
      ...more,
      request: requestOf(model.request(call.ioctl), manner),
      argument: argumentBytes(call.ioctl, before, manner),
      memory,
      privileged: manner.privileged,
      preferred,
      readOnly: manner.argument === 'read-only',
    });
    const { errno, by, blocked, argument } = outcome;
    const after = new Map(argument ? readFields(call.ioctl.struct, argument, x86_64) : before);
    for (const { pointer, elements } of memory.after())
      for (const [index, element] of elements.entries())
        for (const [path, value] of element) after.set(elementKey(pointer, index, path), value);
    const sound = !blocked && !memory.strayed;
    const result = { errno, by, before, after, buffer: memory.bufferAfter(), sound, world: this.world };
    return { result, outcome, kernel };
  }
}

/** A call that was made. */
interface Performed {
  readonly result: Result;
  readonly outcome: CallResult;
  readonly kernel: Kernel;
}

/** The request word that a call is made with; `own` is the ioctl's. */
export function requestOf(own: number, { request }: Manner): number {
  // _IOC_WRITE, where all of the family have _IOC_NONE.
  return request === 'own' ? own : (own | (1 << 30)) >>> 0;
}

/** Pointers of an ioctl that refer to an array of structs, by path. */
export function pointersOf(ioctl: Ioctl): readonly string[] {
  return slotsOf(ioctl).flatMap(({ key, field, element }) =>
    field.pointsTo !== null && element === null ? [key] : [],
  );
}

/** The arrays that an argument refers to, filled in. */
export function arraysOf(ioctl: Ioctl, values: ReadonlyMap<string, bigint>): readonly TestArray[] {
  return pointersOf(ioctl).flatMap((pointer): TestArray[] => {
    const slot = slotsOf(ioctl).find((each) => each.key === pointer);
    if (!slot?.field.pointsTo) return [];
    const elements = Array.from({ length: arrayElements }, (_, index) => {
      const own = slotsOf(ioctl).filter(({ element }) => element?.pointer === pointer && element.index === index);
      return new Map(own.map(({ key, element }) => [element?.path ?? '', values.get(key) ?? 0n]));
    });
    return [{ pointer, struct: slot.field.pointsTo, elements }];
  });
}

/** The bytes of an argument; null for a null pointer. One that is cut off has all but the last. */
export function argumentBytes(ioctl: Ioctl, values: ReadonlyMap<string, bigint>, manner: Manner): Uint8Array | null {
  if (manner.argument === 'missing') return null;
  const known = layoutOf(ioctl.struct, x86_64).size;
  const first = minimumSize(ioctl, x86_64);
  const size = { exact: known, short: first - 1, 'first-version': first, long: known + 1 }[manner.size];
  const bytes = new Uint8Array(size);
  // Members that overlap in a union: those that are set win.
  const set = [...values].filter(([, value]) => value !== 0n);
  writeFields(ioctl.struct, bytes, [...set, ['size', BigInt(size)]], x86_64);
  if (manner.size === 'long') bytes[known] = manner.tail;
  return manner.argument === 'cut' ? bytes.subarray(0, size - 1) : bytes;
}
