import type { Performing } from '../../conform/random/performing.ts';
import type { Kernel } from '../../conform/kernel.ts';
import { reasonOf } from '../../conform/left-out.ts';
import { leftOutText } from '../../telling/conform/left-out-text.ts';
import { painterOf } from '../../telling/painter.ts';
import type { LoadedSubjects } from '../load.ts';
import type { ConformSubject } from './make-calls.ts';
import type { Message, PartName, PartOutcome } from './message.ts';
import type { ConformOptions } from './options.ts';
import { runRandomCalls } from './parts/random.ts';
import { runFaults } from './parts/faults.ts';
import { runCompiledSelftests } from './parts/selftests.ts';
import { runVectors } from './parts/vectors.ts';

/** What a part of a run is given. */
export interface PartContext {
  readonly subject: ConformSubject;
  readonly loaded: LoadedSubjects;
  readonly options: ConformOptions;
  readonly onStage: (stage: string) => void;
  readonly tell: (message: Message) => void;
}

/** Parts that are run where the kernel is. */
export const kernelParts: Readonly<
  Partial<Record<PartName, (context: PartContext & { readonly kernel: Kernel }) => Promise<PartOutcome>>>
> = { vectors: runVectors, selftests: runCompiledSelftests };

type PerformedPart = (context: PartContext & { readonly performing: Performing }) => Promise<PartOutcome>;

/** Parts that compute much, and have others make the calls. */
export const performedParts: Readonly<Partial<Record<PartName, PerformedPart>>> = {
  random: unlessLeftOut('random sequences', runRandomCalls),
  faults: unlessLeftOut('failing allocations', runFaults),
};

/** A part that may say that it cannot be run here: then the others are, all the same. */
function unlessLeftOut(label: string, part: PerformedPart): PerformedPart {
  return async (context) => {
    try {
      return await part(context);
    } catch (error) {
      const leftOut = reasonOf(error);
      if (leftOut === null) throw error;
      const text = leftOutText(label, leftOut, painterOf(context.options.colour));
      return { json: {}, text, failed: false, leftOut };
    }
  };
}
