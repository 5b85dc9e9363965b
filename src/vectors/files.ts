import type { KernelModel } from '../model/kernel-model.ts';
import type { Row } from '../machine/value.ts';
import { bufferPages, type World } from './world.ts';

/** A file that a test program opens by itself, without a call of the interface. */
export interface TestFile {
  /** As a C identifier. */
  readonly name: string;
  /** Its descriptor in the model. */
  readonly descriptor: number;
  /** What the model knows of it: a value of `file_backing`, and the rights. */
  readonly backing: 'SHMEM' | 'OTHER_FILE';
  readonly mayWrite: boolean;
  readonly writeSealed: boolean;
}

/** How long each file is, in pages. */
export const filePages = bufferPages;

export const testFiles: readonly TestFile[] = [
  { name: 'memfd', descriptor: 1001, backing: 'SHMEM', mayWrite: true, writeSealed: false },
  { name: 'memfd_read_only', descriptor: 1002, backing: 'SHMEM', mayWrite: false, writeSealed: false },
  { name: 'memfd_sealed', descriptor: 1003, backing: 'SHMEM', mayWrite: true, writeSealed: true },
  { name: 'dev_null', descriptor: 1004, backing: 'OTHER_FILE', mayWrite: true, writeSealed: false },
];

/** Puts the files into a model that has tables for them. */
export function openTestFiles(model: KernelModel, process: Row, world: World): void {
  const { tables, stateEnums } = model.interface;
  const backings = stateEnums.get('file_backing')?.values;
  if (!backings || !tables.has('file') || !tables.has('descriptor')) return;
  for (const each of testFiles) {
    const file = model.state.insert('file', {
      backing: BigInt(backings.indexOf(each.backing)),
      length: filePages * world.symbols.PAGE_SIZE,
      write_sealed: each.writeSealed,
    });
    model.state.insert('descriptor', { process, fd: BigInt(each.descriptor), file, may_write: each.mayWrite });
  }
}
