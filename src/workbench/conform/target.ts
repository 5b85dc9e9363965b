import { promise } from '../../conform/device/device-kernel.ts';
import type { ConformTarget } from './conform.ts';
import type { ConformOptions } from './options.ts';

/** What the flags name: at most one of the two. */
export function targetOf(kernel: string | null, tree: string | null): ConformTarget {
  if (kernel !== null) return { kind: 'image', path: kernel };
  return tree === null ? { kind: 'running' } : { kind: 'tree', folder: tree };
}

/** What is said before anything is done: what will be touched, and how to have the same again. */
export function announcement(target: ConformTarget, { device, seed, parts }: ConformOptions): string {
  const again = parts.includes('random') ? [`The random calls are those of --seed ${String(seed)}.`] : [];
  switch (target.kind) {
    case 'running':
      return [...promise(device), ...again].join('\n');
    case 'image':
      return [`This boots ${target.path} in QEMU, which reads this machine's files and writes none.`, ...again].join(
        '\n',
      );
    case 'tree':
      return [
        `This builds the kernel of ${target.folder} in your cache directory, and boots it in QEMU, which reads this machine's files and writes none.`,
        ...again,
      ].join('\n');
  }
}
