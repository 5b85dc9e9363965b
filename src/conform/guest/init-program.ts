import type { Printer } from '../../emit/template.ts';
import { guestMark } from './boot.ts';
import { initramfs } from './initramfs.ts';
import { shellWord } from './shell-word.ts';

/** What runs in a guest. All paths are the host's, and the same there. */
export interface GuestCommand {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly folder: string;
  /** Must be there, or the command is not begun: the device. */
  readonly present: readonly string[];
  /** What the command finds in its cache directory (XDG_CACHE_HOME): folders of the host's. */
  readonly cache: readonly string[];
}

/** What in a guest hides a folder of the host, and is empty at first: what the command may write to. */
export const scratchFolder = '/run';

/** What a guest starts with: busybox, and what it does with it (templates/conform/init.hbs). */
export function initProgram(command: GuestCommand, busybox: Uint8Array, print: Printer): Uint8Array {
  const steps = `cd ${shellWord(command.folder)} && exec ${command.words.map(shellWord).join(' ')}`;
  const script = print('conform/init', {
    mark: guestMark,
    scratch: scratchFolder,
    copies: command.cache.map((path) => ({ from: shellWord(path) })),
    present: command.present.map((path) => ({ path: shellWord(path) })),
    command: shellWord(steps),
  });
  return initramfs([
    { path: 'bin', mode: 0o755, content: null },
    { path: 'dev', mode: 0o755, content: null },
    { path: 'bin/busybox', mode: 0o755, content: busybox },
    { path: 'init', mode: 0o755, content: Buffer.from(script, 'utf8') },
  ]);
}
