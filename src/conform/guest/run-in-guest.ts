import { join } from 'node:path';
import type { Printer } from '../../emit/template.ts';
import { EnvironmentError } from '../../host/errors.ts';
import { findProgram } from '../../host/find-program.ts';
import { makeFolder } from '../../host/make-folder.ts';
import { readBytes, readText } from '../../host/read.ts';
import { withTemporaryFolder } from '../../host/temporary-folder.ts';
import { writeFile } from '../../host/write.ts';
import { boot, type Booted, type BootLimits } from './boot.ts';
import { readBusybox } from './busybox.ts';
import { guestResult, type GuestResult } from './guest-result.ts';
import { emulator } from './machine.ts';
import { initProgram, scratchFolder, type GuestCommand } from './init-program.ts';

export interface GuestRequest {
  /** A bzImage. */
  readonly kernel: string;
  /** Words for the kernel's command line, behind its own. */
  readonly parameters: string;
  readonly command: GuestCommand;
  readonly limits: BootLimits;
  readonly print: Printer;
  readonly onProgress: (text: string) => void;
  /**
   * What the host does meanwhile, with the folder for results, which the guest has as `guestResults`. It ends soon after
   * the guest has. Where it fails, the guest is ended.
   *
   * @param gone settles when the guest has ended
   */
  readonly alongside?: (results: string, gone: Promise<unknown>) => Promise<void>;
}

/** The folder for results, as the command in the guest sees it. */
export const guestResults = `${scratchFolder}/results`;

export interface GuestRun extends GuestResult {
  readonly booted: Booted;
}

/** Of a guest, in MiB: Node takes 200, and the largest mappings of the vectors some more. */
const memory = 2048;
const largestKernel = 1 << 30;
const largestOutput = 256 << 20;

/**
 * Boots a kernel, runs a command in it on the host's own files, and brings back what it printed. Leaves no process and no
 * file, however it ends.
 *
 * @throws EnvironmentError where the machine lacks what it takes: CON0109 to CON0110, CLI0006 for a full disk, CLI0008 for a
 *   kernel that cannot be read
 */
export function runInGuest(request: GuestRequest): Promise<GuestRun> {
  const { kernel, parameters, command, limits, print, onProgress, alongside } = request;
  requireGuest(kernel);
  const busybox = readBusybox();
  return withTemporaryFolder(async (folder) => {
    const results = join(folder, 'results');
    makeFolder(results);
    const archive = join(folder, 'initramfs');
    writeFile(archive, initProgram(command, busybox, print));
    const machine = { kernel, parameters, initramfs: archive, results, memory };
    const stop = new AbortController();
    const booting = boot(machine, limits, folder, onProgress, stop.signal);
    try {
      await alongside?.(results, booting);
    } catch (error) {
      // The guest would wait for the host.
      stop.abort();
      await Promise.allSettled([booting]);
      throw error;
    }
    const booted = await booting;
    const read = (name: string): string | null => {
      const result = readText(join(results, name), largestOutput);
      return result.ok ? result.text : null;
    };
    const files = { status: read('status'), output: read('output'), tainted: read('tainted'), locks: read('locks') };
    return { booted, ...guestResult(booted, files) };
  });
}

/**
 * Finds out whether a kernel could be booted, before anything is done for it.
 *
 * @throws EnvironmentError CON0110 where something is missing, CLI0008 for a kernel that cannot be read
 */
export function requireGuest(kernel: string): void {
  const image = readBytes(kernel, largestKernel);
  if (!image.ok) throw new EnvironmentError('CLI0008', `${kernel} ${image.detail}`, 'give the path of a bzImage');
  if (!isBootImage(image.bytes))
    throw new EnvironmentError('CON0110', `${kernel} is no bzImage`, 'give arch/x86/boot/bzImage of a built kernel');
  readBusybox();
  if (findProgram(emulator) === null)
    throw new EnvironmentError('CON0110', `${emulator} is not installed`, 'install qemu-system-x86');
}

/** Documentation/arch/x86/boot.rst: the signature of the setup header. */
function isBootImage(bytes: Buffer): boolean {
  return bytes.length > 0x206 && bytes.toString('latin1', 0x202, 0x206) === 'HdrS';
}
