import { EnvironmentError } from '../../host/errors.ts';
import { runProcess } from '../../host/run-process.ts';

/** In milliseconds. A second is much on any machine. */
const timeLimit = 60_000;

/**
 * Compiles the recorder with the machine's C compiler: `CC`, with the arguments that it has, or else `cc`.
 *
 * @param library the path of the shared library to write
 * @throws EnvironmentError CLI0005 where there is no compiler, CLI0009 where it fails
 */
export async function compileRecorder(
  source: string,
  library: string,
  compilerVariable: string | undefined,
): Promise<void> {
  const [compiler = 'cc', ...own] = (compilerVariable ?? '').split(' ').filter((word) => word !== '');
  const words = ['-shared', '-fPIC', '-O2', '-U_FORTIFY_SOURCE', '-x', 'c', '-', '-o', library, '-ldl', '-lpthread'];
  const compiled = await runProcess(compiler, [...own, ...words], {
    input: source,
    timeLimit,
    // Messages are read, and shown, in one language.
    environment: { LC_ALL: 'C' },
  });
  if (compiled.outcome === 'not-found' || compiled.outcome === 'not-started')
    throw new EnvironmentError(
      'CLI0005',
      `the C compiler ${compiler} ${compiled.detail}; what records a program is compiled for the machine it runs on`,
      'install one (apt-get install gcc libc6-dev), or name yours in CC',
    );
  if (compiled.status === 0) return;
  const [complaint = compiled.detail] = compiled.errors.split('\n').filter((line) => /error/i.test(line));
  throw new EnvironmentError(
    'CLI0009',
    `the C compiler ${compiler} cannot compile the recorder: ${complaint.trim()}`,
    "install the C library's headers (apt-get install libc6-dev), or name another compiler in CC",
  );
}
