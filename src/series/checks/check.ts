/** One thing that a tool says. */
export interface CheckMessage {
  readonly severity: 'error' | 'warning' | 'check';
  /** The tool's name of what it found: `LINE_SPACING`; empty where it has none. */
  readonly type: string;
  readonly file: string;
  /** Null where the tool gives none. */
  readonly line: number | null;
  readonly text: string;
  /** Why it is no fault here; null for one that is. */
  readonly allowed: string | null;
}

/** What a tool of the tree says of a series. Counts are without the messages that are allowed. */
export interface Check {
  readonly tool: string;
  /** Why it was not run; null where it was. A tool that was not run has found nothing, and proved nothing. */
  readonly notRun: string | null;
  readonly errors: number;
  readonly warnings: number;
  readonly checks: number;
  readonly messages: readonly CheckMessage[];
}

export function check(tool: string, messages: readonly CheckMessage[]): Check {
  const count = (severity: CheckMessage['severity']): number =>
    messages.filter((each) => each.severity === severity && each.allowed === null).length;
  return { tool, notRun: null, errors: count('error'), warnings: count('warning'), checks: count('check'), messages };
}

export function notRun(tool: string, reason: string): Check {
  return { tool, notRun: reason, errors: 0, warnings: 0, checks: 0, messages: [] };
}
