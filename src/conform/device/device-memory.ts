import { errnoName } from '../../spec/errno.ts';
import { AddressSpace, type Bytes } from '../address-space.ts';
import { KernelRefusal, type Access, type FileKind, type Mapping, type ProcessMemory, type Region } from '../kernel.ts';
import type { Libc } from './libc.ts';
import { must, O_CLOEXEC, O_RDONLY, O_RDWR } from './system-calls.ts';

// asm-generic/mman-common.h, asm-generic/mman.h, linux/memfd.h, linux/fcntl.h
const PROT_READ = 1;
const PROT_WRITE = 2;
const MAP_SHARED = 1;
const MAP_PRIVATE = 2;
const MAP_ANONYMOUS = 0x20;
const MAP_NORESERVE = 0x4000;
const MFD_CLOEXEC = 1;
const MFD_ALLOW_SEALING = 2;
const MFD_HUGETLB = 4;
const F_ADD_SEALS = 1033;
const F_SEAL_WRITE = 8;

const protections: Readonly<Record<Access, number>> = {
  none: 0,
  read: PROT_READ,
  'read-write': PROT_READ | PROT_WRITE,
};

const failed = (1n << 64n) - 1n;

/** Memory of the process that this runs in, but only what was mapped through this. */
export class DeviceMemory implements ProcessMemory {
  private readonly libc: Libc;
  private readonly space = new AddressSpace();
  /** Descriptors of files that may still be open. */
  private readonly files: Set<number>;
  /** What munmap(2) has to be called for at the end, by where it starts. */
  private readonly reserved: Region[] = [];

  /** `files` is where descriptors are noted that the owner closes. */
  constructor(libc: Libc, files: Set<number>) {
    this.libc = libc;
    this.files = files;
  }

  createFile(kind: FileKind, length: bigint): number {
    const { libc } = this;
    if (kind === 'other') return this.note(must(libc, '/dev/null', libc.open('/dev/null', O_RDWR | O_CLOEXEC)));
    const flags = MFD_CLOEXEC | MFD_ALLOW_SEALING | (kind === 'memfd-huge' ? MFD_HUGETLB : 0);
    const file = this.note(must(libc, 'memfd_create', libc.memfdCreate('abiwright', flags)));
    must(libc, 'ftruncate', libc.ftruncate(file, length));
    if (kind === 'memfd-sealed') must(libc, 'F_SEAL_WRITE', libc.fcntl(file, F_ADD_SEALS, F_SEAL_WRITE));
    if (kind !== 'memfd-read-only') return file;
    const path = `/proc/self/fd/${String(file)}`;
    const readOnly = this.note(must(libc, path, libc.open(path, O_RDONLY | O_CLOEXEC)));
    this.files.delete(file);
    libc.close(file);
    return readOnly;
  }

  map({ length, access, file, offset, alignment }: Mapping): Region {
    const { libc, space } = this;
    const flags = file === null ? MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE : MAP_SHARED;
    // The start of a file of huge pages is aligned by itself, and must not be cut.
    const extra = file === null ? alignment : 0n;
    const start = libc.mmap(0n, length + extra, protections[access], flags, file ?? -1, offset);
    if (start === failed) throw new KernelRefusal('mmap', errnoName(libc.errno()));
    const address = extra === 0n ? start : (start + alignment - 1n) & -alignment;
    if (address % alignment !== 0n) {
      libc.munmap(start, length);
      throw new KernelRefusal('mmap', 'EINVAL');
    }
    if (address > start) libc.munmap(start, address - start);
    const end = start + length + extra;
    if (address + length < end) libc.munmap(address + length, end - address - length);
    const bytes = new Viewed(libc, address, Number(length));
    space.add({ start: address, end: address + length, access, bytes, base: address });
    this.reserved.push({ address, length });
    return { address, length };
  }

  unmap(address: bigint, length: bigint): void {
    must(this.libc, 'munmap', this.libc.munmap(address, length));
    this.space.remove(address, address + length);
    const end = address + length;
    for (const [index, region] of [...this.reserved.entries()].reverse()) {
      const regionEnd = region.address + region.length;
      if (regionEnd <= address || region.address >= end) continue;
      const before = { address: region.address, length: address - region.address };
      const after = { address: end, length: regionEnd - end };
      this.reserved.splice(index, 1, ...[before, after].filter((each) => each.length > 0n));
    }
  }

  protect(address: bigint, length: bigint, access: Access): void {
    must(this.libc, 'mprotect', this.libc.mprotect(address, length, protections[access]));
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

  dispose(): void {
    for (const { address, length } of [...this.reserved]) this.unmap(address, length);
  }

  private note(descriptor: number): number {
    this.files.add(descriptor);
    return descriptor;
  }
}

/** Mapped memory. The view of it is made on first use: much of what is mapped is never looked at. */
class Viewed implements Bytes {
  private readonly libc: Libc;
  private readonly address: bigint;
  private readonly length: number;
  private memory: Uint8Array | null = null;

  constructor(libc: Libc, address: bigint, length: number) {
    this.libc = libc;
    this.address = address;
    this.length = length;
  }

  read(offset: number, length: number): Uint8Array {
    return this.view().slice(offset, offset + length);
  }

  write(offset: number, bytes: Uint8Array): void {
    this.view().set(bytes, offset);
  }

  private view(): Uint8Array {
    return (this.memory ??= this.libc.view(this.address, this.length));
  }
}
