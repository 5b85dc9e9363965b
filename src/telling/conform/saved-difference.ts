import type { RandomDifference } from '../../conform/random/random-difference.ts';

/** A difference whose calls are kept. */
export interface SavedDifference extends RandomDifference {
  /** The file. */
  readonly saved: string;
  /** The base or proposal that it was compared with, as the user has named it; null for the first base. */
  readonly replayedWith: string | null;
}

/** What `--json` prints of a difference. */
export function differenceJson({ recording: _recording, replayedWith: _name, ...told }: SavedDifference): object {
  return told;
}
