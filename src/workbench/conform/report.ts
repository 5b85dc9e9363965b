import type { Trouble } from '../../conform/trouble.ts';
import { EnvironmentError, type HostCode } from '../../host/errors.ts';
import { catalogue } from '../../diagnostics/catalogue.ts';
import { partNames, type Message, type PartName, type PartOutcome } from './message.ts';

/** How a kernel of one's own was booted. */
export interface BootReport {
  readonly image: string;
  readonly accelerator: string;
  /** From the start of QEMU to that of the command. */
  readonly seconds: number | null;
  /** What there is to say of how it was built, a clause each. */
  readonly warnings: readonly string[];
}

/** What came of a run. */
export interface ConformReport {
  /** Null where the kernel did not get to tell. */
  readonly kernel: string | null;
  readonly boot: BootReport | null;
  readonly parts: readonly (PartOutcome & { readonly part: PartName })[];
  readonly troubles: readonly Trouble[];
  readonly files: readonly KeptFile[];
  /** Those of the files that could not be written. */
  readonly unsaved: readonly KeptFile[];
}

/** A file to be kept, relative to where files are kept. */
export interface KeptFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What messages come to.
 *
 * @throws EnvironmentError where one of them says that the command could not do its work, and where all parts were left out
 */
export function reportOf(
  messages: readonly Message[],
  boot: BootReport | null,
  troubles: readonly Trouble[],
): ConformReport {
  // What is told again has come further meanwhile.
  const parts = new Map<PartName, PartOutcome & { part: PartName }>();
  const told: Trouble[] = [];
  const files = new Map<string, KeptFile>();
  let kernel: string | null = null;
  for (const message of messages)
    switch (message.kind) {
      case 'kernel':
        kernel = message.name;
        break;
      case 'part': {
        const { kind: _kind, ...part } = message;
        parts.set(part.part, part);
        break;
      }
      case 'file':
        files.set(message.path, { path: message.path, text: message.text });
        break;
      case 'trouble':
        told.push(message.trouble);
        break;
      case 'error':
        throw new EnvironmentError(hostCode(message.code), message.message, message.fix);
      case 'end':
        break;
    }
  const report = {
    kernel,
    boot,
    parts: [...parts.values()].sort((a, b) => partNames.indexOf(a.part) - partNames.indexOf(b.part)),
    troubles: [...told, ...troubles],
    files: [...files.values()],
    unsaved: [],
  };
  const [nothing] = hasFailed(report) || report.parts.some((each) => !each.leftOut) ? [] : report.parts;
  if (nothing?.leftOut) throw new EnvironmentError(nothing.leftOut.code, nothing.leftOut.message, nothing.leftOut.fix);
  return report;
}

/** Whether kernel and spec differ, or that could not be found out. */
export function hasFailed(report: ConformReport): boolean {
  return report.troubles.length > 0 || report.parts.some((each) => each.failed);
}

function hostCode(code: string): HostCode {
  return isHostCode(code) ? code : 'CLI0011';
}

function isHostCode(code: string): code is HostCode {
  return Object.hasOwn(catalogue, code) && /^(?:CLI|SER|CON)/.test(code);
}
