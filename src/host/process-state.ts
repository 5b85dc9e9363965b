import { readdirSync, readFileSync } from 'node:fs';

/** What /proc tells of a process's first thread (proc(5)). */
export interface ProcessState {
  /** R, S, D, Z and so on. */
  readonly state: string;
  /** In ticks. */
  readonly userTime: number;
  readonly systemTime: number;
  /** /proc/PID/syscall: the number and the arguments of the call that it sleeps in; `running`; null where that is not told. */
  readonly systemCall: string | null;
}

/** Null where there is no such process. */
export function processState(pid: number): ProcessState | null {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The name in parentheses may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    state: fields[0] ?? '',
    userTime: Number(fields[11]),
    systemTime: Number(fields[12]),
    systemCall: read(`/proc/${pid}/syscall`)?.trim() ?? null,
  };
}

/** Where in the kernel a process is, the innermost function first; empty where this user may not know. */
export function kernelStack(pid: number): readonly string[] {
  return (read(`/proc/${pid}/stack`) ?? '')
    .split('\n')
    .map((line) => line.replace(/^\[<[0-9a-f]+>\] /, '').trim())
    .filter((line) => line !== '');
}

/** A process and all that it has started and that is still there. */
export function withDescendants(pid: number): readonly number[] {
  const parents = new Map(processes().map((each) => [each, parentOf(each)]));
  const below = (from: number): readonly number[] => [
    from,
    ...[...parents].filter(([, parent]) => parent === from).flatMap(([each]) => below(each)),
  ];
  return below(pid);
}

function processes(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^[1-9]\d*$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null;
  }
}
