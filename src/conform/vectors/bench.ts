import { x86_64 } from '../../layout/abi/x86_64.ts';
import { layoutOf } from '../../layout/layout.ts';
import { requestWord } from '../../layout/request-word.ts';
import { readFields } from '../../model/argument.ts';
import { x86_64Symbols } from '../../model/kernel-model.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { elementKey, plainly, slotsOf, type SymbolicCall } from '../../vectors/call.ts';
import { filePages, type TestFile } from '../../vectors/files.ts';
import { arrayBytes, arrayFrom } from '../../vectors/memory.ts';
import { argumentBytes, arraysOf, pointersOf, requestOf } from '../../vectors/setting.ts';
import { numberOf, type Binding } from '../../vectors/value.ts';
import { bufferPages } from '../../vectors/world.ts';
import { KernelRefusal, type FileKind, type Kernel } from '../kernel.ts';

/** How a call ended. */
export interface Performed {
  /** The errno's name; null for success. */
  readonly errno: string | null;
  /** What was given, by slot. */
  readonly before: ReadonlyMap<string, bigint>;
  /** What is there afterwards, those of arrays included. Of an argument that cannot all be read it is what was given. */
  readonly after: ReadonlyMap<string, bigint>;
}

const fileKinds: Readonly<Record<TestFile['name'], FileKind>> = {
  memfd: 'memfd',
  memfd_read_only: 'memfd-read-only',
  memfd_sealed: 'memfd-sealed',
  dev_null: 'other',
};

/** An argument that claims a length. */
export interface SizedArgument {
  readonly size: number;
  /** The bytes behind the members that are known; null for zeros. */
  readonly tail: Uint8Array | null;
  /** How many bytes there are before a page that cannot be read. */
  readonly readable: number;
}

/** A context that was just opened, and memory and files beside it: what one vector is performed with. */
export class Bench {
  private readonly interface: Interface;
  private readonly kernel: Kernel;
  private readonly context: number;
  private readonly regions: (readonly [address: bigint, length: bigint])[] = [];
  /** `bufferPages` of zeros, and a page that nothing may touch. */
  private readonly buffer: bigint;
  /** A page with every bit set. */
  private readonly ones: bigint;
  /** Pages for arguments, with one behind them that nothing may touch. */
  private readonly page: bigint;
  /** A page for each array. */
  private readonly arrays: bigint;
  private readonly files = new Map<string, number>();
  /** Descriptors that calls gave. */
  private readonly given: number[] = [];
  private readonly contexts: number[] = [];

  /** @throws KernelRefusal where there is no memory, or no context */
  constructor(of: Interface, kernel: Kernel) {
    this.interface = of;
    this.kernel = kernel;
    try {
      this.buffer = this.map(bufferPages, 'guarded');
      this.page = this.map(argumentPages, 'guarded');
      this.arrays = this.map(arrayPages, 'bare');
      this.ones = this.map(1n, 'bare');
      kernel.memory.write(this.ones, new Uint8Array(Number(kernel.pageSize)).fill(0xff));
      this.context = this.open();
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** Makes a call. `results` are the arguments of the calls before it, after them. */
  perform(call: SymbolicCall, results: readonly Performed[]): Performed {
    const { kernel } = this;
    const { ioctl, manner } = call;
    const before = this.numbers(call, results);
    const bytes = argumentBytes(ioctl, before, manner);
    const arrays = arraysOf(ioctl, before);
    for (const [index, array] of arrays.entries()) kernel.memory.write(this.array(index), arrayBytes(array));
    const address = this.place(bytes, call);
    if (!manner.privileged) kernel.process.setPrivileged(false);
    const { errno } = kernel.ioctl(this.context, this.request(call), address);
    if (!manner.privileged) kernel.process.setPrivileged(true);
    const whole = bytes !== null && manner.argument !== 'cut';
    const after = new Map(whole ? readFields(ioctl.struct, kernel.memory.read(address, bytes.length), x86_64) : before);
    if (manner.argument === 'read-only') kernel.memory.protect(this.page, kernel.pageSize, 'read-write');
    for (const [index, array] of arrays.entries()) {
      const now = arrayFrom(array, kernel.memory.read(this.array(index), arrayBytes(array).length));
      for (const [element, members] of now.elements.entries())
        for (const [path, value] of members) after.set(elementKey(array.pointer, element, path), value);
    }
    const performed = { errno, before, after };
    this.noteDescriptors(ioctl, performed);
    return performed;
  }

  /**
   * Makes a call whose argument claims a length of its own. `tail` is what lies behind the last known member, and
   * `readable` how many bytes can be read of it all. Returns the errno's name; null for success.
   */
  performSized(call: SymbolicCall, results: readonly Performed[], sized: SizedArgument): string | null {
    const { kernel } = this;
    const before = this.numbers(call, results);
    const all = new Uint8Array(Math.max(sized.readable, argumentSize(call.ioctl)));
    all.set(argumentBytes(call.ioctl, before, plainly) ?? []);
    if (sized.tail) all.set(sized.tail, argumentSize(call.ioctl));
    new DataView(all.buffer).setUint32(0, sized.size, true);
    for (const [index, array] of arraysOf(call.ioctl, before).entries())
      kernel.memory.write(this.array(index), arrayBytes(array));
    const address = this.page + argumentPages * kernel.pageSize - BigInt(sized.readable);
    kernel.memory.write(address, all.subarray(0, sized.readable));
    const { errno } = kernel.ioctl(this.context, this.request(call), address);
    const after = kernel.memory.read(address, sized.readable);
    this.noteDescriptors(call.ioctl, { errno, before, after: readFields(call.ioctl.struct, after, x86_64) });
    return errno;
  }

  /** What is in the buffer now. */
  bufferContent(): Uint8Array {
    return this.kernel.memory.read(this.buffer, Number(bufferPages * this.kernel.pageSize));
  }

  /** Closes a descriptor that a call gave. Returns whether it was open. */
  close(descriptor: number): boolean {
    const index = this.given.indexOf(descriptor);
    if (index >= 0) this.given.splice(index, 1);
    return this.kernel.close(descriptor).errno === null;
  }

  /** What the leaves of symbolic values come to. `ioctl` is the one whose arrays are meant. */
  binding(ioctl: Ioctl, results: readonly Performed[]): Binding {
    const { kernel } = this;
    const symbols = { ...x86_64Symbols, PAGE_SIZE: kernel.pageSize, HPAGE_SIZE: kernel.hugePageSize };
    return {
      symbol: (name) => symbols[name],
      place: (place) =>
        ({ buffer: this.buffer, unmapped: this.buffer + bufferPages * kernel.pageSize, ones: this.ones })[place],
      array: (field) => this.array(pointersOf(ioctl).indexOf(field)),
      descriptor: (name) => BigInt.asUintN(64, BigInt(this.file(name))),
      result: (call, field) => results[call]?.after.get(field) ?? 0n,
    };
  }

  /** Gives everything back, the descriptors of calls included. */
  dispose(): void {
    const { kernel } = this;
    for (const descriptor of [...this.given, ...this.contexts, ...this.files.values()]) kernel.close(descriptor);
    for (const [address, length] of this.regions) kernel.memory.unmap(address, length);
  }

  /** Maps pages of zeros, with one behind them that nothing may touch where they are to be guarded. */
  private map(pages: bigint, how: 'guarded' | 'bare'): bigint {
    const { memory, pageSize } = this.kernel;
    const length = (how === 'guarded' ? pages + 1n : pages) * pageSize;
    const { address } = memory.map({ length, access: 'read-write', file: null, offset: 0n, alignment: pageSize });
    this.regions.push([address, length]);
    if (how === 'guarded') memory.protect(address + pages * pageSize, pageSize, 'none');
    return address;
  }

  private open(): number {
    const { device } = this.kernel;
    const { result, errno } = this.kernel.open();
    // Calls on no descriptor would all end in EBADF, which is what some of them should come to.
    if (errno !== null) throw new KernelRefusal(`open ${device}`, errno);
    this.contexts.push(result);
    return result;
  }

  private request({ ioctl, manner }: SymbolicCall): number {
    return requestOf(requestWord('none', this.interface.family.ioctl.type, ioctl.number, 0, x86_64), manner);
  }

  private numbers(call: SymbolicCall, results: readonly Performed[]): ReadonlyMap<string, bigint> {
    const binding = this.binding(call.ioctl, results);
    return new Map(
      slotsOf(call.ioctl).map(({ key, width }) => {
        const value = call.values.get(key);
        return [key, value ? BigInt.asUintN(width, numberOf(value, binding)) : 0n];
      }),
    );
  }

  /** Writes an argument where the call wants it, and gives its address. */
  private place(bytes: Uint8Array | null, { manner }: SymbolicCall): bigint {
    const { memory, pageSize } = this.kernel;
    if (bytes === null) return 0n;
    const address = manner.argument === 'cut' ? this.page + argumentPages * pageSize - BigInt(bytes.length) : this.page;
    memory.write(address, bytes);
    if (manner.argument === 'read-only') memory.protect(this.page, pageSize, 'read');
    return address;
  }

  private array(index: number): bigint {
    return this.arrays + BigInt(index) * this.kernel.pageSize;
  }

  private file(name: string): number {
    let file = this.files.get(name);
    if (file === undefined) {
      file = this.kernel.memory.createFile(fileKinds[name] ?? 'other', filePages * this.kernel.pageSize);
      this.files.set(name, file);
    }
    return file;
  }

  private noteDescriptors(ioctl: Ioctl, { errno, before, after }: Performed): void {
    if (errno !== null) return;
    for (const { key, field } of slotsOf(ioctl))
      if (field.role === 'fd' && field.direction === 'out' && after.get(key) !== before.get(key))
        this.given.push(Number(after.get(key)));
  }
}

/** A long argument may take more than one. */
const argumentPages = 2n;
/** No call has more arrays. */
const arrayPages = 4n;

/** How long an ioctl's argument is, in bytes. */
export function argumentSize({ struct }: Ioctl): number {
  return layoutOf(struct, x86_64).size;
}
