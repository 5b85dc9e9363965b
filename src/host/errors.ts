import type { Code } from '../diagnostics/catalogue.ts';

/** The part of the catalogue that a command may end with when it could not do its work. */
export type HostCode = Extract<Code, `${'CLI' | 'SER' | 'CON'}${string}`>;

/** The command could not do its work: exit status 2. What a spec does wrong is a finding instead, exit status 1. */
abstract class HostError extends Error {
  readonly code: HostCode;
  /** What to do about it, as one sentence; null where no single mend is right. */
  readonly fix: string | null;
  readonly exitStatus = 2;

  constructor(code: HostCode, message: string, fix: string | null) {
    super(message);
    this.code = code;
    this.fix = fix;
  }
}

/** The command was called wrongly. */
export class UsageError extends HostError {
  override readonly name = 'UsageError';

  constructor(code: HostCode, message: string, fix: string | null = null) {
    super(code, message, fix);
  }
}

/** The command was called rightly, and the machine, a folder or a file is not as it needs. */
export class EnvironmentError extends HostError {
  override readonly name = 'EnvironmentError';

  constructor(code: HostCode, message: string, fix: string | null = null) {
    super(code, message, fix);
  }
}
