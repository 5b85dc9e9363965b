import { abis } from '../layout/abis.ts';

/** How much of a subject there is. */
export interface SubjectSize {
  readonly name: string;
  /** Null for a system, which has no uAPI. */
  readonly ioctls: number | null;
  readonly verbs: number;
  readonly worlds: number;
}

/** What was looked at and found in order: a line a subject. */
export function summary(subjects: readonly SubjectSize[]): string {
  const width = Math.max(0, ...subjects.map((each) => each.name.length)) + 2;
  return subjects.map((each) => `${each.name.padEnd(width)}0 errors, 0 warnings   ${sizeText(each)}`).join('\n');
}

function sizeText({ ioctls, verbs, worlds }: SubjectSize): string {
  const interface_ = ioctls === null ? counted(verbs, 'verb') : `${counted(ioctls, 'ioctl')}, ${abis.length} ABIs`;
  return worlds === 0 ? interface_ : `${interface_}, ${counted(worlds, 'world')}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
