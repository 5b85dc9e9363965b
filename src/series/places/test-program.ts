import { AlreadyThere, required } from './failure.ts';

/** Builds one more program in the Makefile of a folder of selftests. */
export function addTestProgram(source: string, program: string): string {
  const lines = source.split('\n');
  const isAssignment = (line: string): boolean => /^TEST_GEN_PROGS\s*[:+?]?=/.test(line);
  const last = lines.findLastIndex(isAssignment);
  const assignment = required(last < 0 ? null : last, 'an assignment to TEST_GEN_PROGS');
  if (lines.some((line) => isAssignment(line) && line.split(/\s+/).includes(program)))
    throw new AlreadyThere(`${program} is built already`);
  let end = assignment;
  while (lines[end]?.endsWith('\\')) end += 1;
  lines.splice(end + 1, 0, `TEST_GEN_PROGS += ${program}`);
  return lines.join('\n');
}

/** Ignores the program that the Makefile builds. */
export function addIgnoredProgram(source: string, program: string): string {
  const lines = source.split('\n');
  if (lines.includes(`/${program}`)) throw new AlreadyThere(`/${program} is ignored already`);
  const last = lines.findLastIndex((line) => line.startsWith('/') && line < `/${program}`);
  const end = last < 0 ? lines.findLastIndex((line) => line !== '') : last;
  lines.splice(end + 1, 0, `/${program}`);
  return lines.join('\n');
}
