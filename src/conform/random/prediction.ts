import type { Row } from '../../machine/value.ts';
import { ModelError, UndecidedChoice } from '../../machine/model-error.ts';
import { KernelModel } from '../../model/kernel-model.ts';
import { Visits } from '../../model/visits.ts';
import { asSpecified } from '../../recording/number-call.ts';
import { RecordedMemory } from '../../recording/recorded-memory.ts';
import { arrayAddress, callOf } from '../../recording/compare-call.ts';
import type { Interface } from '../../spec/interface.ts';
import { Binding } from './binding.ts';
import { ioctlEvent } from './events.ts';
import { Layout } from './layout.ts';
import type { IoctlOperation, Operation, RegionPlan } from './operation.ts';

/**
 * Where the model has a case's memory, as far apart as a kernel has it. No program has memory there: a number that is
 * drawn beside an address by chance must not be the address of something else in a kernel.
 */
const firstRegion = 0x0010_0000_0000_0000n;
const betweenRegions = 0x4000_0000n;
const arrays = 0x0008_0000_0000_0000n;

/** How a call ends in the model. */
export interface Predicted {
  /** The errno's name; null for success. */
  readonly errno: string | null;
  /** The argument before and after it; null where it cannot be read. */
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** How a call would end, and the instructions that it would come to. */
export interface Tried {
  readonly errno: string | null;
  readonly visits: Visits;
}

/** What the model makes of a case while that is written: the state that the next operation is drawn from. */
export class Prediction {
  readonly model: KernelModel;
  readonly process: Row;
  readonly binding: Binding;
  readonly layout: Layout;
  /** Contexts that are open, by the operation that opened them. */
  readonly contexts = new Map<number, Row>();

  constructor(of: Interface, regions: readonly RegionPlan[]) {
    this.model = new KernelModel(of);
    this.process = this.model.process(1);
    const starts = regions.map((_, index) => firstRegion + BigInt(index) * betweenRegions);
    this.binding = new Binding(starts, arrays);
    this.layout = new Layout({ regions }, starts, arrays);
  }

  /**
   * Null where the call would never return, or where the kernel chooses what the model cannot know before: nothing can be
   * said of what comes after.
   *
   * @throws ModelError where the spec is wrong in a way that only shows when it runs
   */
  ioctl(operation: IoctlOperation): Predicted | null {
    const { descriptor, argument } = operation;
    const context = descriptor.kind === 'result' ? this.contexts.get(descriptor.operation) : undefined;
    if (!context) return { errno: 'EBADF', before: null, after: null };
    const called = this.call(operation, this.model, context, this.process);
    if (called && argument.kind === 'bytes') this.binding.note(operation.id, 0, called.after);
    return called;
  }

  private call(operation: IoctlOperation, model: KernelModel, context: Row, process: Row): Predicted | null {
    const ioctl = model.ioctlByNumber(operation.request & 0xff);
    const event = asSpecified(ioctlEvent(operation, this.argument(operation), this.binding, this.layout, 0), ioctl);
    const memory = new RecordedMemory(event, arrayAddress(model.interface, ioctl, event.in));
    try {
      const result = model.call(context, process, callOf(event, memory));
      if (result.blocked) return null;
      return { errno: result.errno, before: event.in, after: result.argument };
    } catch (error) {
      if (error instanceof UndecidedChoice) return null;
      throw error;
    }
  }

  /** How a call would end now, and what it would come to; null where that cannot be told. Nothing is done. */
  trial(operation: IoctlOperation): Tried | null {
    const { descriptor } = operation;
    const context = descriptor.kind === 'result' ? this.contexts.get(descriptor.operation) : undefined;
    if (!context) return null;
    const { model, counterpart } = this.model.copy();
    const [copied, process] = [counterpart.get(context), counterpart.get(this.process)];
    if (!copied || !process) return null;
    model.visits = new Visits();
    try {
      const predicted = this.call(operation, model, copied, process);
      return predicted && { errno: predicted.errno, visits: model.visits };
    } catch (error) {
      if (error instanceof ModelError) return null;
      throw error;
    }
  }

  /** Does anything but a call. False where the model cannot run it. */
  act(operation: Exclude<Operation, IoctlOperation>): boolean {
    try {
      this.actOrThrow(operation);
      return true;
    } catch (error) {
      if (error instanceof ModelError) return false;
      throw error;
    }
  }

  private actOrThrow(operation: Exclude<Operation, IoctlOperation>): void {
    const { model, process } = this;
    switch (operation.op) {
      case 'open':
        this.contexts.set(operation.id, model.open(process));
        return;
      case 'close': {
        if (!operation.isContext) {
          model.closeDescriptor(process, Number(this.binding.source(operation.descriptor)));
          return;
        }
        const by = operation.descriptor.kind === 'result' ? operation.descriptor.operation : -1;
        const context = this.contexts.get(by);
        this.contexts.delete(by);
        if (context) model.close(context, process);
        return;
      }
      case 'unmap':
        this.layout.unmap(operation.region);
        return;
      case 'limit':
        model.setLockedLimit(process, operation.pages === null ? null : BigInt(operation.pages));
        return;
      case 'ledgers':
    }
  }

  private argument({ argument }: IoctlOperation): Parameters<typeof ioctlEvent>[1] {
    if (argument.kind === 'number' || argument.memory === 'missing') return {};
    const before = Buffer.from(this.binding.bytes(argument.bytes, argument.patches)).toString('hex');
    const { array } = argument;
    const content = array && (array.bytes ?? '').padEnd(array.length * 2, '0');
    return { before, after: before, ...(content ? { arrayBefore: content, arrayAfter: content } : {}) };
  }
}
