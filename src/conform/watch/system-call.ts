/** The calls that tests make, by the numbers of x86-64 (arch/x86/entry/syscalls/syscall_64.tbl). */
const names: ReadonlyMap<number, string> = new Map([
  [0, 'read'],
  [1, 'write'],
  [3, 'close'],
  [9, 'mmap'],
  [10, 'mprotect'],
  [11, 'munmap'],
  [16, 'ioctl'],
  [17, 'pread64'],
  [18, 'pwrite64'],
  [28, 'madvise'],
  [32, 'dup'],
  [57, 'fork'],
  [59, 'execve'],
  [61, 'wait4'],
  [77, 'ftruncate'],
  [231, 'exit_group'],
  [257, 'openat'],
]);

const numberOfIoctl = 16;

/**
 * A line of /proc/PID/syscall as a call, as far as it can be told: `ioctl(19, 0x3b85)`. Null where it is no call that
 * sleeps.
 *
 * @param requestName the name of an ioctl by its request word; null for one that is not known
 */
export function systemCallText(line: string | null, requestName: (request: number) => string | null): string | null {
  const [number, first, second] = (line ?? '').split(' ');
  if (number === undefined || !/^\d+$/.test(number)) return null;
  const name = (process.arch === 'x64' ? names.get(Number(number)) : undefined) ?? `system call ${number}`;
  if (first === undefined || second === undefined) return name;
  if (name !== names.get(numberOfIoctl)) return `${name}(${String(Number(first))})`;
  return `${name}(${String(Number(first))}, ${requestName(Number(second)) ?? second})`;
}
