import type { Reason } from '../../conform/left-out.ts';
import type { Trouble } from '../../conform/trouble.ts';

/** The parts of a run, in the order in which they are run. */
export const partNames = ['vectors', 'random', 'faults', 'selftests'] as const;
export type PartName = (typeof partNames)[number];

/** What came of a part, as it is printed. */
export interface PartOutcome {
  /** Members of what `--json` prints. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Without a newline at the end. */
  readonly text: string;
  /** Whether the kernel and the spec differ. */
  readonly failed: boolean;
  /** Why nothing was compared. Absent where something was. */
  readonly leftOut?: Reason;
}

/**
 * What a process that makes the calls tells the one that watches it, and a guest its host: as soon as it is known, so that
 * what is known is not lost where the kernel does not come to the end.
 */
export type Message =
  | { readonly kind: 'kernel'; readonly name: string }
  | ({ readonly kind: 'part'; readonly part: PartName } & PartOutcome)
  /** A file to be kept, relative to where files are kept. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  /** The command could not do its work. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly fix: string | null }
  | { readonly kind: 'end' };

/** A message as one line. */
export function messageLine(message: Message): string {
  return JSON.stringify(message, (_key, each: unknown) => (typeof each === 'bigint' ? each.toString() : each));
}

/** The messages of lines that this very build has written; what is no message, as the half of one, is left out. */
export function messagesIn(lines: string): readonly Message[] {
  return lines.split('\n').flatMap((line): Message[] => {
    if (!line.startsWith('{"kind":')) return [];
    try {
      return [JSON.parse(line) as Message];
    } catch {
      return [];
    }
  });
}
