import type { HostCode } from '../host/errors.ts';

/** What is wrong with a kernel beyond what its calls return, or why nothing could be compared on it or be kept of it. */
export interface Trouble {
  readonly code: Extract<HostCode, `CON${string}` | 'CLI0006' | 'CLI0007'>;
  /** One line. */
  readonly message: string;
  /** What the console, the compiler or /proc said of it; none where nothing did. */
  readonly lines: readonly string[];
}
