import type { Row } from '../../machine/value.ts';
import type { KernelModel } from '../../model/kernel-model.ts';
import { AddressSpace, type Bytes } from '../address-space.ts';
import { KernelRefusal, type Access, type FileKind, type Mapping, type ProcessMemory, type Region } from '../kernel.ts';
import { SparseBytes } from './sparse-bytes.ts';

/** Where the first mapping goes. */
const firstAddress = 0x7f00_0000_0000n;
/** Length of a huge page of a file of such. */
const hugeFilePage = 2n << 20n;

/** What the model knows of each kind of file: a value of the enumeration `file_backing`, and the rights. */
const files: Readonly<Record<FileKind, { backing: string; mayWrite: boolean; sealed: boolean }>> = {
  memfd: { backing: 'SHMEM', mayWrite: true, sealed: false },
  'memfd-huge': { backing: 'HUGETLBFS', mayWrite: true, sealed: false },
  'memfd-read-only': { backing: 'SHMEM', mayWrite: false, sealed: false },
  'memfd-sealed': { backing: 'SHMEM', mayWrite: true, sealed: true },
  other: { backing: 'OTHER_FILE', mayWrite: true, sealed: false },
};

/** The memory of the process that the model has, made of arrays. */
export class ModelMemory implements ProcessMemory {
  private readonly space = new AddressSpace();
  private readonly contents = new Map<number, { readonly bytes: Bytes; readonly kind: FileKind }>();
  private readonly model: KernelModel;
  private readonly process: Row;
  private readonly nextDescriptor: () => number;
  private next = firstAddress;

  constructor(model: KernelModel, process: Row, nextDescriptor: () => number) {
    this.model = model;
    this.process = process;
    this.nextDescriptor = nextDescriptor;
  }

  createFile(kind: FileKind, length: bigint): number {
    const descriptor = this.nextDescriptor();
    this.contents.set(descriptor, { bytes: new SparseBytes(), kind });
    this.tellModel(kind, length, descriptor);
    return descriptor;
  }

  map({ length, access, file, offset, alignment }: Mapping): Region {
    const from = file === null ? { bytes: new SparseBytes(), kind: null } : this.contents.get(file);
    if (!from) throw new KernelRefusal('mmap', 'EBADF');
    const least = from.kind === 'memfd-huge' ? hugeFilePage : alignment;
    const multiple = least > alignment ? least : alignment;
    const start = (this.next + multiple - 1n) & -multiple;
    // A hole, so that no mapping goes on where another ends.
    this.next = start + length + hugeFilePage;
    this.space.add({ start, end: start + length, access, bytes: from.bytes, base: start - offset });
    return { address: start, length };
  }

  unmap(address: bigint, length: bigint): void {
    this.space.remove(address, address + length);
  }

  protect(address: bigint, length: bigint, access: Access): void {
    this.space.protect(address, address + length, access);
  }

  covers(address: bigint, length: bigint, writable: boolean): boolean {
    return this.space.covers(address, length, writable);
  }

  read(address: bigint, length: number): Uint8Array {
    return this.space.read(address, length);
  }

  write(address: bigint, bytes: Uint8Array): void {
    this.space.write(address, bytes);
  }

  /** Opens the file in the model, where that has files. */
  private tellModel(kind: FileKind, length: bigint, descriptor: number): void {
    const { tables, stateEnums } = this.model.interface;
    const backings = stateEnums.get('file_backing')?.values;
    if (!backings || !tables.has('file') || !tables.has('descriptor')) return;
    const { backing, mayWrite, sealed } = files[kind];
    const file = this.model.state.insert('file', {
      backing: BigInt(backings.indexOf(backing)),
      length,
      write_sealed: sealed,
    });
    this.model.state.insert('descriptor', {
      process: this.process,
      fd: BigInt(descriptor),
      file,
      may_write: mayWrite,
    });
  }
}
