import { EnvironmentError } from '../host/errors.ts';
import { KernelRefusal } from './kernel.ts';

export type LeftOutCode = 'CON0005' | 'CON0006' | 'CON0007';

/** Why a part of a run is left out, as plain data. */
export interface Reason {
  readonly code: LeftOutCode;
  /** One clause: `the kernel has no fault injection`. */
  readonly message: string;
  readonly fix: string | null;
}

/** A part of a run cannot be run on this kernel, or by this user. The others can. */
export class LeftOut extends EnvironmentError {
  readonly reason: Reason;

  constructor(code: LeftOutCode, message: string, fix: string | null) {
    super(code, message, fix);
    this.reason = { code, message, fix };
  }
}

/** Why a part is left out that ended with an error; null where that says something else. */
export function reasonOf(error: unknown): Reason | null {
  if (error instanceof LeftOut) return error.reason;
  if (!(error instanceof KernelRefusal)) return null;
  return { code: 'CON0005', message: `the kernel refused ${error.message}`, fix: null };
}
