import { join } from 'node:path';
import type { Subject } from '../../emit/file.ts';
import { selftestPrograms } from '../../emit/selftest/selftest.ts';
import type { Printer } from '../../emit/template.ts';
import { uapiHeader } from '../../emit/uapi/header.ts';
import { EnvironmentError } from '../../host/errors.ts';
import { packageRoot } from '../../host/package-root.ts';
import { readText } from '../../host/read.ts';
import { runProcess } from '../../host/run-process.ts';
import { writeFiles } from '../../host/write.ts';
import type { Trouble } from '../trouble.ts';

/** The folder below the given one that the programs are in. */
const programsFolder = 'programs';

/** Lines of what the compiler says that are kept. */
const shownLines = 20;

/**
 * Compiles the generated selftests of a subject, statically, so that they run in any guest; with the generated header, and
 * with a harness of our own in the place of the kernel's.
 *
 * @param folder an empty one; everything is put below it
 * @returns the folder that holds nothing but the programs, or what the compiler says is wrong
 * @throws EnvironmentError CLI0005 where there is no compiler
 */
export async function compileSelftests(
  subject: Subject,
  print: Printer,
  folder: string,
  onStage: (stage: string) => void,
): Promise<{ readonly folder: string } | { readonly trouble: Trouble }> {
  const programs = selftestPrograms(subject, print).map(({ path, text }) => ({
    name: path.slice(path.lastIndexOf('/') + 1, -'.c'.length),
    text,
  }));
  const headers = uapiHeader(subject, print);
  const include = join(folder, 'include');
  const own = join(folder, programsFolder);
  writeFiles([
    { path: join(folder, 'kselftest_harness.h'), content: harness() },
    ...headers.map(({ path, text }) => ({ path: join(include, 'linux', nameOf(path)), content: text })),
    ...programs.map(({ name, text }) => ({ path: join(folder, 'tests', `${name}.c`), content: text })),
    // The folder that the compiler writes into.
    { path: join(own, '.programs'), content: '' },
  ]);
  for (const { name } of programs) {
    onStage(`compiling ${name}`);
    const source = join(folder, 'tests', `${name}.c`);
    const words = ['-static', '-O1', '-D_GNU_SOURCE', '-isystem', include, source, '-o', join(own, name)];
    const { outcome, status, errors, detail } = await runProcess('gcc', words);
    if (outcome === 'not-found')
      throw new EnvironmentError('CLI0005', 'gcc is not installed', 'apt-get install gcc libc6-dev');
    if (status !== 0) {
      const lines = errors.split('\n').filter((line) => line.trim() !== '');
      const message = `the generated selftest ${name} does not compile: gcc ${detail}`;
      return { trouble: { code: 'CON0004', message, lines: lines.slice(0, shownLines) } };
    }
  }
  return { folder: own };
}

function harness(): string {
  const read = readText(join(packageRoot(), 'templates/conform/kselftest_harness.h'));
  if (!read.ok) throw new Error(`the harness of selftests ${read.detail}`);
  return read.text;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
