import type { Kernel } from '../kernel.ts';
import type { Case, Performed } from './operation.ts';
import { Performer, type Injection } from './perform.ts';

/** A case that is to be done, and where it is made to fail; plain data, as what comes of it. */
export interface Task {
  readonly case: Case;
  readonly injection: Injection | null;
}

/** Who does cases: a kernel that is at hand, or one that runs in another machine. */
export interface Performing {
  /**
   * Does cases one after the other, each on its own.
   *
   * @throws LeftOut or KernelRefusal where the kernel or its user does not suit
   */
  perform(tasks: readonly Task[]): Promise<readonly Performed[]>;
}

/** Does cases on a kernel that is at hand. Nothing of that is set up before the first. */
export function performingOn(kernel: Kernel): Performing {
  let performer: Performer | null = null;
  return {
    perform: async (tasks) => {
      const of = (performer ??= new Performer(kernel));
      return Promise.resolve(tasks.map((task) => of.perform(task.case, task.injection)));
    },
  };
}
