import { buildKernel } from '../../conform/guest/build-kernel.ts';
import { requireGuest } from '../../conform/guest/run-in-guest.ts';
import { compileSelftests } from '../../conform/selftests/compile-selftests.ts';
import type { Finding } from '../../diagnostics/finding.ts';
import { EnvironmentError } from '../../host/errors.ts';
import { mayOpen } from '../../host/may-open.ts';
import { withTemporaryFolder } from '../../host/temporary-folder.ts';
import { interfaceOf, type LoadedSubjects } from '../load.ts';
import { templatePrinter } from '../templates.ts';
import { rememberDeviceVectors, rememberVectors } from '../vectors.ts';
import { callInGuest } from './call-in-guest.ts';
import { loadConformSubject, type ConformSubject } from './make-calls.ts';
import type { Message } from './message.ts';
import type { BootOptions, ConformOptions } from './options.ts';
import { reportOf, type ConformReport } from './report.ts';
import { requestNames } from './request-names.ts';
import { watchCalls } from './watch-calls.ts';

/** The kernel that is called. */
export type ConformTarget =
  /** The one that this runs on. */
  | { readonly kind: 'running' }
  /** A bzImage. */
  | { readonly kind: 'image'; readonly path: string }
  /** One that is built of a source tree. */
  | { readonly kind: 'tree'; readonly folder: string };

export interface Conformed {
  /** Null where the findings have an error. */
  readonly report: ConformReport | null;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Compares a kernel with a spec.
 *
 * @throws EnvironmentError where the machine lacks what that takes
 */
export async function conform(
  target: ConformTarget,
  bootOptions: BootOptions,
  options: ConformOptions,
  from: string,
  onProgress: (text: string) => void,
): Promise<Conformed> {
  onProgress('reading the specs');
  const { subject, ...loaded } = loadConformSubject(options.name, from);
  const { findings, sources } = loaded;
  if (subject === null) return { report: null, findings, sources };
  const report =
    target.kind === 'running'
      ? // What is not there need not be prepared for, and is told by who opens it.
        await prepared(subject, options, mayOpen(options.device), onProgress, (ready) =>
          callRunning(ready, from, onProgress),
        )
      : await callBooted(target, bootOptions, options, from, { ...loaded, subject }, onProgress);
  return { report, findings, sources };
}

/** Compiles the selftests, if they are to be run, for as long as `work` goes on. */
async function prepared(
  subject: ConformSubject,
  options: ConformOptions,
  isWanted: boolean,
  onProgress: (text: string) => void,
  work: (options: ConformOptions) => Promise<ConformReport>,
): Promise<ConformReport> {
  if (!isWanted || !options.parts.includes('selftests')) return work(options);
  const proposal = subject.kind === 'proposal' ? subject.proposal : null;
  const of = { interface: interfaceOf(subject), proposal, explored: null };
  return withTemporaryFolder(async (folder) => {
    const compiled = await compileSelftests(of, templatePrinter(), folder, onProgress);
    if ('trouble' in compiled) return reportOf([], null, [compiled.trouble]);
    return work({ ...options, selftests: compiled.folder });
  });
}

async function callBooted(
  target: Exclude<ConformTarget, { readonly kind: 'running' }>,
  bootOptions: BootOptions,
  options: ConformOptions,
  from: string,
  { subject, ...loaded }: LoadedSubjects & { readonly subject: ConformSubject },
  onProgress: (text: string) => void,
): Promise<ConformReport> {
  const image =
    target.kind === 'image' ? { path: target.path, warnings: [] } : await buildKernel(target.folder, onProgress);
  if ('trouble' in image) return reportOf([], null, [image.trouble]);
  requireGuest(image.path);
  // The guest is slower at it, and takes what is remembered.
  if (options.parts.includes('vectors')) {
    rememberVectors(subject, loaded, onProgress);
    rememberDeviceVectors(subject, loaded, onProgress);
  }
  return prepared(subject, options, true, onProgress, async (ready) => {
    const called = await callInGuest(image, bootOptions, ready, from, subject, loaded, onProgress);
    return reportOf(called.messages, called.boot, called.troubles);
  });
}

async function callRunning(
  options: ConformOptions,
  from: string,
  onProgress: (text: string) => void,
): Promise<ConformReport> {
  const messages: Message[] = [];
  await watchCalls(options, from, requestNames(options.name, from), (each) => messages.push(each), onProgress);
  try {
    return reportOf(messages, null, []);
  } catch (error) {
    if (!(error instanceof EnvironmentError) || error.code !== 'CON0001') throw error;
    const other = 'to test another kernel than the running one: abiwright conform --kernel BZIMAGE';
    throw new EnvironmentError(error.code, error.message, error.fix === null ? other : `${error.fix}; ${other}`);
  }
}
