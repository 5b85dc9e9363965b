import { machine, release } from 'node:os';

/** The machine and the process that this runs in. */
export interface Machine {
  /** As Node names them: `linux`, `x64`. */
  readonly platform: string;
  readonly architecture: string;
  /** As uname(2) has them: `6.12.117`, `x86_64`. */
  readonly release: string;
  readonly machine: string;
  readonly pid: number;
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    architecture: process.arch,
    release: release(),
    machine: machine(),
    pid: process.pid,
  };
}
