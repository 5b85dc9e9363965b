import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeProposal } from './made-proposal.ts';

/** Folders and files that nothing can be written to, by root neither. */
export function makeOutput(folder: string): void {
  writeProposal(
    folder,
    'name-limit',
    'declarations:\n  - { constant: IOMMU_IOAS_LIMIT, value: 7, doc: There are no more. }\n',
  );
  writeFileSync(join(folder, 'file'), 'mine\n');
  symlinkSync('nowhere', join(folder, 'dangling'));
  symlinkSync('looping', join(folder, 'looping'));
  // Of the files of one command, one can be written, and another one cannot.
  mkdirSync(join(folder, 'half/name-limit/documentation/name-limit.rst'), { recursive: true });
  mkdirSync(join(folder, 'half/name-limit/uapi'), { recursive: true });
  writeFileSync(join(folder, 'half/name-limit/uapi/iommufd.h'), 'older\n');
  mkdirSync(join(folder, 'novel'));
  writeFileSync(join(folder, 'novel/chapter-1.txt'), 'It was a dark and stormy night.\n');
}
