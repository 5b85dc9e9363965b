import { openDeviceKernel } from '../../conform/device/device-kernel.ts';
import { performingOn } from '../../conform/random/performing.ts';
import { performForHost } from '../../conform/remote/perform-for-host.ts';
import { hasErrors } from '../../diagnostics/finding.ts';
import { UsageError } from '../../host/errors.ts';
import { SpecLoader, type LoadedSubjects, type Subject } from '../load.ts';
import type { Message } from './message.ts';
import type { ConformOptions } from './options.ts';
import { kernelParts, performedParts } from './parts.ts';

/** What is to be compared with a kernel: a base, or a proposal. */
export type ConformSubject = Exclude<Subject, { readonly kind: 'system' }>;

/**
 * Loads what is compared: the named base or proposal, or the first base.
 *
 * @returns null for the subject where the findings have an error
 */
export function loadConformSubject(
  name: string | null,
  from: string,
): LoadedSubjects & { readonly subject: ConformSubject | null } {
  const loader = new SpecLoader(from);
  const loaded = loader.load([name ?? loader.familyNames()[0] ?? '']);
  const [subject] = loaded.subjects;
  if (subject?.kind === 'system')
    throw new UsageError('CLI0002', `${subject.system.name} is a system, and has no ioctls that could be called`);
  return { ...loaded, subject: subject === undefined || hasErrors(loaded.findings) ? null : subject };
}

/**
 * Runs all parts on the kernel that this runs on, in this process.
 *
 * @throws EnvironmentError where the device cannot be opened
 */
export async function makeCalls(
  options: ConformOptions,
  from: string,
  tell: (message: Message) => void,
  onStage: (stage: string) => void,
): Promise<void> {
  const kernel = await openDeviceKernel(options.device);
  try {
    tell({ kind: 'kernel', name: kernel.name });
    onStage('reading the specs');
    const { subject, ...loaded } = loadConformSubject(options.name, from);
    if (subject === null) throw new UsageError('CLI0003', 'the specs have errors: abiwright check says which');
    const context = { subject, loaded, options, onStage, tell, kernel, performing: performingOn(kernel) };
    let served = false;
    for (const part of options.parts) {
      const performed = performedParts[part];
      if (performed && options.serve !== null) {
        if (!served) await performForHost(options.serve, context.performing, onStage);
        served = true;
        continue;
      }
      const outcome = await (performed ?? kernelParts[part])?.(context);
      if (outcome) tell({ kind: 'part', part, ...outcome });
    }
  } finally {
    kernel.dispose();
  }
  tell({ kind: 'end' });
}
