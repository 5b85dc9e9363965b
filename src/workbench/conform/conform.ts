import { buildKernel } from '../../conform/guest/build-kernel.ts';
import { requireGuest } from '../../conform/guest/run-in-guest.ts';
import type { Finding } from '../../diagnostics/finding.ts';
import { EnvironmentError } from '../../host/errors.ts';
import { rememberDeviceVectors, rememberVectors } from '../vectors.ts';
import { callInGuest } from './call-in-guest.ts';
import { loadConformSubject } from './make-calls.ts';
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
  if (target.kind === 'running') return { report: await callRunning(options, from, onProgress), findings, sources };
  const image = target.kind === 'image' ? { path: target.path } : await buildKernel(target.folder, onProgress);
  if ('trouble' in image) return { report: reportOf([], null, [image.trouble]), findings, sources };
  requireGuest(image.path);
  // The guest is slower at it, and takes what is remembered.
  if (options.parts.includes('vectors')) {
    rememberVectors(subject, loaded, onProgress);
    rememberDeviceVectors(subject, loaded, onProgress);
  }
  const { boot, messages, troubles } = await callInGuest(
    image.path,
    bootOptions,
    options,
    from,
    subject,
    loaded,
    onProgress,
  );
  return { report: reportOf(messages, boot, troubles), findings, sources };
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
