import { spawnSync } from 'node:child_process';

/** A program to time, with its arguments. */
export interface Subject {
  readonly name: string;
  readonly program: string;
  readonly arguments: readonly string[];
  /** Added to the caller's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The status that it is to end with; 0 where absent. */
  readonly status?: number;
  /** Run before each timing, and not timed. */
  readonly before?: () => void;
}

/** Milliseconds of the wall clock. */
export interface Timing {
  readonly name: string;
  readonly median: number;
  readonly least: number;
}

/**
 * Times programs from start to exit, in turns (A B C A B C ...), so that what else the machine does meets all of them.
 *
 * @throws Error if one of them fails: a program that fails early would look fast
 */
export function timeInTurns(subjects: readonly Subject[], rounds: number): readonly Timing[] {
  const times = subjects.map((): number[] => []);
  for (let round = -1; round < rounds; round++)
    for (const [index, subject] of subjects.entries()) {
      const time = timeOnce(subject);
      // The first round fills caches of files, and of compiled code.
      if (round >= 0) times[index]?.push(time);
    }
  return subjects.map(({ name }, index) => {
    const sorted = (times[index] ?? []).sort((a, b) => a - b);
    return { name, median: sorted[sorted.length >> 1] ?? NaN, least: sorted[0] ?? NaN };
  });
}

function timeOnce(subject: Subject): number {
  subject.before?.();
  const start = performance.now();
  const run = spawnSync(subject.program, subject.arguments, {
    env: { ...process.env, ...subject.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const time = performance.now() - start;
  if (run.status !== (subject.status ?? 0))
    throw new Error(`${subject.name} ended with ${String(run.status)}: ${run.error?.message ?? run.stderr}`);
  return time;
}
