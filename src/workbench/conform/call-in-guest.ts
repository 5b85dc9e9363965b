import type { BuiltImage } from '../../conform/guest/build-kernel.ts';
import { guestResults, runInGuest } from '../../conform/guest/run-in-guest.ts';
import { GuestGone, RemotePerforming } from '../../conform/remote/remote-performing.ts';
import type { Trouble } from '../../conform/trouble.ts';
import { rememberedFolder } from '../../host/remember.ts';
import { thisProgram } from '../../host/this-program.ts';
import { templatePrinter } from '../templates.ts';
import type { LoadedSubjects } from '../load.ts';
import type { ConformSubject } from './make-calls.ts';
import { performedParts } from './parts.ts';
import { messagesIn, type Message } from './message.ts';
import { optionWords, type BootOptions, type ConformOptions } from './options.ts';
import type { BootReport } from './report.ts';

/** In seconds. A machine whose processors others use may need ten times what it does alone. */
const beginLimit = 180;
/** A guest shows a sign of life every second, once the command runs. */
const silenceLimit = 90;
/** What the guest gets in addition to what the calls may take, to start, and to say what they were at. */
const startAndEnd = 120;

export interface CalledInGuest {
  readonly boot: BootReport;
  readonly messages: readonly Message[];
  readonly troubles: readonly Trouble[];
}

/** Boots a kernel and has this very command make the calls there, on this very build and these specs. */
export async function callInGuest(
  image: BuiltImage,
  bootOptions: BootOptions,
  options: ConformOptions,
  from: string,
  subject: ConformSubject,
  loaded: LoadedSubjects,
  onProgress: (text: string) => void,
): Promise<CalledInGuest> {
  const remembered = rememberedFolder();
  const own: Message[] = [];
  const performed = options.parts.flatMap((part) => {
    const run = performedParts[part];
    return run ? [{ part, run }] : [];
  });
  let computing = false;
  const alongside = async (results: string, gone: Promise<unknown>): Promise<void> => {
    const performing = new RemotePerforming(results, gone);
    try {
      await performing.ready();
      computing = true;
      const context = { subject, loaded, options, onStage: onProgress, tell, performing };
      for (const { part, run } of performed) tell({ kind: 'part', part, ...(await run(context)) });
    } catch (error) {
      // What became of the guest says why.
      if (!(error instanceof GuestGone)) throw error;
    } finally {
      computing = false;
      performing.stop();
    }
  };
  const tell = (message: Message): number => own.push(message);
  const { booted, troubles, ended } = await runInGuest({
    kernel: image.path,
    parameters: bootOptions.parameters,
    command: {
      words: [...thisProgram(), 'conform', ...optionWords({ ...options, serve: guestResults }), '--hand-over'],
      folder: from,
      present: [options.device],
      cache: remembered === null ? [] : [remembered],
    },
    limits: {
      firstLine: bootOptions.limit * 1000,
      begin: beginLimit * 1000,
      silence: silenceLimit * 1000,
      overall: (options.timeLimit + startAndEnd) * 1000,
    },
    print: templatePrinter(),
    onProgress: (text) => {
      if (!computing) onProgress(text);
    },
    ...(performed.length > 0 ? { alongside } : {}),
  });
  const { path, warnings } = image;
  const boot = { image: path, accelerator: booted.accelerator, seconds: booted.seconds, warnings };
  const theirs = messagesIn(ended?.output ?? '');
  const messages = [...theirs, ...own];
  const complete = theirs.some(({ kind }) => kind === 'end' || kind === 'error');
  const lost: Trouble = {
    code: 'CON0112',
    message: `what the guest found out came back in part only (status ${String(ended?.status)})`,
    lines: booted.tail,
  };
  return { boot, messages, troubles: ended === null || complete ? troubles : [...troubles, lost] };
}
